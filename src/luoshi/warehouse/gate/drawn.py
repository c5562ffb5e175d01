"""A worksheet being read from its XML: its rows block by block, then as one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from luoshi.warehouse.gate.archive import Budget
from luoshi.warehouse.gate.cells import Column, Mixed, Texts
from luoshi.warehouse.gate.formats import Kind, number_cell, written_day
from luoshi.warehouse.gate.markup import (
    UNUSUAL,
    Found,
    NotPlainError,
    Piece,
    demand_dense,
)
from luoshi.warehouse.gate.merged import Range, filled_down
from luoshi.warehouse.gate.sheet import Block, Hidden
from luoshi.warehouse.gate.spoiled import UNSOLVED, broken_number, error_cell
from luoshi.warehouse.outcome import Cell

_NO_ROWS, _ROWS, _ROW, _END = b"<sheetData/>", b"<sheetData>", b"<row ", b"</sheetData>"
_MERGED = re.compile(rb'<mergeCell ref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})"')
_COLUMN = re.compile(rb"<col [^>]*>")
_ABOUT_COLUMN = re.compile(rb'\b(min|max|hidden)="([^"]*)"')
_KINDS = len(Kind)


@dataclass
class Drawn:
    """What was read of a worksheet so far."""

    budget: Budget
    pieces: list[Piece] = field(default_factory=list)
    about: bytes = b""
    under: bytes = b""
    columns: set[int] = field(default_factory=set)
    rows: list[int] = field(default_factory=list)
    filled: int = 0

    def rows_of(self, xml: Iterable[bytes]) -> Iterator[bytes]:
        """The XML of whole rows at a time; what stands before and under them is kept.

        Raises:
            NotPlainError: the XML is not in its plainest form.
        """
        parts = iter(xml)
        rest = self._begun(parts)
        for more in parts:
            rest += more
            cut = rest.rfind(_ROW)
            if cut > 0:
                yield rest[:cut]
                rest = rest[cut:]
        rest, ended, self.under = rest.partition(_END)
        if not ended:
            raise NotPlainError
        if rest:
            yield rest

    def _begun(self, parts: Iterator[bytes]) -> bytes:
        """What follows where the rows begin; what stands above is kept."""
        above = b""
        for part in parts:
            above += part
            if _NO_ROWS in above:
                above = above.replace(_NO_ROWS, _ROWS + _END, 1)
            self.about, begun, rest = above.partition(_ROWS)
            if begun:
                break
        else:
            raise NotPlainError
        if UNUSUAL.search(self.about):
            raise NotPlainError
        return rest

    def add(self, piece: Piece) -> None:
        """Some rows more."""
        self.budget.keep(sum(one.texts.nbytes + one.kinds.nbytes for one in piece.columns.values()))
        self.pieces.append(piece)
        self.filled += piece.filled
        if piece.filled:
            self.columns.update(piece.columns)
            self.rows += [int(piece.rows.min()), int(piece.rows.max())]
            height = max(self.rows) - min(self.rows) + 1
            demand_dense((self._width - self._first) * height, self.filled)

    def check(self) -> None:
        """Stop here where what was kept is not whole.

        Raises:
            NotPlainError: merged cells or columns are told in another way than the plainest.
        """
        if self.under.count(b"mergeCell ") != len(_MERGED.findall(self.under)):
            raise NotPlainError

    def whole(self, since_1904: bool) -> Block:
        """All rows, from the first column with a cell, with merged cells filled down.

        Raises:
            NotPlainError: a row stands twice.
        """
        numbers = np.concatenate([piece.rows for piece in self.pieces] or [np.zeros(0, np.int64)])
        columns = [self._column(place, since_1904) for place in range(self._first, self._width)]
        whole = Block(numbers, columns)
        if (np.diff(numbers) <= 0).any():
            if len(np.unique(numbers)) < len(numbers):
                raise NotPlainError
            whole = whole.take(np.argsort(numbers))
        return filled_down(whole, self._merged())

    @property
    def hidden(self) -> Hidden:
        """What a user does not see of the sheet."""
        rows = sum(piece.hidden for piece in self.pieces)
        return Hidden(rows, self._hidden_columns(), b"<filterColumn" in self.under)

    def _hidden_columns(self) -> int:
        """How many of the columns that hold cells are hidden."""
        count = 0
        for tag in _COLUMN.findall(self.about):
            told = dict(_ABOUT_COLUMN.findall(tag))
            if told.get(b"hidden") in (b"1", b"true"):
                last = min(int(told.get(b"max", b"0")), self._width)
                count += max(last - int(told.get(b"min", b"1")) + 1, 0)
        return count

    @property
    def _first(self) -> int:
        return min(self.columns, default=0)

    @property
    def _width(self) -> int:
        return max(self.columns, default=-1) + 1

    def _column(self, place: int, since_1904: bool) -> Column:
        found = [piece.columns.get(place) or _nothing(len(piece.rows)) for piece in self.pieces]
        texts = pa.concat_arrays([one.texts for one in found])
        kinds = np.concatenate([one.kinds for one in found])
        if not kinds.any():
            return Texts(texts)
        return _mixed(texts, kinds, since_1904)

    def _merged(self) -> Iterator[Range]:
        for letters, top, bottom in _MERGED.findall(self.under):
            yield Range(int(top), int(bottom), _place(letters) - self._first)


def _nothing(height: int) -> Found:
    return Found(pa.repeat(pa.scalar("", pa.string()), height), np.zeros(height, np.uint8))


def _place(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _mixed(texts: pa.Array, kinds: npt.NDArray[np.uint8], since_1904: bool) -> Mixed:
    encoded = texts.dictionary_encode()
    codes = encoded.indices.to_numpy().astype(np.int64) * _KINDS + kinds
    different, at = np.unique(codes, return_inverse=True)
    words = encoded.dictionary.take(pa.array(different // _KINDS))
    said = different % _KINDS
    told = zip(_plain_numbers(words, said), words.to_pylist(), said.tolist(), strict=True)
    cells = [
        _cell(text, kind, since_1904) if number is None else number for number, text, kind in told
    ]
    return Mixed(cells, at.astype(np.int32))


def _plain_numbers(words: pa.Array, kinds: npt.NDArray[np.int64]) -> list[float | None]:
    """The numbers among cells that are written in the plainest way."""
    plain = pc.match_substring_regex(words, r"^-?[0-9]{1,17}(\.[0-9]{1,17})?$")
    plain = pc.and_(plain, pa.array(kinds == Kind.NUMBER))
    nothing = pa.scalar(None, pa.string())
    numbers: list[float | None] = pc.if_else(plain, words, nothing).cast(pa.float64()).to_pylist()
    return numbers


def _cell(text: str, kind: int, since_1904: bool) -> Cell:
    """The cell that stands as text in the XML and is of a kind."""
    if kind == Kind.UNSOLVED:
        return UNSOLVED
    if not text or kind == Kind.TEXT:
        return text
    if kind == Kind.ERROR:
        return error_cell(text)
    if kind == Kind.TRUTH:
        return text in ("1", "true")
    return written_day(text) if kind == Kind.WRITTEN_DAY else _number(text, kind, since_1904)


def _number(text: str, kind: int, since_1904: bool) -> Cell:
    try:
        number = float(text)
    except ValueError:
        return broken_number(text)
    return number_cell(number, Kind(kind), since_1904)
