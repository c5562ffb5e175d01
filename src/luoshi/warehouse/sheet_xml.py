"""The XML of a worksheet's rows, and of shared texts, straight into Arrow columns.

The tags of a whole block of rows are found at once, and the texts between them are taken out of
the block without making a Python object of each. Only XML as programs that write tables write it
is understood, and only cells that hold text; for anything else `NotPlainError` is raised.
"""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Places = npt.NDArray[np.intp]
Signs = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]

_MOST_COLUMNS = 16_384
_KEEPING_BLANKS = b't xml:space="preserve">'
_SIGNS = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}
_SPELT = re.compile("&(?:(lt|gt|quot|apos|amp)|#([1-9][0-9]*)|#x([1-9A-Fa-f][0-9A-Fa-f]*));")
_LETTERS, _DIGITS = (
    np.array([signs.find(bytes([sign])) if sign else -1 for sign in range(256)])
    for signs in (b"\0ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"0123456789")
)
"""What signs stand for in a cell's reference; less than nothing for other signs."""
_AFTER_NAME = np.isin(np.arange(256), list(b" />"))
OTHER_ENCODING = re.compile(rb"""encoding=["'](?!utf-8["'])""", re.IGNORECASE)
_ROW, _CELL = b'<row r="', b'<c r="'
_CELL_TAG = re.compile(r'(?: (?:s|cm|vm|ph)="\d+"| t="(?P<type>inlineStr|str|s)")*>')


class NotPlainError(ValueError):
    """XML that is right, perhaps, but of a kind not understood here."""


@dataclass(frozen=True)
class Block:
    """Some rows: their numbers in the sheet, and the cells of each column from ``first`` on."""

    rows: list[int]
    first: int
    columns: list[pa.Array]


def read_rows(xml: bytes, shared: pa.Array) -> Block:
    """The rows of XML that begins with a row and ends with one; ``shared`` are shared texts."""
    tags = _Tags(xml, b"row", b"c", b"v", b"t", b"is", b"f")
    rows, cells = tags.named[b"row"], tags.named[b"c"]
    numbers = [_row_number(xml, at) for at in tags.at[rows].tolist()]
    texts = np.sort(np.concatenate([tags.named[b"v"], tags.named[b"t"]]))
    _require(len(tags.named[b"is"]) == len(tags.named[b"t"]))
    if not len(texts):
        return Block(numbers, 0, [])
    own = cells[np.searchsorted(cells, texts) - 1]
    row = np.searchsorted(rows, own) - 1
    column, said, ends = tags.references(own)
    _require(np.array_equal(said, np.array(numbers)[row]))
    _require((np.diff(row * _MOST_COLUMNS + column) > 0).all())
    is_shared = _is_shared(tags.between(ends, tags.at[own + 1]))
    found = _looked_up(_as_meant(tags.texts(texts)), is_shared, shared)
    first, height = int(column.min()), len(rows)
    places = np.full((int(column.max()) + 1 - first) * height, len(found))
    places[(column - first) * height + row] = np.arange(len(found))
    filled = pa.concat_arrays([found, pa.array([""])]).take(pa.array(places))
    return Block(numbers, first, [filled.slice(at, height) for at in range(0, len(places), height)])


def read_shared(xml: bytes) -> pa.Array:
    """The texts of a workbook's part of shared ones, in their order."""
    about, begun, items = xml.partition(b"<sst")
    _require(begun and not OTHER_ENCODING.search(about))
    tags = _Tags(begun + items, b"sst", b"si", b"t")
    texts = tags.named[b"t"]
    _require(np.array_equal(tags.named[b"si"], texts - 1))
    return _as_meant(tags.texts(texts)) if len(texts) else pa.array([], pa.string())


class _Tags:
    """Where the tags of a piece of XML begin, all of which have one of some names.

    ``named`` gives for each name which of the tags have it.
    """

    def __init__(self, xml: bytes, *names: bytes) -> None:
        self.xml = xml
        self.signs = np.frombuffer(xml, np.uint8)
        self.at: Places = np.flatnonzero(self.signs == ord("<"))
        self._sign: Signs = self.signs[self.at + 1]
        self.named = {name: self._with(name) for name in names}
        opening = sum(map(len, self.named.values()))
        _require(opening + np.count_nonzero(self._sign == ord("/")) == len(self.at))

    def _with(self, name: bytes) -> Places:
        which = np.flatnonzero(self._sign == name[0])
        which = which[self._begins(self.at[which] + 1, name)]
        return which[_AFTER_NAME[self.signs[self.at[which] + 1 + len(name)]]]

    def _begins(self, at: Places, text: bytes) -> Flags:
        """Whether what stands at places begins so."""
        same = np.ones(len(at), np.bool_)
        for place, sign in enumerate(text):
            same &= self.signs[np.minimum(at + place, len(self.signs) - 1)] == sign
        return same

    def texts(self, which: Places) -> pa.Array:
        """The texts within tags."""
        at, ends = self.at[which] + 1, self.at[which + 1]
        after = self.signs[at + 1]
        empty, keeping = after == ord("/"), after == ord(" ")
        _require(self._begins(at[keeping], _KEEPING_BLANKS).all())
        _require((empty | (self._sign[which + 1] == ord("/"))).all())
        starts = at + np.where(keeping, len(_KEEPING_BLANKS), len("t>"))
        starts = np.where(empty, ends, starts)
        blank = (self.signs[starts] <= ord(" ")) | (self.signs[ends - 1] <= ord(" "))
        _require((keeping | ~blank).all())
        return self.between(starts, ends)

    def references(self, cells: Places) -> tuple[Places, Places, Places]:
        """The columns of cells, from 0, their rows, and where their tags go on after both."""
        at = self.at[cells]
        _require(self._begins(at, _CELL).all())
        column, at = self._number(at + len(_CELL), _LETTERS, 26)
        row, at = self._number(at, _DIGITS, 10)
        _require(((self.signs[at] == ord('"')) & (column > 0)).all())
        return column - 1, row, at + 1

    def _number(self, at: Places, values: Places, base: int) -> tuple[Places, Places]:
        """The numbers that begin at places, and where they end."""
        number = np.zeros(len(at), np.intp)
        while (more := (value := values[self.signs[at]]) >= 0).any():
            number = np.where(more, number * base + value, number)
            at = at + more
        return number, at

    def between(self, starts: Places, ends: Places) -> pa.Array:
        """The texts between places, which follow each other."""
        bounds = np.stack([starts, ends], axis=1).ravel().astype(np.int32)
        buffers = [None, pa.py_buffer(bounds), pa.py_buffer(self.xml)]
        slices = pa.Array.from_buffers(pa.string(), max(len(bounds) - 1, 0), buffers)
        return slices.take(pa.array(np.arange(0, len(bounds), 2)))


def _row_number(xml: bytes, at: int) -> int:
    _require(xml.startswith(_ROW, at))
    number, _, _ = xml[at + len(_ROW) : at + len(_ROW) + 8].partition(b'"')
    _require(number.isdigit())
    return int(number)


def _is_shared(tags: pa.Array) -> pa.Array:
    """Which of the cells, by the rest of their tags, hold the number of a shared text."""
    different = tags.dictionary_encode()
    types = [_CELL_TAG.fullmatch(tag) for tag in different.dictionary.to_pylist()]
    _require(all(found and found["type"] for found in types))
    shared = pa.array([found["type"] == "s" for found in types if found], pa.bool_())
    return shared.take(different.indices)


def _looked_up(texts: pa.Array, is_shared: pa.Array, shared: pa.Array) -> pa.Array:
    if not pc.any(is_shared).as_py():
        return texts
    found = shared.take(texts.filter(is_shared).cast(pa.int32()))
    return pc.replace_with_mask(texts, is_shared, found)


def _as_meant(texts: pa.Array) -> pa.Array:
    """The texts with signs that XML spells out as they are meant."""
    texts.validate(full=True)
    signs = texts.buffers()[2].to_pybytes()
    _require(b"\r" not in signs and b"_x" not in signs)
    if b"&" not in signs:
        return texts
    different = texts.dictionary_encode()
    meant = [_unspelt(text) for text in different.dictionary.to_pylist()]
    return pa.array(meant, pa.string()).take(different.indices)


def _unspelt(text: str) -> str:
    meant, times = _SPELT.subn(_sign, text)
    _require(times == text.count("&"))
    return meant


def _sign(spelt: re.Match[str]) -> str:
    name, number, hexadecimal = spelt.groups()
    if name:
        return _SIGNS[name]
    return chr(int(number) if number else int(hexadecimal, 16))


def _require(plain: object) -> None:
    if not plain:
        raise NotPlainError
