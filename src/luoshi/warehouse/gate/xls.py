"""Workbooks of Excel 97 to 2003."""

import struct
from functools import partial
from pathlib import Path

import numpy as np

from luoshi.warehouse.errors import FileError
from luoshi.warehouse.gate.archive import BROKEN, MEND
from luoshi.warehouse.gate.biff import OldBook, OldSheet, OldVersionError, RecordError, read_records
from luoshi.warehouse.gate.cells import column_of
from luoshi.warehouse.gate.compound import Compound, CompoundError
from luoshi.warehouse.gate.markup import demand_dense
from luoshi.warehouse.gate.merged import filled_down
from luoshi.warehouse.gate.sheet import Block, File, Sheet, blocks_of
from luoshi.warehouse.outcome import Cell

LARGEST = 512 << 20
"""Most bytes of such a file."""

LOCKED = "文件有密码，读不了；请在 Excel 或 WPS 中去掉打开密码，保存后再送"


def read_old_workbook(path: Path) -> File:
    """Read an .xls file; an .xlsx with a password is recognised, since it comes in one.

    Raises:
        FileError: it cannot be read; the message says how to mend it.
    """
    if path.stat().st_size > LARGEST:
        raise FileError(f"文件超过 {LARGEST >> 20} MB；{MEND}")
    try:
        book = _book(path.read_bytes())
    except OldVersionError:
        raise FileError(f"这是 Excel 97 以前的格式；{MEND}") from None
    except (CompoundError, RecordError, struct.error):
        raise FileError(BROKEN) from None
    return File("xls", tuple(_sheet(each, book) for each in book.sheets if each.table))


def _book(data: bytes) -> OldBook:
    compound = Compound(data)
    if "EncryptedPackage" in compound.entries:
        raise FileError(LOCKED)
    stream = compound.stream("Workbook", "Book")
    if stream is None:
        raise FileError(f"文件不是 Excel 文件；{MEND}")
    book = read_records(stream)
    if book.locked:
        raise FileError(LOCKED)
    return book


def _sheet(sheet: OldSheet, book: OldBook) -> Sheet:
    whole = _whole(sheet)
    return Sheet(
        sheet.name,
        partial(blocks_of, whole),
        int(whole.numbers[-1]) if len(whole) else 0,
        visible=sheet.visible,
        since_1904=book.since_1904,
        hidden=sheet.hidden,
    )


def _whole(sheet: OldSheet) -> Block:
    """All rows with a cell, from the first column with one, with merged cells filled down."""
    rows = sorted({row for row, _ in sheet.cells})
    columns = {column for _, column in sheet.cells}
    first, width = min(columns, default=0), max(columns, default=-1) + 1
    demand_dense((width - first) * len(rows), len(sheet.cells))
    at = {row: place for place, row in enumerate(rows)}
    cells: list[list[Cell]] = [[""] * len(rows) for _ in range(first, width)]
    for (row, column), cell in sheet.cells.items():
        cells[column - first][at[row]] = cell
    numbers = np.array(rows, np.int64) + 1
    ranges = (one._replace(column=one.column - first) for one in sheet.merged)
    whole = Block(numbers, [column_of(column) for column in cells])
    return filled_down(whole, (one for one in ranges if one.column >= 0))
