"""A topic, and what a watch found, as Excel workbooks."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import IO

from luoshi.pack.topics import SHARE, Watch
from luoshi.papers.excel import ExcelSheet, workbook_to_send
from luoshi.text.numbers import rounded
from luoshi.topics.alerts import AlertLine, Watched
from luoshi.topics.tables import Table

WATCHES = {"监管规则": 40, "程度": 8, "发现": 8, "怎样处理": 50, "依据": 40, "暂定": 8}
FOUND = {"县（市、区）": 16, "乡镇和村": 24, "名称": 40}
"""Headings with the width of their columns in characters."""

LONGEST = 31
"""Characters the name of a sheet may have."""

PLACES = 4
"""Decimals of a number."""


def topic_workbook(tables: Sequence[Table], watches: Iterable[Watched], day: date) -> IO[bytes]:
    """A sheet for each group of figures, and one for the watches."""
    with workbook_to_send() as (book, file):
        for table in tables:
            first = "县（市、区）" if table.group.by is None else table.group.by.partition(".")[2]
            headings = {first: 26} | {_heading(table, i): 16 for i in range(len(table.columns))}
            sheet = ExcelSheet(book, table.group.title[:LONGEST], headings, day)
            for row in table.rows:
                sheet.add([row.title, *(_number(table, i, row.cells) for i in _places(table))])
            sheet.finish()
        _watches(ExcelSheet(book, "监管规则", WATCHES, day), watches)
    return file


def alerts_workbook(watch: Watch, lines: Iterable[AlertLine], day: date) -> IO[bytes]:
    """What a watch found, a row each."""
    with workbook_to_send() as (book, file):
        headings = FOUND | dict.fromkeys(watch.columns, 16) | {"怎样处理": 50}
        sheet = ExcelSheet(book, watch.title[:LONGEST], headings, day)
        for line in lines:
            cells = (text for _, text in line.cells)
            sheet.add([line.county, line.place, line.label, *cells, watch.advice or ""])
        sheet.finish()
    return file


def _watches(sheet: ExcelSheet, watches: Iterable[Watched]) -> None:
    for one in watches:
        watch = one.watch
        mark = "是" if watch.assumption else ""
        told = (watch.title, watch.severity.label, one.count, watch.advice or "", watch.source)
        sheet.add([*told, mark])
    sheet.finish()


def _places(table: Table) -> range:
    return range(len(table.columns))


def _heading(table: Table, i: int) -> str:
    column = table.columns[i]
    unit = column.figure.unit
    return f"{column.title}（{unit}）" if unit else column.title


def _number(table: Table, i: int, cells: Sequence[object]) -> Decimal | None:
    value = getattr(cells[i], "value", None)
    if not isinstance(value, Fraction):
        return None
    shown = value * 100 if table.columns[i].figure.unit == SHARE else value
    return rounded(shown, PLACES)
