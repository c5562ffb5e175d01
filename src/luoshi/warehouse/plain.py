"""Workbooks of nothing but text, as exports are, read many times as fast as any workbook.

What is read is what `read_sheets` reads, or nothing.
"""

import re
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import IO
from zipfile import BadZipFile, ZipFile

import pyarrow as pa

from luoshi.warehouse.sheet_xml import OTHER_ENCODING, Block, NotPlainError, read_rows, read_shared

_BLOCK = 4 << 20
"""Bytes of XML handled at a time: few enough to stay near the processor."""

_SHEET = re.compile(rb'<sheet [^>]*?\br:id="([^"]*)"')
_RELATION = re.compile(rb"<Relationship [^>]*>")
_ID, _TARGET = re.compile(rb' Id="([^"]*)"'), re.compile(rb' Target="([^"]*)"')
_MERGED = re.compile(rb'<mergeCell ref="[A-Z]+(\d+):[A-Z]+(\d+)"')
_NO_ROWS, _ROWS, _END = b"<sheetData/>", b"<sheetData>", b"</sheetData>"
_SHARED, _NO_TEXTS = "xl/sharedStrings.xml", pa.array([], pa.string())
_BROKEN = (BadZipFile, EOFError, LookupError, RuntimeError, ValueError, zlib.error)
"""What zipfile, numpy and Arrow raise for files that are not as they should be."""


@dataclass(frozen=True)
class Texts:
    """The cells of one sheet by column, empty texts where there is nothing.

    ``rows`` are the numbers of its rows in the sheet, from 1; a row without cells may be lacking.
    """

    rows: list[int]
    columns: list[pa.ChunkedArray]

    def first(self, count: int) -> list[list[str]]:
        """The rows up to the sheet's row ``count``, those without cells too."""
        known = sum(number <= count for number in self.rows)
        cells = zip(*(column.slice(0, known).to_pylist() for column in self.columns), strict=True)
        found = dict(zip(self.rows, map(list, cells), strict=False))
        height = min(count, max(self.rows, default=0))
        return [found.get(number, [""] * len(self.columns)) for number in range(1, height + 1)]


def read_plain(path: Path) -> Iterator[Texts]:
    """Give the sheets of an .xlsx file in the workbook's order.

    Raises:
        NotPlainError: the file, or the sheet to be given, is of another kind, has cells that are
            no text or are merged over rows, or is broken.
    """
    try:
        with ZipFile(path) as book:
            shared = read_shared(book.read(_SHARED)) if _SHARED in book.namelist() else _NO_TEXTS
            for part in _parts(book):
                with book.open(part) as sheet:
                    yield _texts([read_rows(xml, shared) for xml in _ahead(_blocks(sheet))])
    except _BROKEN as error:
        raise NotPlainError from error


def _parts(book: ZipFile) -> list[str]:
    """The names of the parts that hold the workbook's sheets."""
    about, relations = book.read("xl/workbook.xml"), book.read("xl/_rels/workbook.xml.rels")
    tags = _RELATION.findall(relations)
    targets = {_one(_ID, tag): _one(_TARGET, tag) for tag in tags}
    ids = _SHEET.findall(about)
    parts = [str(PurePosixPath("/xl", targets[id_].decode()))[1:] for id_ in ids]
    if len(ids) != about.count(b"<sheet ") or not all("/worksheets/" in part for part in parts):
        raise NotPlainError
    return parts


def _one(pattern: re.Pattern[bytes], tag: bytes) -> bytes:
    found = pattern.search(tag)
    if found is None:
        raise NotPlainError
    return found[1]


def _ahead(items: Iterator[bytes]) -> Iterator[bytes]:
    """The items, each taken while the one before is worked on: unpacking leaves others free."""
    with ThreadPoolExecutor(1) as worker:
        coming = worker.submit(next, items, None)
        while item := coming.result():
            coming = worker.submit(next, items, None)
            yield item


def _blocks(sheet: IO[bytes]) -> Iterator[bytes]:
    """The XML of the sheet's rows, a block of whole rows at a time."""
    about, begun, rest = sheet.read(_BLOCK).partition(_ROWS)
    if _NO_ROWS in about:
        return
    if not begun or OTHER_ENCODING.search(about):
        raise NotPlainError
    while more := sheet.read(_BLOCK):
        rest += more
        cut = rest.rfind(b"<row ")
        if cut > 0:
            yield rest[:cut]
            rest = rest[cut:]
    rest, _, under = rest.partition(_END)
    in_one_row = [top == bottom for top, bottom in _MERGED.findall(under)]
    if not all(in_one_row) or len(in_one_row) != under.count(b"<mergeCell "):
        raise NotPlainError
    yield rest


def _texts(blocks: list[Block]) -> Texts:
    """The sheet whose rows are in blocks."""
    filled = [block for block in blocks if block.columns]
    first = min((block.first for block in filled), default=0)
    end = max((block.first + len(block.columns) for block in filled), default=0)
    columns = [
        pa.chunked_array([_column(block, place) for block in blocks]) for place in range(first, end)
    ]
    rows = [number for block in blocks for number in block.rows]
    if any(above >= below for above, below in pairwise(rows)):
        raise NotPlainError
    return Texts(rows, columns)


def _column(block: Block, place: int) -> pa.Array:
    known = 0 <= place - block.first < len(block.columns)
    return block.columns[place - block.first] if known else pa.repeat("", len(block.rows))
