"""When records were kept: the rows as people would have filled them in, quarter by quarter."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from luoshi.pack import Pack
from luoshi.synthetic.ledgers.record import Record, dated_by
from luoshi.warehouse.schema import Table

FILLED_AFTER = timedelta(days=15)
"""How long after the end of a quarter its rows are filled in."""

PersonKey = Callable[[str], int]
"""Gives the keyed hash of an ID number."""


@dataclass(frozen=True)
class Kept:
    """Rows of a ledger filled in at one moment; persons are keyed hashes."""

    table: Table
    at: datetime
    rows: Sequence[Record]


def demo_rows(
    pack: Pack, records: Mapping[str, Sequence[Record]], as_of: date, person_key: PersonKey
) -> Iterator[Kept]:
    """All records, ledger by ledger, in the order they were filled in.

    A row is filled in after the quarter it is dated in, one dated by year after the year, and
    none later than ``as_of``.
    """
    for id_, rows in records.items():
        table = pack.tables[id_]
        by_day: dict[date, list[Record]] = {}
        for row in rows:
            day = min(_filled_on(row, table), as_of)
            by_day.setdefault(day, []).append(_keyed(row, table, person_key))
        for day in sorted(by_day):
            yield Kept(table, datetime.combine(day, time(9), UTC), by_day[day])


def _filled_on(row: Record, table: Table) -> date:
    dated = dated_by(row, table)
    if not isinstance(dated, date):
        return date(dated + 1, 1, 1) + FILLED_AFTER
    months = dated.year * 12 + (dated.month - 1) // 3 * 3 + 3
    return date(months // 12, months % 12 + 1, 1) + FILLED_AFTER


def _keyed(row: Record, table: Table, person_key: PersonKey) -> Record:
    if table.person is None:
        return row
    return {**row, table.person.name: person_key(str(row[table.person.name]))}
