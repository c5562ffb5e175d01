"""What a template and a form already know: year, unit, areas, and what other tables hold."""

from collections.abc import Iterable
from datetime import date
from itertools import product

from luoshi import pack
from luoshi.areas import Area
from luoshi.ledgers.row_facts import key_of
from luoshi.ledgers.schemas import UNIT, YEAR, levels_of
from luoshi.ledgers.untouched import lists_rows
from luoshi.ledgers.values import Data
from luoshi.site.accounts.services import User
from luoshi.site.area_picker import prefix
from luoshi.site.ledgers.cells.known import fill_known
from luoshi.site.ledgers.policies import seen_records
from luoshi.site.rights import ALL, scope_of
from luoshi.warehouse.schema import About, Column, FieldType, Table

BLANK_ROWS = 100
"""Rows of a template whose number nobody knows beforehand."""

LISTED = 5000
"""Most rows a template lists."""


def rows_for(table: Table, user: User, year: int) -> list[Data]:
    """The rows of a template for a year: every row that is due, else blank ones to fill."""
    start = known_of(table, user, year)
    places = own_areas(table.area, user) if table.area else ()
    if not lists_rows(table) or not 0 < len(places) <= LISTED:
        return [dict(start) for _ in range(BLANK_ROWS)]
    rows = [start | cells for cells in _listed(table, places)]
    if len(rows) > LISTED:
        return [dict(start) for _ in range(BLANK_ROWS)]
    _bring(table, user, year, rows)
    fill_known(table, rows)
    return rows


def known_of(table: Table, user: User, year: int) -> Data:
    """What is known of any row the user adds: the year, the user's unit, the only area."""
    known = {c.name: str(year) for c in table.columns if c.element == YEAR}
    if user.unit:
        known |= {c.name: user.unit for c in table.columns if c.element == UNIT}
    places = own_areas(table.area, user) if table.area else ()
    if table.area and len(places) == 1:
        known[table.area.name] = places[0].code
    return known


def own_areas(column: Column, user: User) -> tuple[Area, ...]:
    """The divisions an area column may hold for the user, where it takes one level only."""
    scope, levels = scope_of(user), levels_of(column)
    areas = pack.load().areas
    if len(levels) > 2:
        bounds = () if scope.areas is ALL else scope.areas
        return tuple(areas.by_code(bound) for bound in bounds)
    return tuple(area for area in areas.at_level(levels[-1]) if scope.allows(prefix(area)))


def _listed(table: Table, places: Iterable[Area]) -> Iterable[Data]:
    assert table.area is not None
    free = [n for n in table.key if n not in (table.period, table.area.name)]
    values = [_names(table.by_name[name]) for name in free]
    for code, *names in product([place.code for place in places], *values):
        yield {table.area.name: code, **dict(zip(free, names, strict=True))}


def _names(column: Column) -> list[str]:
    return [item.name for item in pack.load().codes[column.codes or ""].items]


def _bring(table: Table, user: User, year: int, rows: list[Data]) -> None:
    """Fill rows from the records of the year; facts of areas else from the year before."""
    brought = _year_rows(table, user, year)
    before = _year_rows(table, user, year - 1) if table.about is About.AREA else {}
    for row in rows:
        own = table.period or ""
        last = before.get(key_of(table, row | {own: str(year - 1)}), {})
        row.update({**last, **brought.get(key_of(table, row), {}), own: str(year)})


def _year_rows(table: Table, user: User, year: int) -> dict[str, Data]:
    if table.period is None or table.by_name[table.period].type is not FieldType.YEAR:
        return {}
    rows = seen_records(user, table).filter(period=date(year, 1, 1))
    return dict(rows.values_list("key", "data"))
