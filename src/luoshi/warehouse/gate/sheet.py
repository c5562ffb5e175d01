"""A sheet of a file, in blocks of rows, and what is to be told of how it came."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from luoshi.warehouse.gate.cells import Column, column_of
from luoshi.warehouse.outcome import Cell

Row = list[Cell]

ONLY_SHEET = "数据"
"""Name given to the one sheet of a file without sheets."""

BLOCK = 20_000
"""Rows handled at a time: bounds memory, and lets progress be shown."""


_SMALL = 64


@dataclass(frozen=True)
class Block:
    """Some rows: their numbers in the sheet, from 1 and ascending, and their cells by column."""

    numbers: npt.NDArray[np.int64]
    columns: Sequence[Column]

    def __len__(self) -> int:
        return len(self.numbers)

    def slice(self, start: int, count: int) -> "Block":
        """Some of the rows."""
        columns = [column.slice(start, count) for column in self.columns]
        return Block(self.numbers[start : start + count], columns)

    def take(self, rows: npt.NDArray[np.intp]) -> "Block":
        """Rows by their places from 0."""
        return Block(self.numbers[rows], [column.take(rows) for column in self.columns])

    def widened(self, width: int) -> "Block":
        """The block with at least so many columns; those it lacks are empty."""
        lacking = width - len(self.columns)
        if lacking <= 0:
            return self
        empty = column_of([None] * len(self))
        return Block(self.numbers, [*self.columns, *[empty] * lacking])

    def rows(self) -> Iterator[tuple[int, Row]]:
        """The rows with their numbers."""
        cells = zip(*(column.cells() for column in self.columns), strict=True)
        rows = map(list, cells) if self.columns else ([] for _ in range(len(self)))
        return zip(self.numbers.tolist(), rows, strict=True)


@dataclass(frozen=True)
class Hidden:
    """What the sheet's reader does not see though it is in the file."""

    rows: int = 0
    columns: int = 0
    filtered: bool = False


@dataclass(frozen=True)
class Sheet:
    """One sheet: ``blocks()`` can be read again and again, each time from the first row.

    Rows of nothing may be lacking. ``total`` is the number of rows where the file tells it. In a
    ``delimited`` file a row longer than the headings is broken, in a workbook it is only untidy.
    ``since_1904`` says from which year the file counts its days.
    """

    name: str
    blocks: Callable[[], Iterator[Block]]
    total: int | None = None
    delimited: bool = False
    visible: bool = True
    since_1904: bool = False
    hidden: Hidden = field(default_factory=Hidden)

    def rows(self) -> Iterator[Row]:
        """The rows from the first, those of nothing too."""
        last = 0
        parts = (part for block in self.blocks() for part in _small(block))
        for number, row in (row for part in parts for row in part.rows()):
            yield from ([] for _ in range(last + 1, number))
            yield row
            last = number


@dataclass(frozen=True)
class File:
    """A file that was opened: its sheets, and how its text was read.

    ``encoding`` is named as users know it, ``None`` where the kind of file leaves no choice.
    """

    kind: str
    sheets: tuple[Sheet, ...]
    encoding: str | None = None

    @property
    def visible(self) -> tuple[Sheet, ...]:
        """The sheets a user sees."""
        return tuple(sheet for sheet in self.sheets if sheet.visible)

    @property
    def hidden(self) -> tuple[str, ...]:
        """The names of sheets a user does not see; they are never read."""
        return tuple(sheet.name for sheet in self.sheets if not sheet.visible)


def _small(block: Block) -> Iterator[Block]:
    """Parts so small that looking at the first rows takes no time."""
    return (block.slice(start, _SMALL) for start in range(0, len(block), _SMALL))


def blocks_of(whole: Block) -> Iterator[Block]:
    """A block in parts of a size that is handled at a time."""
    for start in range(0, len(whole), BLOCK):
        yield whole.slice(start, BLOCK)


def block_of(first: int, rows: Sequence[Sequence[Cell]]) -> Block:
    """Rows that follow each other, the first of which has the number ``first``."""
    width = max(map(len, rows), default=0)
    padded = (row if len(row) == width else [*row, *[None] * (width - len(row))] for row in rows)
    columns = [column_of(cells) for cells in zip(*padded, strict=True)]
    return Block(np.arange(first, first + len(rows), dtype=np.int64), columns)
