"""The rows under the headings, without those that describe nothing."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from luoshi.warehouse.gate.cells import Column, Texts
from luoshi.warehouse.gate.sheet import Block, Row, Sheet
from luoshi.warehouse.headings import Head
from luoshi.warehouse.outcome import Cell
from luoshi.warehouse.schema import Table
from luoshi.warehouse.text import is_empty

_FOOTER = re.compile(r"\s*(?:[合总小]\s*计|填\s*表|制\s*表|审\s*核|(?:备?注|说\s*明)\s*[:：])")

Flags = npt.NDArray[np.bool_]


class Sifted(NamedTuple):
    """Rows that are rows of the table, and how many were totals or signatures."""

    rows: Block
    footers: int


def under(sheet: Sheet, head: Head) -> Iterator[Block]:
    """The rows under the headings, at least as wide as they are."""
    for block in sheet.blocks():
        start = int(np.searchsorted(block.numbers, head.row, side="right"))
        if start < len(block):
            yield block.slice(start, len(block) - start).widened(head.width)


def sifted(block: Block, head: Head, keys: Sequence[int]) -> Sifted:
    """The rows without blank ones, repeated headings and footers."""
    doubtful = np.flatnonzero(_doubtful(block, head, keys))
    left_out, footers = [], 0
    rows = block.take(doubtful).rows() if len(doubtful) else ()
    for place, (_, row) in zip(doubtful.tolist(), rows, strict=False):
        footer = not is_idle(row, head) and is_footer(row, keys)
        if footer or is_idle(row, head):
            left_out.append(place)
            footers += footer
    if not left_out:
        return Sifted(block, 0)
    return Sifted(block.take(np.delete(np.arange(len(block)), left_out)), footers)


def _doubtful(block: Block, head: Head, keys: Sequence[int]) -> Flags:
    """The rows that may be blank, headings or a footer: whose key is not plainly a number."""
    if not keys:
        return np.ones(len(block), np.bool_)
    key, heading = block.columns[keys[0]], head.cells[keys[0]]
    if isinstance(key, Texts):
        plainly = pc.match_substring_regex(key.array, "^[0-9A-Za-z]")
        plainly = pc.and_(plainly, pc.not_equal(key.array, str(heading)))
        told: Flags = pc.fill_null(plainly, False).to_numpy(zero_copy_only=False)
        return ~told
    return flags(key, lambda cell: isinstance(cell, str) or is_empty(cell))


def flags(column: Column, holds: Callable[[Cell], bool]) -> Flags:
    """For each row whether something holds of its cell."""
    values, at = column.different()
    return np.fromiter((holds(value) for value in values), np.bool_, len(values))[at]


def filled(column: Column) -> Flags:
    """For each row whether its cell holds anything."""
    return flags(column, lambda cell: not is_empty(cell))


def key_places(table: Table, head: Head) -> tuple[int, ...]:
    """Positions of the table's key in the file; of its required columns where it has no key."""
    required = [column.name for column in table.columns if column.required]
    return tuple(place for name in table.key or required for place in head.positions.get(name, ()))


def is_footer(row: Sequence[Cell], keys: Sequence[int]) -> bool:
    """Whether the row is a total or a signature under the table: a telling word and no key."""
    if not keys or not all(is_empty(row[place]) or _is_telling(row[place]) for place in keys):
        return False
    return _is_telling(next((cell for cell in row if not is_empty(cell)), None))


def is_idle(row: Row, head: Head) -> bool:
    """Whether the row is blank or the headings again."""
    same = tuple(row[: head.width]) == head.cells and all(map(is_empty, row[head.width :]))
    return same or all(map(is_empty, row))


def _is_telling(cell: Cell) -> bool:
    return isinstance(cell, str) and _FOOTER.match(cell) is not None
