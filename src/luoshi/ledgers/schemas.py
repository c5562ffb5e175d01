"""The ledgers of a pack: which there are, and what their columns mean."""

from luoshi.areas import Level
from luoshi.pack import Pack
from luoshi.warehouse.schema import Column, FieldType, Table

YEAR, UNIT, FILES = "year", "unit.name", "evidence.files"
"""Elements filled without typing: the year asked about, the user's unit, attached files."""

LEVELS = {"county.code": (Level.REGION, Level.COUNTY), "village.code": (Level.VILLAGE,)}
"""Element of an area column → levels of division it takes; any level where none is named."""


def ledger_tables(policy: Pack) -> dict[str, Table]:
    """The ledgers of a pack by id."""
    return {table.id: table for table in policy.tables.values() if table.home == "ledger"}


def levels_of(column: Column) -> tuple[Level, ...]:
    """The levels of division an area column takes."""
    return LEVELS.get(column.element or "", tuple(Level))


def has_place(table: Table) -> bool:
    """Whether each row of the ledger lies somewhere."""
    return table.area is not None or table.household is not None


def is_number(column: Column) -> bool:
    """Whether the column holds numbers that may be compared and added."""
    return column.type in (FieldType.INTEGER, FieldType.DECIMAL, FieldType.YEAR)
