"""The rows under the headings, without those that describe nothing."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from luoshi.warehouse.headings import Head
from luoshi.warehouse.outcome import Cell
from luoshi.warehouse.reading import Row, Sheet
from luoshi.warehouse.schema import Table
from luoshi.warehouse.text import is_empty

CHUNK = 20_000
"""Rows handled at a time: bounds memory, and lets progress be shown."""

_FOOTER = re.compile(r"\s*(?:[合总小]\s*计|填\s*表|制\s*表|审\s*核|(?:备?注|说\s*明)\s*[:：])")

Numbered = tuple[int, Row]
"""A row with its number in the sheet, from 1."""


def chunks(sheet: Sheet, head: Head, size: int = CHUNK) -> Iterator[list[Numbered]]:
    """Give the rows under the headings, without blank rows and repeated headings.

    Every row is at least as wide as the headings.
    """
    under = islice(enumerate(sheet.rows(), start=1), head.row, None)
    kept = ((number, row) for number, row in under if not is_idle(row, head))
    while chunk := list(islice(kept, size)):
        for _, row in chunk:
            if len(row) < head.width:
                row.extend([None] * (head.width - len(row)))
        yield chunk


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
    same = row[:1] == [*head.cells[:1]] and tuple(row) == head.cells
    return same or all(map(is_empty, row))


def _is_telling(cell: Cell) -> bool:
    return isinstance(cell, str) and _FOOTER.match(cell) is not None
