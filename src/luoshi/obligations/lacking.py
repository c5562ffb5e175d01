"""Which units a coverage lacks: the villages, townships or sites that its counts count.

What is counted is read from the counts themselves: ``count(表.列)`` counts the values of a
column, 行政村数 and 乡镇数 the divisions of a level. Persons and households are never named.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from luoshi.area_queries.answers import Found
from luoshi.area_queries.questions import parsed, words_of
from luoshi.areas import Level
from luoshi.expressions.tree import Aggregate, ColumnCell
from luoshi.obligations.inputs import Ask
from luoshi.obligations.violations import SOMEBODY
from luoshi.pack import Pack
from luoshi.pack.obligations import REGION, Coverage, ObligationBase
from luoshi.warehouse.schema import Column, FieldType, Table

COVERED, EVERY = "covered", "every"
"""The figures that count each unit by itself: those covered, and those that should be."""

LEVELS = {"county.villages": Level.VILLAGE, "county.townships": Level.TOWNSHIP}
"""Elements of the counties' columns that count the divisions of a level."""


@dataclass(frozen=True)
class Counted:
    """The column (表.列) whose values are counted, or the level whose divisions are."""

    of: str | Level
    is_area: bool


@dataclass(frozen=True)
class Units:
    """What a coverage counts: of those covered, and of all there should be."""

    covered: Counted
    every: Counted


def units_of(obligation: ObligationBase, pack: Pack) -> Units | None:
    """The units a coverage of counties counts; None where they have no names to tell."""
    if not isinstance(obligation, Coverage) or obligation.where == REGION:
        return None
    covered, every = _counted(obligation.part, pack), _counted(obligation.whole, pack)
    if covered is None or every is None or isinstance(covered.of, Level):
        return None
    return Units(covered, every) if covered.is_area == every.is_area else None


def asks(obligation: ObligationBase, pack: Pack) -> dict[str, Ask]:
    """What must be known to name what an obligation lacks; nothing where it cannot be named."""
    units = units_of(obligation, pack)
    if units is None or not isinstance(obligation, Coverage):
        return {}
    sides = ((COVERED, obligation.part, units.covered), (EVERY, obligation.whole, units.every))
    return {
        name: Ask(text, by=one.of) for name, text, one in sides if not isinstance(one.of, Level)
    }


def lacking(units: Units, pack: Pack, figures: Mapping[str, Found], county: str) -> tuple[str, ...]:
    """The names of a county's units that are not covered, in the order of their codes."""
    if isinstance(units.every.of, Level):
        every = _divisions(pack, units.every.of).get(county, frozenset())
    else:
        every = frozenset(_values(figures[EVERY], county))
    left = sorted(every.difference(_values(figures[COVERED], county)))
    return tuple(_place(pack, one) for one in left) if units.every.is_area else tuple(left)


def _values(found: Found, county: str) -> Iterator[str]:
    for (place, value), number in found.items():
        if place == county and value is not None and number:
            yield value


@lru_cache(maxsize=16)
def _divisions(pack: Pack, level: Level) -> Mapping[str, frozenset[str]]:
    """The codes of a level's divisions by county; of villages, those properly so."""
    found: dict[str, set[str]] = {}
    for area in pack.areas.at_level(level):
        if level is not Level.VILLAGE or area.is_village:
            found.setdefault(area.county_code or "", set()).add(area.code)
    return {county: frozenset(codes) for county, codes in found.items()}


def _place(pack: Pack, code: str) -> str:
    """A division below the county: 吉强镇夏寨村."""
    return "".join(pack.areas.path(code).split("/")[2:])


def _counted(text: str, pack: Pack) -> Counted | None:
    """What a text counts; None where it counts nothing that may be named."""
    node = parsed(text, pack).node
    if isinstance(node, ColumnCell):
        level = LEVELS.get(words_of(pack).table(node.table).by_name[node.column].element or "")
        return Counted(level, is_area=True) if level else None
    if (
        isinstance(node, Aggregate)
        and node.word == "count"
        and isinstance(node.argument, ColumnCell)
    ):
        table = pack.tables[node.argument.table]
        column = table.by_name[node.argument.column]
        if _may_be_named(table, column):
            return Counted(f"{table.id}.{column.name}", column.type is FieldType.AREA)
    return None


def _may_be_named(table: Table, column: Column) -> bool:
    if column.type is FieldType.AREA:
        return True
    about_somebody = any(one.type in SOMEBODY for one in table.columns)
    return column.type is FieldType.TEXT and not column.personal and not about_somebody
