"""What Excel files share: how they are written, and how they lie on paper."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from luoshi.home import home

A4 = 9
AT_MOST = "≤ "
"""Stands before a target that is a limit from above."""

HEADING = {"bold": True, "bg_color": "#EAF1F9", "border": 1, "valign": "vcenter"}


@contextmanager
def workbook_to_send() -> Iterator[tuple[xlsxwriter.Workbook, IO[bytes]]]:
    """A workbook to fill, and the open file that holds it afterwards, at its beginning.

    Rows go to disk as they come: memory stays flat whatever their number.
    """
    file = tempfile.TemporaryFile(dir=home())  # noqa: SIM115  (whoever sends it closes it)
    with tempfile.TemporaryDirectory(dir=home()) as folder:
        book = xlsxwriter.Workbook(file, {"constant_memory": True, "tmpdir": folder})
        yield book, file
        book.close()
    file.seek(0)


def lay_out(sheet: Worksheet, head_row: int) -> None:
    """Keep the row of headings (from 0) in sight and on each page: A4 across, as wide as it is."""
    sheet.freeze_panes(head_row + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head_row)


class ExcelSheet:
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
        elif isinstance(value, int | Decimal):
            self.sheet.write_number(self.row, place, value, self.cell)
        elif value is None:
            self.sheet.write_blank(self.row, place, None, self.cell)
        else:
            self.sheet.write_string(self.row, place, str(value), self.cell)

    def _head(self, style: Format, headings: dict[str, int]) -> None:
        for place, (heading, width) in enumerate(headings.items()):
            self.sheet.set_column(place, place, width)
            self.sheet.write_string(0, place, heading, style)


class AtMost(Decimal):
    """A target that is a limit from above: a number still, shown as ≤ 15."""


class FigureSheet(ExcelSheet):
    """A sheet whose targets may be limits from above."""

    def __init__(
        self, book: xlsxwriter.Workbook, title: str, headings: dict[str, int], as_of: date
    ) -> None:
        super().__init__(book, title, headings, as_of)
        style = {"valign": "top", "border": 1, "num_format": f'"{AT_MOST}"General'}
        self.limit = book.add_format(style)

    def _write(self, place: int, value: Any) -> None:
        if isinstance(value, AtMost):
            self.sheet.write_number(self.row, place, float(value), self.limit)
        else:
            super()._write(place, value)
