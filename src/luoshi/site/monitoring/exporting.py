"""The worklist as an Excel workbook: a sheet of households and a sheet of leads."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import IO, Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from luoshi.site.monitoring.rows import Row
from luoshi.site.ui import COLOUR_TITLES
from luoshi.site.workbooks import lay_out, workbook_to_send

HOUSEHOLDS = {
    "颜色": 8, "县乡村": 28, "户编号": 18, "户主": 10, "线索数": 8,
    "风险类型": 18, "线索": 60, "首次发现": 12, "等待天数": 10,
}  # fmt: skip
LEADS = {
    "颜色": 8, "县乡村": 28, "户编号": 18, "户主": 10, "涉及人员": 10, "风险类型": 12,
    "规则": 22, "依据": 60, "数据部门": 16, "首次发现": 12,
}  # fmt: skip
"""Headings with the width of their columns in characters."""


def workbook(rows: Iterable[Row], as_of: date) -> IO[bytes]:
    """The rows as an open .xlsx file, at its beginning."""
    with workbook_to_send() as (book, file):
        _fill(book, rows, as_of)
    return file


def _fill(book: xlsxwriter.Workbook, rows: Iterable[Row], as_of: date) -> None:
    households = Sheet(book, "预警户", HOUSEHOLDS, as_of)
    leads = Sheet(book, "线索", LEADS, as_of)
    for row in rows:
        households.add(_household(row))
        for line in _leads(row):
            leads.add(line)
    households.finish()
    leads.finish()


def _household(row: Row) -> list[object]:
    told = "\n".join(f"{lead.rule}：{lead.evidence}" for lead in row.leads)
    colour, count = COLOUR_TITLES[row.colour], len(row.leads)
    return [
        colour, row.place, row.number, row.head, count, row.risks, told, row.since, row.days
    ]  # fmt: skip


def _leads(row: Row) -> Iterator[list[object]]:
    for lead in row.leads:
        yield [
            COLOUR_TITLES[lead.colour], row.place, row.number, row.head, lead.person, lead.risk,
            lead.rule, lead.evidence, lead.department, lead.first_seen,
        ]  # fmt: skip


class Sheet:
    """One sheet: a frozen heading, rows added one by one, ready to print on A4 across."""

    def __init__(
        self, book: xlsxwriter.Workbook, title: str, headings: dict[str, int], as_of: date
    ) -> None:
        self.sheet: Worksheet = book.add_worksheet(title)
        self.last = len(headings) - 1
        self.row = 0
        self.cell = book.add_format({"valign": "top", "text_wrap": True, "border": 1})
        self.day = book.add_format({"valign": "top", "border": 1, "num_format": "yyyy-mm-dd"})
        self._head(book.add_format({**HEADING}), headings)
        lay_out(self.sheet, 0)
        self.sheet.set_header(f"&L{title}（数据截至 {as_of}）&R第 &P 页，共 &N 页")

    def add(self, values: Iterable[object]) -> None:
        """Write the next row. Text is written as text, whatever it begins with."""
        self.row += 1
        for place, value in enumerate(values):
            self._write(place, value)

    def finish(self) -> None:
        """Let the heading filter all rows."""
        self.sheet.autofilter(0, 0, self.row, self.last)

    def _write(self, place: int, value: Any) -> None:
        if isinstance(value, date):
            self.sheet.write_datetime(self.row, place, value, self.day)
        elif isinstance(value, int):
            self.sheet.write_number(self.row, place, value, self.cell)
        else:
            self.sheet.write_string(self.row, place, str(value), self.cell)

    def _head(self, style: Format, headings: dict[str, int]) -> None:
        for place, (heading, width) in enumerate(headings.items()):
            self.sheet.set_column(place, place, width)
            self.sheet.write_string(0, place, heading, style)


HEADING = {"bold": True, "bg_color": "#EAF1F9", "border": 1, "valign": "vcenter"}
