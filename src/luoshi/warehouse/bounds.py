"""What a workbook would take in memory, found out before it is opened.

The reader lays a sheet out as one block, from its first cell to its last: a file of one
kilobyte with a cell in a sheet's last corner asks for half a terabyte, and a process that
cannot have it is ended. So what strangers to the office may send is looked at first.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from luoshi.warehouse.errors import FileError

LARGEST = 1 << 30
"""Most bytes the parts of a workbook may unpack to."""

FREE = 20_000_000
"""Cells a sheet's block may have, however few of them are filled."""

SPARSE = 20
"""How many times as many as its filled cells a larger block may have."""

_ZIP = b"PK\x03\x04"
_PIECE = 1 << 22
_LONGEST = 64  # a cell's reference with its spaces is shorter
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_MEND = "请把有内容的行列复制到新的工作簿，另存为 .xlsx 再送"


def demand_bounded(path: Path) -> None:
    """Stop here where an .xlsx would take far more memory than what it holds.

    Files of other kinds are passed: none of them can ask for more than a few times its size.

    Raises:
        FileError: what is wrong with the file and how to mend it.
    """
    with path.open("rb") as file:
        if file.read(len(_ZIP)) != _ZIP:
            return
    try:
        with ZipFile(path) as book:
            _check_parts(book)
            for part in book.infolist():
                with book.open(part) as stream:
                    _check_block(stream)
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        raise FileError(f"文件已损坏或不是 Excel 文件；{_MEND}") from None


def _check_parts(book: ZipFile) -> None:
    parts = book.infolist()
    if not any(part.filename.endswith("workbook.xml") for part in parts):
        raise FileError("文件不是 .xlsx；请用 Excel 或 WPS 打开后另存为 .xlsx 再送")
    if sum(part.file_size for part in parts) > LARGEST:
        raise FileError(f"文件展开后超过 {LARGEST >> 30} GB；请拆成几份再送")


@dataclass
class _Extent:
    """The cells found in a part, and the columns and rows they stand in."""

    cells: int = 0
    columns: set[bytes] = field(default_factory=set)
    rows: set[bytes] = field(default_factory=set)

    def add(self, piece: bytes) -> None:
        found = _REFERENCE.findall(piece)
        self.cells += len(found)
        self.columns |= {column.upper() for column in {column for column, _ in found}}
        self.rows |= {row for _, row in found}

    @property
    def block(self) -> int:
        """How many cells lie between the first and the last."""
        columns, rows = map(_place, self.columns), map(int, self.rows)
        return _span(columns) * _span(rows)


def _check_block(stream: IO[bytes]) -> None:
    extent = _Extent()
    for piece in _pieces(stream):
        extent.add(piece)
    if extent.block > max(FREE, SPARSE * extent.cells):
        raise FileError(f"工作表很远处还有零星的格，范围大到读不了；{_MEND}")


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The stream piece by piece; each begins with the end of the last, for what was cut."""
    piece = b""
    while read := stream.read(_PIECE):
        piece = piece[-_LONGEST:] + read
        yield piece


def _place(column: bytes) -> int:
    """A column's number: A is 1, AA is 27."""
    number = 0
    for letter in column:
        number = number * 26 + letter - ord("A") + 1
    return number


def _span(places: Iterator[int]) -> int:
    known = list(places)
    return max(known) - min(known) + 1 if known else 0
