"""How much typing the ledgers of a pack ask of whom in a year."""

from dataclasses import dataclass
from math import prod

from luoshi.areas import Level
from luoshi.pack.elements import typed
from luoshi.pack.loading import Pack
from luoshi.warehouse.schema import FieldType, Table

LEVELS = {
    "county.code": Level.COUNTY,
    "township.code": Level.TOWNSHIP,
    "village.code": Level.VILLAGE,
}
"""The level of the divisions an area column of this element lists."""


@dataclass(frozen=True)
class Burden:
    """What one filler (a role or a unit) may type in a year, when nobody else does.

    ``cells`` is for the ledgers whose rows are known beforehand, one for each place and code;
    ``items`` are the cells of one row of the other ledgers, by title: they have as many rows
    as things happen.
    """

    filler: str
    cells: int
    items: dict[str, int]


def burdens(pack: Pack) -> list[Burden]:
    """The burden of everyone who fills a ledger, the heaviest first."""
    ledgers = [table for table in pack.tables.values() if table.home == "ledger"]
    fillers = dict.fromkeys(filler for table in ledgers for filler in table.fills)
    found = [_of(filler, [t for t in ledgers if filler in t.fills], pack) for filler in fillers]
    return sorted(found, key=lambda burden: -burden.cells)


def _of(filler: str, ledgers: list[Table], pack: Pack) -> Burden:
    cells, items = 0, {}
    for table in ledgers:
        rows, width = _rows(table, pack), len(typed(table, pack))
        if rows is None:
            items[table.title] = width
        else:
            cells += rows * width
    return Burden(filler, cells, items)


def _rows(table: Table, pack: Pack) -> int | None:
    """How many rows a year are known beforehand; None where they are not."""
    counts = [_count(table, name, pack) for name in table.key if name != table.period]
    known = [count for count in counts if count is not None]
    return prod(known) if known and len(known) == len(counts) else None


def _count(table: Table, name: str, pack: Pack) -> int | None:
    column = table.by_name[name]
    if column.type is FieldType.CODE and column.codes:
        return len(pack.codes[column.codes].items)
    level = LEVELS.get(column.element or "")
    places = pack.areas.at_level(level) if column.type is FieldType.AREA and level else ()
    return sum(not place.is_placeholder for place in places) or None
