"""The rows a template begins with: one for each that is due, with what is known of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from luoshi import pack
from luoshi.areas import Area
from luoshi.ledgers.row_facts import key_of
from luoshi.ledgers.untouched import lists_rows
from luoshi.ledgers.values import Data
from luoshi.warehouse.schema import Column, Table

BLANK_ROWS = 100
"""Rows of a template whose number nobody knows beforehand."""

LISTED = 5000
"""Most rows a template lists."""


@dataclass(frozen=True)
class YearRows:
    """Rows a ledger holds by key: of the year a template is for, and of the year before."""

    year: int
    own: Mapping[str, Data]
    before: Mapping[str, Data]


def blank_rows(start: Data) -> list[Data]:
    """Rows with nothing but what is known of any row."""
    return [dict(start) for _ in range(BLANK_ROWS)]


def due_rows(table: Table, places: Iterable[Area], start: Data) -> list[Data]:
    """Every row due in some places; none where that cannot be told, or they are too many."""
    places = list(places)
    if not lists_rows(table) or not 0 < len(places) <= LISTED:
        return []
    rows = [start | cells for cells in _listed(table, places)]
    return rows if len(rows) <= LISTED else []


def bring(table: Table, rows: Iterable[Data], years: YearRows) -> None:
    """Fill rows from those of the year, else from the year before."""
    period = table.period or ""
    for row in rows:
        last = years.before.get(key_of(table, row | {period: str(years.year - 1)}), {})
        own = years.own.get(key_of(table, row), {})
        row.update({**last, **own, period: str(years.year)})


def _listed(table: Table, places: Iterable[Area]) -> Iterable[Data]:
    assert table.area is not None
    free = [n for n in table.key if n not in (table.period, table.area.name)]
    values = [_names(table.by_name[name]) for name in free]
    for code, *names in product([place.code for place in places], *values):
        yield {table.area.name: code, **dict(zip(free, names, strict=True))}


def _names(column: Column) -> list[str]:
    return [item.name for item in pack.load().codes[column.codes or ""].items]
