"""What a template and a form already know: year, unit, areas, and what other tables hold."""

from datetime import date

from luoshi import pack
from luoshi.areas import Area
from luoshi.ledgers.schemas import UNIT, YEAR, levels_of
from luoshi.ledgers.template_rows import YearRows, blank_rows, bring, due_rows
from luoshi.ledgers.values import Data
from luoshi.site.accounts.services import User
from luoshi.site.area_picker import prefix
from luoshi.site.ledgers.cells.known import fill_known
from luoshi.site.ledgers.policies import seen_records
from luoshi.site.rights import ALL, scope_of
from luoshi.warehouse.schema import About, Column, FieldType, Table


def rows_for(table: Table, user: User, year: int) -> list[Data]:
    """The rows of a template for a year: every row that is due, else blank ones to fill."""
    start = known_of(table, user, year)
    rows = due_rows(table, own_areas(table.area, user) if table.area else (), start)
    if not rows:
        return blank_rows(start)
    before = _year_rows(table, user, year - 1) if table.about is About.AREA else {}
    bring(table, rows, YearRows(year, _year_rows(table, user, year), before))
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


def _year_rows(table: Table, user: User, year: int) -> dict[str, Data]:
    if table.period is None or table.by_name[table.period].type is not FieldType.YEAR:
        return {}
    rows = seen_records(user, table).filter(period=date(year, 1, 1))
    return dict(rows.values_list("key", "data"))
