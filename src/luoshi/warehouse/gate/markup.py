"""The XML of a worksheet's rows, and of shared texts, straight into Arrow columns.

The tags of a whole block of rows are found at once, and the texts between them are taken out of
the block without making a Python object of each. Only XML in its plainest form is understood;
for anything else `NotPlainError` is raised, and `ordinary` can bring it into that form.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from luoshi.warehouse.errors import FileError
from luoshi.warehouse.gate.formats import Kind

Places = npt.NDArray[np.intp]
Signs = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
Kinds = npt.NDArray[np.uint8]

KindOf = Callable[[str, int], Kind]
"""What a cell is by its type, empty where it names none, and the number of its style."""

MOST_COLUMNS, MOST_ROWS = 16_384, 1_048_576
_KEEPING_BLANKS = (b't xml:space="preserve">', b'v xml:space="preserve">')
_SIGNS = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}
_SPELT = re.compile("&(?:(lt|gt|quot|apos|amp)|#([1-9][0-9]*)|#x([1-9A-Fa-f][0-9A-Fa-f]*));")
_ESCAPED = re.compile("(?:_x[0-9A-Fa-f]{4}_)+")
_LETTERS, _DIGITS = (
    np.array([signs.find(bytes([sign])) if sign else -1 for sign in range(256)])
    for signs in (b"\0ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"0123456789")
)
"""What signs stand for in a cell's reference; less than nothing for other signs."""
_AFTER_NAME = np.isin(np.arange(256), list(b" />"))
UNUSUAL = re.compile(rb"""encoding=["'](?!utf-8["'])|<!DOCTYPE""", re.IGNORECASE)
"""What stands above markup that is not read here: another encoding, or definitions."""

_ROW, _CELL = b'<row r="', b'<c r="'
_HIDDEN = re.compile(rb'<row [^>]*\bhidden="(?:1|true)"')
_TAIL = re.compile(r'(?: (?:s="(?P<s>\d{1,9})"|t="(?P<t>\w+)"|(?:cm|vm|ph)="\w+"))*\s*/?>\s*')


class NotPlainError(ValueError):
    """XML that is right, perhaps, but of a kind not understood here."""


@dataclass(frozen=True)
class Found:
    """The cells of some rows in one column: texts as they stand, and what they are."""

    texts: pa.Array
    kinds: Kinds


@dataclass(frozen=True)
class Piece:
    """Some rows: their numbers in the sheet, how many are hidden, and cells by column from 0.

    Rows and columns without a cell are left out. ``filled`` counts the cells.
    """

    rows: Places
    hidden: int
    columns: dict[int, Found]
    filled: int


FREE = 20_000_000
"""Cells a sheet's block may have, however few of them are filled."""

SPARSE = 20
"""How many times as many as its filled cells a larger block may have."""


def demand_dense(block: int, filled: int) -> None:
    """Stop here where few cells lie so far apart that their block is huge.

    Raises:
        FileError: with the way to mend it.
    """
    if block > max(FREE, SPARSE * filled):
        raise FileError(
            "工作表很远处还有零星的格，范围大到读不了；"
            "请把有内容的行列复制到新的工作簿，另存为 .xlsx 再送"
        )


def read_rows(xml: bytes, shared: pa.Array, kind_of: KindOf) -> Piece:
    """The rows of XML that begins with a row and ends with one; ``shared`` are shared texts."""
    tags = _Tags(xml, b"row", b"c", b"v", b"t", b"is", b"f")
    rows, cells = tags.named[b"row"], tags.named[b"c"]
    numbers = tags.row_numbers(rows)
    hidden = len(_HIDDEN.findall(xml)) if b"hidden=" in xml else 0
    _require(len(tags.named[b"is"]) == len(tags.named[b"t"]))
    texts = np.sort(np.concatenate([tags.named[b"v"], tags.named[b"t"]]))
    if not len(cells):
        return Piece(numbers[:0], hidden, {}, 0)
    holding = np.searchsorted(cells, texts)
    _require((holding > 0).all())
    own = cells[holding - 1]
    _require((np.diff(own) > 0).all())
    unsolved = _unsolved(tags, own)
    told = np.concatenate([own, unsolved])
    row = np.searchsorted(rows, told) - 1
    column, said, ends = tags.references(told)
    _require(np.array_equal(said, numbers[row]))
    types, kinds = _types(tags.between(ends, tags.at[told + 1]), kind_of)
    found = _looked_up(_as_meant(tags.texts(texts)), types[: len(own)], shared)
    kinds = _with_unsolved(kinds, types, found, tags, own)
    filled, row = np.unique(row, return_inverse=True)
    columns = _by_column(row, column, found, kinds, len(filled))
    return Piece(numbers[filled], hidden, columns, len(told))


def _unsolved(tags: "_Tags", own: Places) -> Places:
    """The cells with a formula and without any value."""
    formulas = tags.named[b"f"]
    if not len(formulas):
        return formulas
    cells = tags.named[b"c"]
    return np.setdiff1d(cells[np.searchsorted(cells, formulas) - 1], own)


def _types(tails: pa.Array, kind_of: KindOf) -> tuple[npt.NDArray[np.object_], Kinds]:
    """The type each cell names, and what it therefore is, by the rest of their tags."""
    different = tails.dictionary_encode()
    read = [_TAIL.fullmatch(tail) for tail in different.dictionary.to_pylist()]
    _require(all(read))
    types = np.array([one["t"] or "" if one else "" for one in read], np.object_)
    styles = (int(one["s"] or 0) if one else 0 for one in read)
    kinds = np.array([kind_of(*each) for each in zip(types, styles, strict=True)], np.uint8)
    at = different.indices.to_numpy()
    return types[at], kinds[at]


def _with_unsolved(
    kinds: Kinds, types: npt.NDArray[np.object_], found: pa.Array, tags: "_Tags", own: Places
) -> Kinds:
    """Kinds with formulas marked that have no value; a formula's empty text is one."""
    kinds = kinds.copy()
    kinds[len(own) :] = Kind.UNSOLVED
    if len(formulas := tags.named[b"f"]):
        cells = tags.named[b"c"]
        asked = np.isin(own, cells[np.searchsorted(cells, formulas) - 1])
        empty = pc.equal(found, "").to_numpy(zero_copy_only=False)
        kinds[: len(own)][asked & empty & (types[: len(own)] != "str")] = Kind.UNSOLVED
    return kinds


def _by_column(
    row: Places, column: Places, found: pa.Array, kinds: Kinds, height: int
) -> dict[int, Found]:
    present, at = np.unique(column, return_inverse=True)
    demand_dense(height * len(present), len(column))
    places = np.full(len(present) * height, len(kinds))
    places[at * height + row] = np.arange(len(kinds))
    _require(np.count_nonzero(places < len(kinds)) == len(kinds))  # no cell stands twice
    nothing = pa.repeat(pa.scalar("", pa.string()), len(kinds) - len(found) + 1)
    texts = pa.concat_arrays([found, nothing]).take(pa.array(places))
    said = np.append(kinds, np.uint8(0))[places]
    return {
        number: Found(texts.slice(start, height), said[start : start + height])
        for number, start in zip(present.tolist(), range(0, len(places), height), strict=True)
    }


def read_shared(xml: bytes) -> pa.Array:
    """The texts of a workbook's part of shared ones, in their order."""
    about, begun, items = xml.partition(b"<sst")
    _require(begun and not UNUSUAL.search(about))
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
        self._sign: Signs = self.signs[np.minimum(self.at + 1, len(self.signs) - 1)]
        self.named = {name: self._with(name) for name in names}
        opening = sum(map(len, self.named.values()))
        closing = np.count_nonzero(self._sign == ord("/"))
        _require(opening + closing == len(self.at))
        _require(opening - xml.count(b"/>") == closing)

    def _with(self, name: bytes) -> Places:
        which = np.flatnonzero(self._sign == name[0])
        which = which[self._begins(self.at[which] + 1, name)]
        after = np.minimum(self.at[which] + 1 + len(name), len(self.signs) - 1)
        return which[_AFTER_NAME[self.signs[after]]]

    def _begins(self, at: Places, text: bytes) -> Flags:
        """Whether what stands at places begins so."""
        same = np.ones(len(at), np.bool_)
        for place, sign in enumerate(text):
            same &= self.signs[np.minimum(at + place, len(self.signs) - 1)] == sign
        return same

    def texts(self, which: Places) -> pa.Array:
        """The texts within tags."""
        _require(not len(which) or which[-1] + 1 < len(self.at))
        at, ends = self.at[which] + 1, self.at[which + 1]
        after = self.signs[at + 1]
        empty, keeping = after == ord("/"), after == ord(" ")
        kept = [self._begins(at[keeping], text) for text in _KEEPING_BLANKS]
        _require((kept[0] | kept[1]).all())
        _require((empty | (self._sign[which + 1] == ord("/"))).all())
        starts = at + np.where(keeping, len(_KEEPING_BLANKS[0]), len("t>"))
        return self.between(np.where(empty, ends, starts), ends)

    def row_numbers(self, rows: Places) -> Places:
        """The numbers rows name, from 1."""
        at = self.at[rows]
        _require(self._begins(at, _ROW).all())
        number, at = self._number(at + len(_ROW), _DIGITS, 10, 7)
        _require((self.signs[at] == ord('"')).all() and (number > 0).all())
        _require((number <= MOST_ROWS).all())
        return number

    def references(self, cells: Places) -> tuple[Places, Places, Places]:
        """The columns of cells, from 0, their rows, and where their tags go on after both."""
        at = self.at[cells]
        _require(self._begins(at, _CELL).all())
        column, at = self._number(at + len(_CELL), _LETTERS, 26, 3)
        row, at = self._number(at, _DIGITS, 10, 7)
        _require(((self.signs[at] == ord('"')) & (column > 0)).all())
        _require((column <= MOST_COLUMNS).all())
        return column - 1, row, at + 1

    def _number(self, at: Places, values: Places, base: int, longest: int) -> tuple[Places, Places]:
        """The numbers that begin at places, and where they end."""
        number = np.zeros(len(at), np.intp)
        for _ in range(longest):
            value = values[self.signs[np.minimum(at, len(self.signs) - 1)]]
            if not (more := value >= 0).any():
                break
            number = np.where(more, number * base + value, number)
            at = at + more
        return number, np.minimum(at, len(self.signs) - 1)

    def between(self, starts: Places, ends: Places) -> pa.Array:
        """The texts between places, which follow each other."""
        bounds = np.stack([starts, ends], axis=1).ravel()
        if (np.diff(bounds) < 0).any():  # cells without values, put behind the others
            return pa.array([self.xml[a:b].decode() for a, b in bounds.reshape(-1, 2)], pa.string())
        buffers = [None, pa.py_buffer(bounds.astype(np.int32)), pa.py_buffer(self.xml)]
        slices = pa.Array.from_buffers(pa.string(), max(len(bounds) - 1, 0), buffers)
        return slices.take(pa.array(np.arange(0, len(bounds), 2)))


def _looked_up(texts: pa.Array, types: npt.NDArray[np.object_], shared: pa.Array) -> pa.Array:
    """The texts, with shared ones where a cell names their number."""
    is_shared = types == "s"
    if not is_shared.any():
        return texts
    mask = pa.array(is_shared, pa.bool_())
    found = shared.take(texts.filter(mask).cast(pa.int32()))
    return pc.replace_with_mask(texts, mask, found)


def _as_meant(texts: pa.Array) -> pa.Array:
    """The texts with signs that XML or Excel spells out as they are meant."""
    texts.validate(full=True)
    signs = texts.buffers()[2]
    signs = signs.to_pybytes() if signs else b""
    _require(b"\r" not in signs)
    if b"&" not in signs and b"_x" not in signs:
        return texts
    different = texts.dictionary_encode()
    meant = [_unspelt(text) for text in different.dictionary.to_pylist()]
    return pa.array(meant, pa.string()).take(different.indices)


def _unspelt(text: str) -> str:
    meant, times = _SPELT.subn(_sign, text)
    _require(times == text.count("&"))
    return _ESCAPED.sub(_unescaped, meant)


def _sign(spelt: re.Match[str]) -> str:
    name, number, hexadecimal = spelt.groups()
    if name:
        return _SIGNS[name]
    return chr(int(number) if number else int(hexadecimal, 16))


def _unescaped(escaped: re.Match[str]) -> str:
    """Signs that Excel spells as _x000D_, which XML cannot hold."""
    units = escaped[0].replace("_x", "").replace("_", "")
    return bytes.fromhex(units).decode("utf-16-be", errors="replace")


def _require(plain: object) -> None:
    if not plain:
        raise NotPlainError
