"""The tables whose rows are asked: the counties, and the region as one row."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from sqlglot import exp

from luoshi.area_queries.questions import words_of
from luoshi.areas import Area, Areas, CountyStats, Indicator, Level
from luoshi.pack import Pack
from luoshi.pack.as_of import on_day
from luoshi.warehouse.engine import Engine
from luoshi.warehouse.schema import Table

Fact = str | int | None

COUNTED = {
    "county.rural_people": Indicator.RURAL,
    "county.people": Indicator.RESIDENT,
}
"""The elements of columns that hold a census count, and which."""


def define_subjects(pack: Pack, engine: Engine) -> None:
    """Give ``engine`` the relations of the counties and of the region, from the pack's own data.

    A column is filled by its element: ``county.code``, ``county.name``, ``county.villages``,
    ``county.townships`` and those of `COUNTED`; the region's numbers are the counties' sums.
    """
    words = words_of(pack)
    assert words.counties
    assert words.region
    counties, region = words.table(words.counties), words.table(words.region)

    def counties_on(day: date) -> str:
        return relation(counties, county_facts(on_day(pack, day)))

    def region_on(day: date) -> str:
        return relation(region, [_together(pack, county_facts(on_day(pack, day)))])

    engine.define(words.counties, counties_on(date.max))
    engine.define(words.region, region_on(date.max))
    if pack.areas.changes:
        engine.define_dated(words.counties, counties_on)
        engine.define_dated(words.region, region_on)


def county_facts(pack: Pack) -> list[dict[str, Fact]]:
    """What is known of each county, by element, in the order of their codes."""
    stats = CountyStats.load(pack.folder)
    villages = _below(pack.areas, Level.VILLAGE, lambda area: area.is_village)
    townships = _below(pack.areas, Level.TOWNSHIP, lambda area: True)
    return [
        {
            "county.code": county.code,
            "county.name": county.name,
            "county.villages": villages.get(county.code[:6], 0),
            "county.townships": townships.get(county.code[:6], 0),
            **{element: _people(pack.areas, stats, county, of) for element, of in COUNTED.items()},
        }
        for county in pack.areas.counties()
    ]


def relation(table: Table, rows: Iterable[Mapping[str, Fact]]) -> str:
    """A query that gives the rows as the table has them; what is not known is null."""
    cells = [tuple(row.get(column.element or "") for column in table.columns) for row in rows]
    facts = exp.values(cells, "facts", [column.name for column in table.columns])
    typed = [
        exp.cast(exp.column(column.name, quoted=True), column.storage).as_(column.name, quoted=True)
        for column in table.columns
    ]
    return exp.select(*typed).from_(facts).sql("duckdb")


def _together(pack: Pack, counties: Iterable[Mapping[str, Fact]]) -> dict[str, Fact]:
    totals: dict[str, Fact] = {}
    for facts in counties:
        for element, fact in facts.items():
            if isinstance(fact, int):
                totals[element] = fact + int(totals.get(element) or 0)
    whole = pack.areas.region
    return totals | {"county.code": whole.code, "county.name": whole.name}


def _people(areas: Areas, stats: CountyStats, county: Area, indicator: Indicator) -> int | None:
    """The newest count of a county; of a merged one that of its parts together."""
    found = [stats.latest(code[:6], indicator) for code in areas.parts(county.code)]
    values = [one.value for one in found if one]
    return sum(values) if len(values) == len(found) else None


def _below(areas: Areas, level: Level, counts: Callable[[Area], bool]) -> dict[str, int]:
    """How many divisions of a level each county has, by six-digit code."""
    found: dict[str, int] = {}
    for area in areas.at_level(level):
        if counts(area):
            found[area.code[:6]] = found.get(area.code[:6], 0) + 1
    return found
