"""What the departments' data say of one household, read from the warehouse."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from luoshi.households.register_columns import column_for, household_column, person_column
from luoshi.pack import Pack
from luoshi.pack.registers import BIRTH_DAY, NAME, RELATION, SEX
from luoshi.warehouse.duck import name as quoted
from luoshi.warehouse.duck import text
from luoshi.warehouse.engine import Engine
from luoshi.warehouse.schema import Column, FieldType, Table
from luoshi.warehouse.storage import BATCH

Cells = dict[str, object]
"""A row's values by column name, as the table stores them."""


@dataclass(frozen=True)
class Member:
    """A person registered in the household. ``person`` is the keyed hash of the ID number."""

    person: int
    name: str
    relation: str
    sex: str
    born: date | None


@dataclass(frozen=True)
class Facts:
    """The rows of one table about the household and its members, newest first.

    ``batch`` is the last one of which there are rows among them.
    """

    table: Table
    rows: tuple[Cells, ...]
    batch: str


@dataclass(frozen=True)
class Dossier:
    """A household by number: its members, and the facts of each table that has some."""

    number: str
    members: tuple[Member, ...]
    facts: tuple[Facts, ...]

    def first(self, codes: str) -> str:
        """The first value kept of the household in a column of a code list; empty for none."""
        return next((str(value) for value in self._coded(codes) if value), "")

    @property
    def kind(self) -> str:
        """What kind of household it is; empty where no department says."""
        return self.first("household_kinds")

    @property
    def monitored(self) -> str:
        """As what it is monitored; empty where no department says."""
        return self.first("monitored_kinds")

    def name_of(self, person: object) -> str:
        """A member's name; empty for who is not one."""
        return next((member.name for member in self.members if member.person == person), "")

    def _coded(self, codes: str) -> Iterator[object]:
        for facts in self.facts:
            names = [column.name for column in facts.table.columns if column.codes == codes]
            yield from (row[name] for row in facts.rows for name in names)


def dossier(engine: Engine, pack: Pack, household: str, wanted: Callable[[Table], bool]) -> Dossier:
    """Read what is known of a household (by number) in the ``wanted`` tables.

    Members are always read, since other tables know only persons.
    """
    members = _members(engine, pack, household)
    persons = [member.person for member in members]
    tables = (table for table in pack.tables.values() if table.home == "dataset")
    others = (table for table in tables if table.id != pack.registers.residents and wanted(table))
    found = (_facts(engine, table, household, persons) for table in others)
    return Dossier(household, members, tuple(facts for facts in found if facts))


def _members(engine: Engine, pack: Pack, household: str) -> tuple[Member, ...]:
    residents = pack.tables[pack.registers.residents]
    elements = (column_for(residents, element) for element in (NAME, RELATION, SEX, BIRTH_DAY))
    columns = ", ".join(map(quoted, [person_column(residents), *elements]))
    rows = engine.query(
        f"SELECT {columns} FROM {quoted(residents.id)} "
        f"WHERE {quoted(household_column(residents))} = {text(household)}"
    )
    found = [Member(*row.values()) for row in rows.to_pylist()]
    order = _relations(pack, residents)
    return tuple(sorted(found, key=lambda one: (order[one.relation], one.born or date.max)))


def _relations(pack: Pack, residents: Table) -> defaultdict[str, int]:
    """The place of each relation in its code list, which begins with the head."""
    codes = residents.by_name[column_for(residents, RELATION)].codes
    items = pack.codes[codes].items if codes else ()
    known = {item.name: place for place, item in enumerate(items)}
    return defaultdict(lambda: len(known), known)


def _facts(engine: Engine, table: Table, household: str, persons: list[int]) -> Facts | None:
    condition = _about(table, household, persons)
    if condition is None:
        return None
    columns = ", ".join([*(quoted(column.name) for column in table.columns), BATCH])
    rows: pa.Table = engine.query(
        f"SELECT {columns} FROM {quoted(table.id)} WHERE {condition}{_newest_first(table)}"
    )
    found = rows.drop_columns([BATCH]).to_pylist()
    return Facts(table, tuple(found), max(rows[BATCH].to_pylist())) if found else None


def _about(table: Table, household: str, persons: list[int]) -> str | None:
    if table.household is not None:
        return f"{quoted(table.household.name)} = {text(household)}"
    if table.person is not None and persons:
        return f"{quoted(table.person.name)} IN ({', '.join(map(str, persons))})"
    return None


def _newest_first(table: Table) -> str:
    day = next((column for column in table.columns if _is_day(column)), None)
    return f" ORDER BY {quoted(day.name)} DESC NULLS LAST" if day else ""


def _is_day(column: Column) -> bool:
    return column.type in (FieldType.DATE, FieldType.MONTH)
