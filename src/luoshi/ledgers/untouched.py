"""Rows of a template nobody filled: only what the template wrote itself. They are not read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

import numpy as np

from luoshi.ledgers.known import OWN, known_columns
from luoshi.warehouse.body import filled
from luoshi.warehouse.gate.sheet import Block, File, Sheet
from luoshi.warehouse.headings import SEARCHED_ROWS, Head, find_head
from luoshi.warehouse.schema import FieldType, Table


def typed_columns(table: Table) -> frozenset[str]:
    """The columns people type: not those the template or the site fills."""
    known = {each.column for each in known_columns(table)}
    filled = {c.name for c in table.columns if c.element in OWN or c.type is FieldType.AREA}
    listed = set(table.key) if lists_rows(table) else set()
    return frozenset(c.name for c in table.columns if c.name not in known | filled | listed)


def lists_rows(table: Table) -> bool:
    """Whether the rows of a period are known beforehand: one an area, or one an area and code."""
    free = [
        column
        for column in map(table.by_name.__getitem__, table.key)
        if column.name != table.period and column is not table.area
    ]
    if table.area is None or table.area.name not in table.key or table.period not in table.key:
        return False
    return not free or (len(free) == 1 and free[0].type is FieldType.CODE)


def without_untouched(file: File, table: Table) -> File:
    """The file without untouched rows; the others keep their numbers."""
    return replace(file, sheets=tuple(_touched(sheet, table) for sheet in file.sheets))


def _touched(sheet: Sheet, table: Table) -> Sheet:
    head = find_head(islice(sheet.rows(), SEARCHED_ROWS), table)
    if head is None:
        return sheet
    return replace(sheet, blocks=partial(_blocks, sheet, head, _places(head, table)))


def _places(head: Head, table: Table) -> list[int]:
    typed = typed_columns(table)
    return [place for name, places in head.positions.items() if name in typed for place in places]


def _blocks(sheet: Sheet, head: Head, places: Sequence[int]) -> Iterator[Block]:
    for block in sheet.blocks():
        typed = [block.columns[place] for place in places if place < len(block.columns)]
        above = block.numbers <= head.row
        yield block.take(np.flatnonzero(np.any([above, *map(filled, typed)], axis=0)))
