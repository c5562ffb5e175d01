"""A ledger as an Excel workbook: template and download are one form, to fill and send back.

The head is locked; drop-down lists come from the code lists; units, notes and which cells
are a must stand in the head and in its comments.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs

from luoshi.ledgers.wording import heading, how_in_general, how_to_fill
from luoshi.papers.excel import lay_out, workbook_to_send
from luoshi.warehouse.schema import Column, FieldType, Table
from luoshi.warehouse.sheet_names import SheetNames

LISTS, HELP = "可填值", "填报说明"
"""Sheets beside the ledger's own."""

HEAD_ROW = 2
"""The row of headings, from 0; above it stand the title and what the file is about."""

LAST_ROW = 1_048_575
BLUE, GREY, RED = "#EAF1F9", "#F5F6F8", "#B3261E"

Value = str | int | Decimal | date


@dataclass(frozen=True)
class Contents:
    """What a workbook holds. ``options`` are the values a column offers, by column name;
    ``given`` the columns whose cells are filled beforehand and shaded."""

    table: Table
    columns: Sequence[Column]
    about: str
    rows: Iterable[dict[str, Value]]
    options: Mapping[str, Sequence[str]]
    given: frozenset[str] = frozenset()


def workbook(contents: Contents) -> IO[bytes]:
    """The contents as an open .xlsx file, at its beginning."""
    with workbook_to_send() as (book, file):
        _Writer(book, contents).write()
    return file


class _Writer:
    def __init__(self, book: xlsxwriter.Workbook, contents: Contents) -> None:
        self.book = book
        self.contents = contents
        names = SheetNames(HELP, LISTS)
        self.sheet = book.add_worksheet(names.legal(contents.table.title))
        self.help = book.add_worksheet(HELP)
        self.lists = book.add_worksheet(LISTS)
        self.formats: dict[tuple[str, bool], Format] = {}

    def write(self) -> None:
        self._set_up()
        self._title()
        self._head()
        for number, row in enumerate(self.contents.rows, start=HEAD_ROW + 1):
            self._row(number, row)
        self._offer()
        self._explain()

    def _set_up(self) -> None:
        sheet = self.sheet
        for place, column in enumerate(self.contents.columns):
            sheet.set_column(place, place, _width(column), self._format(column, False))
        lay_out(sheet, HEAD_ROW)
        sheet.set_footer("&R第 &P 页，共 &N 页")
        sheet.protect(options=ALLOWED)

    def _title(self) -> None:
        title = self.book.add_format({"bold": True, "font_size": 16})
        soft = self.book.add_format({"font_color": "#566373"})
        self.sheet.set_row(0, 28)
        self.sheet.write_string(0, 0, self.contents.table.title, title)
        self.sheet.write_string(1, 0, self.contents.about, soft)

    def _head(self) -> None:
        plain = {"bold": True, "bg_color": BLUE, "border": 1, "text_wrap": True, "valign": "top"}
        usual = self.book.add_format(plain)
        must = self.book.add_format({**plain, "font_color": RED})
        self.sheet.set_row(HEAD_ROW, 34)
        for place, column in enumerate(self.contents.columns):
            style = must if column.required else usual
            self.sheet.write_string(HEAD_ROW, place, heading(column), style)
            self.sheet.write_comment(HEAD_ROW, place, how_to_fill(column), {"x_scale": 1.6})

    def _row(self, number: int, row: dict[str, Value]) -> None:
        for place, column in enumerate(self.contents.columns):
            value = row.get(column.name)
            style = self._format(column, column.name in self.contents.given)
            if value is None or value == "":
                continue
            if isinstance(value, date):
                self.sheet.write_datetime(number, place, value, style)
            elif isinstance(value, int | Decimal):
                self.sheet.write_number(number, place, float(value), style)
            else:
                self.sheet.write_string(number, place, value, style)

    def _format(self, column: Column, given: bool) -> Format:
        number_format = _number_format(column)
        key = (number_format, given)
        if key not in self.formats:
            shade = {"bg_color": GREY} if given else {}
            self.formats[key] = self.book.add_format(
                {"num_format": number_format, "locked": False, **shade}
            )
        return self.formats[key]

    def _offer(self) -> None:
        """Lists one under another: no row of that sheet looks like a head of the ledger."""
        row = 0
        for place, column in enumerate(self.contents.columns):
            options = self.contents.options.get(column.name, ())
            for at, option in enumerate(options):
                self.lists.write_string(row + at, 0, option)
            rule = _rule(column, row, len(options))
            if rule:
                self.sheet.data_validation(HEAD_ROW + 1, place, LAST_ROW, place, rule)
            row += len(options)
        self.lists.hide()

    def _explain(self) -> None:
        wrap = self.book.add_format({"text_wrap": True, "valign": "top"})
        self.help.set_column(0, 0, 100, wrap)
        lines = [f"《{self.contents.table.title}》怎么填", *how_in_general(self.contents.table)]
        numbered = [
            f"{number}. {heading(column)}：{how_to_fill(column)}{self._values(column)}"
            for number, column in enumerate(self.contents.columns, start=1)
        ]
        for row, line in enumerate([*lines, *numbered]):
            self.help.write_string(row, 0, line)

    def _values(self, column: Column) -> str:
        options = self.contents.options.get(column.name, ())
        several = column.type is FieldType.CODES
        return f"可填：{'、'.join(options)}。" if several and options else ""


def _rule(column: Column, row: int, count: int) -> dict[str, Any] | None:
    if count and column.type is not FieldType.CODES:
        source = f"='{LISTS}'!{xl_range_abs(row, 0, row + count - 1, 0)}"
        return {"validate": "list", "source": source, "error_title": column.name, **LIST_HINT}
    if column.type in (FieldType.INTEGER, FieldType.DECIMAL):
        least = 0 if column.minimum is None else float(column.minimum)
        kind = "integer" if column.type is FieldType.INTEGER else "decimal"
        most = {"criteria": ">=", "value": least}
        if column.maximum is not None:
            most = {"criteria": "between", "minimum": least, "maximum": float(column.maximum)}
        return {"validate": kind, "error_title": column.name, **most, **NUMBER_HINT}
    return None


def _number_format(column: Column) -> str:
    if column.type is FieldType.DECIMAL:
        return f"#,##0.00{'#' * (column.decimals - 2)}"
    return NUMBER_FORMATS.get(column.type, "@")


def _width(column: Column) -> int:
    usual = {FieldType.AREA: 30, FieldType.TEXT: 24, FieldType.CODES: 24}
    return max(usual.get(column.type, 12), 2 * len(column.name) + 2)


NUMBER_FORMATS = {
    FieldType.INTEGER: "0",
    FieldType.YEAR: "0",
    FieldType.DATE: "yyyy-mm-dd",
}
"""Number formats but of amounts; text where none is named, so that codes keep their zeros."""

LIST_HINT = {"error_message": "只能填列表里的值", "ignore_blank": True}
NUMBER_HINT = {"error_message": "只填数字，注意单位和上下限", "ignore_blank": True}

ALLOWED = {
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
"""What the lock leaves free: everything but the head."""
