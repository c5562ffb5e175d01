"""What the site's Excel files share: how they are written, and how they lie on paper."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from luoshi.home import home

A4 = 9


@contextmanager
def workbook_to_send() -> Iterator[tuple[xlsxwriter.Workbook, IO[bytes]]]:
    """A workbook to fill, and the open file that holds it afterwards, at its beginning.

    Rows go to disk as they come: memory stays flat whatever their number.
    """
    file = tempfile.TemporaryFile(dir=home())  # noqa: SIM115  (the response closes it)
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
