"""Which periods of a notice's ledgers nobody has declared complete."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from luoshi.area_queries.due_periods import DuePeriod, periods
from luoshi.area_queries.holders import holders
from luoshi.area_queries.places import places_of
from luoshi.area_queries.reporting import Records
from luoshi.pack import Pack
from luoshi.pack.as_of import on_day
from luoshi.pack.models import Notice
from luoshi.warehouse.schema import Table


@dataclass(frozen=True)
class Undeclared:
    """A period of a ledger: how many owe it, and how many of them have not declared it."""

    table: Table
    period: DuePeriod
    owing: int
    lacking: int


def undeclared(pack: Pack, notice: Notice, records: Records) -> list[Undeclared]:
    """The periods of a notice's term not declared by all who owe them, in the pack's order."""
    every = (one for table in notice_ledgers(pack, notice) for one in _of(pack, notice, table))
    found = (_stands(pack, table, period, records) for table, period in every)
    return [one for one in found if one.lacking]


def notice_ledgers(pack: Pack, notice: Notice) -> list[Table]:
    """The ledgers with a deadline that prove a notice's obligations, in the pack's order."""
    named = {id_ for one in pack.only(notice.id).obligations.values() for id_ in one.records}
    return [one for one in pack.tables.values() if one.id in named and one.due]


def owing(pack: Pack, table: Table, day: date) -> list[str]:
    """Everybody who owes a ledger's rows, by the divisions of a day."""
    policy = on_day(pack, day)
    counties = places_of(policy).counties
    return [*dict.fromkeys(one for code in counties for one in holders(policy, table, code))]


def _of(pack: Pack, notice: Notice, table: Table) -> Iterator[tuple[Table, DuePeriod]]:
    assert table.due
    for period in periods(table.due, notice.term.first, notice.term.last):
        yield table, period


def _stands(pack: Pack, table: Table, period: DuePeriod, records: Records) -> Undeclared:
    owed_by = owing(pack, table, period.end)
    declared = records.declared(table.id, period.start)
    lacking = sum(one not in declared for one in owed_by)
    return Undeclared(table, period, len(owed_by), lacking)
