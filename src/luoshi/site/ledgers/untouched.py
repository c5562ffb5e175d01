"""Rows of a template nobody filled: only what the template wrote itself. They are not read."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from luoshi.site.ledgers.known import OWN, known_columns
from luoshi.warehouse.headings import SEARCHED_ROWS, Head, find_head
from luoshi.warehouse.reading import Row, Sheet
from luoshi.warehouse.schema import FieldType, Table
from luoshi.warehouse.text import is_empty


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


def without_untouched(sheet: Sheet, table: Table) -> Sheet:
    """The sheet with untouched rows blank, so that the others keep their numbers."""
    head = find_head(islice(sheet.rows(), SEARCHED_ROWS), table)
    if head is None:
        return sheet
    places = _places(head, table)
    return replace(sheet, rows=lambda: _rows(sheet, head, places))


def _places(head: Head, table: Table) -> list[int]:
    typed = typed_columns(table)
    return [place for name, places in head.positions.items() if name in typed for place in places]


def _rows(sheet: Sheet, head: Head, places: list[int]) -> Iterator[Row]:
    for number, row in enumerate(sheet.rows(), start=1):
        under = number > head.row
        touched = not under or any(not is_empty(row[at]) for at in places if at < len(row))
        yield row if touched else [None] * len(row)
