"""The records of a workbook of Excel 97 to 2003 (MS-XLS), as sheets of cells.

Only what is in them is believed: a count that claims more allocates no memory.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from luoshi.warehouse.gate.formats import Kind, kind_of_format, number_cell
from luoshi.warehouse.gate.merged import Range
from luoshi.warehouse.gate.sheet import Hidden
from luoshi.warehouse.gate.spoiled import error_cell
from luoshi.warehouse.outcome import Cell

Place = tuple[int, int]
"""Row and column from 0."""

MOST_COLUMNS = 256
_VERSION = 0x600

_END, _BEGIN, _CONTINUED = 0x0A, 0x809, 0x3C
_PASSWORD, _DATE_MODE, _FORMAT, _STYLE, _SHEET, _SHARED = 0x2F, 0x22, 0x41E, 0xE0, 0x85, 0xFC
_ROW, _COLUMNS, _FILTERED, _MERGED = 0x208, 0x7D, 0x9B, 0xE5
_NUMBER, _RK, _MANY_RK, _TRUTH_OR_ERROR, _FORMULA, _RESULT = 0x203, 0x27E, 0xBD, 0x205, 0x06, 0x207
_SHARED_TEXT, _TEXT, _RICH_TEXT = 0xFD, 0x204, 0xD6
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_HIDDEN_ROW = 0x20
_WIDE, _EXTENDED, _RICH = 1, 4, 8


class RecordError(ValueError):
    """Records that are not as they should be."""


class OldVersionError(RecordError):
    """Records of a version before Excel 97."""


class Pieces:
    """The data of a record and of those that continue it, read from the beginning."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces, self._piece, self._at = pieces, 0, 0

    def take(self, form: str) -> tuple[int, ...]:
        """Numbers in a form of :mod:`struct`."""
        return struct.unpack(f"<{form}", self._bytes(struct.calcsize(f"<{form}")))

    def text(self, length_form: str = "H") -> str:
        """A text that says how long it is, and whether it is rich or has a pronunciation."""
        length, flags = (*self.take(length_form), *self.take("B"))
        runs = self.take("H")[0] if flags & _RICH else 0
        extension = self.take("I")[0] if flags & _EXTENDED else 0
        text = self._signs(length, bool(flags & _WIDE))
        self._bytes(runs * 4 + extension)
        return text

    @property
    def over(self) -> bool:
        """Whether all was read."""
        return self._piece >= len(self._pieces)

    def _signs(self, length: int, wide: bool) -> str:
        """Signs of one or two bytes; where they are continued they say anew which."""
        parts = []
        while length:
            if self.over:
                raise RecordError
            piece = self._pieces[self._piece]
            count = min(length, (len(piece) - self._at) // (1 + wide))
            data = piece[self._at : self._at + count * (1 + wide)]
            parts.append(data.decode("utf-16-le" if wide else "latin-1", "replace"))
            self._at += len(data)
            length -= count
            if length:
                self._next()
                wide = bool(self.take("B")[0] & _WIDE)
        self._skip_ended()
        return "".join(parts)

    def _bytes(self, count: int) -> bytes:
        parts = []
        while count:
            self._skip_ended()
            if self.over:
                raise RecordError
            part = self._pieces[self._piece][self._at : self._at + count]
            parts.append(part)
            self._at += len(part)
            count -= len(part)
        self._skip_ended()
        return b"".join(parts)

    def _skip_ended(self) -> None:
        while not self.over and self._at >= len(self._pieces[self._piece]):
            self._next()

    def _next(self) -> None:
        self._piece, self._at = self._piece + 1, 0


@dataclass
class OldSheet:
    """One sheet: its cells by place, and what it hides. ``table`` is false for charts and such."""

    name: str
    visible: bool
    table: bool
    cells: dict[Place, Cell] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden: Hidden = field(default_factory=Hidden)


@dataclass
class OldBook:
    """A workbook; it is ``locked`` where it has a password, and then has no cells."""

    locked: bool = False
    since_1904: bool = False
    sheets: list[OldSheet] = field(default_factory=list)


def read_records(stream: bytes) -> OldBook:
    """Read a workbook's stream.

    Raises:
        OldVersionError: it is of a version before Excel 97.
        RecordError, struct.error: it is broken.
    """
    parts = _Globals()
    for kind, data in _records(stream, 0):
        if (note := _NOTES.get(kind)) is not None:
            note(parts, data)
    if not parts.book.locked:
        for at, sheet in zip(parts.begins, parts.book.sheets, strict=True):
            if sheet.visible and sheet.table:
                _Reader(parts, sheet).read(stream, at)
    return parts.book


def _records(stream: bytes, at: int) -> Iterator[tuple[int, Pieces]]:
    """The records of one substream, each with those that continue it."""
    depth = 0
    while at + 4 <= len(stream):
        kind, pieces, at = _record(stream, at)
        depth += (kind == _BEGIN) - (kind == _END)
        if depth <= 0:
            return
        yield kind, Pieces(pieces)
    raise RecordError  # it ends before its end


def _record(stream: bytes, at: int) -> tuple[int, list[bytes], int]:
    kind, length = struct.unpack_from("<HH", stream, at)
    pieces = [stream[at + 4 : at + 4 + length]]
    at += 4 + length
    while stream[at : at + 2] == _CONTINUED.to_bytes(2, "little"):
        (length,) = struct.unpack_from("<H", stream, at + 2)
        pieces.append(stream[at + 4 : at + 4 + length])
        at += 4 + length
    return kind, pieces, at


@dataclass
class _Globals:
    """What the workbook's own records say, before those of its sheets."""

    book: OldBook = field(default_factory=OldBook)
    formats: dict[int, str] = field(default_factory=dict)
    styles: list[int] = field(default_factory=list)
    begins: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def begin(self, data: Pieces) -> None:
        """The version."""
        if data.take("H")[0] != _VERSION:
            raise OldVersionError

    def lock(self, _data: Pieces) -> None:
        """It has a password."""
        self.book.locked = True

    def date_mode(self, data: Pieces) -> None:
        """From which year it counts days."""
        self.book.since_1904 = data.take("H") == (1,)

    def format(self, data: Pieces) -> None:
        """A number format."""
        (id_,) = data.take("H")
        self.formats[id_] = data.text()

    def style(self, data: Pieces) -> None:
        """A style, which names a number format."""
        self.styles.append(data.take("HH")[1])

    def sheet(self, data: Pieces) -> None:
        """A sheet: where it begins, whether it is seen, and whether it is a table."""
        at, state, type_ = data.take("IBB")
        self.begins.append(at)
        self.book.sheets.append(OldSheet(data.text("B"), state & 3 == 0, type_ == 0))

    def shared(self, data: Pieces) -> None:
        """The texts cells name by their number."""
        _, count = data.take("II")
        while len(self.texts) < count:
            self.texts.append(data.text())

    def kind(self, style: int) -> Kind:
        """What a number of a style is."""
        id_ = self.styles[style] if style < len(self.styles) else 0
        return kind_of_format(id_, self.formats.get(id_))


_NOTES: dict[int, Callable[[_Globals, Pieces], None]] = {
    _BEGIN: _Globals.begin,
    _PASSWORD: _Globals.lock,
    _DATE_MODE: _Globals.date_mode,
    _FORMAT: _Globals.format,
    _STYLE: _Globals.style,
    _SHEET: _Globals.sheet,
    _SHARED: _Globals.shared,
}


class _Reader:
    """Reads the records of one sheet."""

    def __init__(self, parts: _Globals, sheet: OldSheet) -> None:
        self._parts, self._sheet = parts, sheet
        self._rows = self._columns = 0
        self._filtered = False
        self._awaited: Place | None = None

    def read(self, stream: bytes, at: int) -> None:
        """Read the substream that begins there."""
        for kind, data in _records(stream, at):
            if (read := _CELLS.get(kind)) is not None:
                read(self, data)
        self._sheet.hidden = Hidden(self._rows, self._columns, self._filtered)

    def put(self, row: int, column: int, cell: Cell) -> None:
        """A cell at its place."""
        if column >= MOST_COLUMNS:
            raise RecordError
        self._sheet.cells[row, column] = cell

    def number(self, data: Pieces) -> None:
        """A number."""
        row, column, style = data.take("HHH")
        self._put_number(row, column, style, _double(data))

    def short_number(self, data: Pieces) -> None:
        """A number in four bytes."""
        row, column, style, value = data.take("HHHI")
        self._put_number(row, column, style, _short(value))

    def short_numbers(self, data: Pieces) -> None:
        """Numbers side by side, each in four bytes; the last column stands behind them."""
        row, column = data.take("HH")
        while True:
            (style,) = data.take("H")
            if data.over:
                return
            self._put_number(row, column, style, _short(data.take("I")[0]))
            column += 1

    def shared_text(self, data: Pieces) -> None:
        """A text by its number."""
        row, column, _, number = data.take("HHHI")
        if number >= len(self._parts.texts):
            raise RecordError
        self.put(row, column, self._parts.texts[number])

    def text(self, data: Pieces) -> None:
        """A text of its own."""
        row, column, _ = data.take("HHH")
        self.put(row, column, data.text())

    def truth_or_error(self, data: Pieces) -> None:
        """True, false, or an error."""
        row, column, _, value, is_error = data.take("HHHBB")
        self.put(row, column, _error(value) if is_error else bool(value))

    def formula(self, data: Pieces) -> None:
        """A formula with its result; a text follows in a record of its own."""
        row, column, style = data.take("HHH")
        result = bytes(data.take("8B"))
        if result[6:] != b"\xff\xff":
            self._put_number(row, column, style, struct.unpack("<d", result)[0])
        elif result[0] == 0:
            self._awaited = (row, column)
        elif result[0] == 1:
            self.put(row, column, bool(result[2]))
        else:
            self.put(row, column, _error(result[2]) if result[0] == 2 else "")

    def result(self, data: Pieces) -> None:
        """The text that is a formula's result."""
        if self._awaited:
            self.put(*self._awaited, data.text())
            self._awaited = None

    def row(self, data: Pieces) -> None:
        """How a row looks."""
        self._rows += bool(data.take("7H")[6] & _HIDDEN_ROW)

    def columns(self, data: Pieces) -> None:
        """How columns look."""
        first, last, _, _, flags = data.take("5H")
        self._columns += max(min(last, MOST_COLUMNS - 1) - first + 1, 0) * (flags & 1)

    def filtered(self, _data: Pieces) -> None:
        """A filter leaves rows out."""
        self._filtered = True

    def merged(self, data: Pieces) -> None:
        """Cells that are one."""
        for _ in range(data.take("H")[0]):
            top, bottom, left, _right = data.take("4H")
            self._sheet.merged.append(Range(top + 1, bottom + 1, left))

    def _put_number(self, row: int, column: int, style: int, number: float) -> None:
        cell = number_cell(number, self._parts.kind(style), self._parts.book.since_1904)
        self.put(row, column, cell)


_CELLS: dict[int, Callable[[_Reader, Pieces], None]] = {
    _NUMBER: _Reader.number,
    _RK: _Reader.short_number,
    _MANY_RK: _Reader.short_numbers,
    _SHARED_TEXT: _Reader.shared_text,
    _TEXT: _Reader.text,
    _RICH_TEXT: _Reader.text,
    _TRUTH_OR_ERROR: _Reader.truth_or_error,
    _FORMULA: _Reader.formula,
    _RESULT: _Reader.result,
    _ROW: _Reader.row,
    _COLUMNS: _Reader.columns,
    _FILTERED: _Reader.filtered,
    _MERGED: _Reader.merged,
}


def _double(data: Pieces) -> float:
    number: float = struct.unpack("<d", bytes(data.take("8B")))[0]
    return number


def _short(value: int) -> float:
    """A number of 30 bits: whole, or the upper half of a double; perhaps a hundredfold."""
    if value & 2:
        number = float((value >> 2) - ((value >> 2 & 1 << 29) << 1))
    else:
        number = struct.unpack("<d", b"\0\0\0\0" + (value & ~3).to_bytes(4, "little"))[0]
    return number / 100 if value & 1 else number


def _error(code: int) -> Cell:
    return error_cell(_ERRORS.get(code, "#N/A"))
