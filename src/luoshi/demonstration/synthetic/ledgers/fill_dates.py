"""When records were kept: the rows as people would have filled them in, quarter by quarter."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zlib import crc32

from luoshi.area_queries.due_periods import periods
from luoshi.demonstration.synthetic.ledgers.record import Record, dated_by
from luoshi.pack import Pack
from luoshi.warehouse.schema import Due, Table

FILLED_AFTER = 15
"""How many days after the end of a period its rows are filled in, where it may take so long."""

QUARTERLY = Due(every="quarter", days=FILLED_AFTER)
"""How ledgers are filled that say nothing of it."""

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

    A row is filled in after the period it is dated in, one dated by year alone after one of the
    year's periods, and none later than ``as_of``.
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
    due = table.due or QUARTERLY
    dated = _happened(row, table)
    if isinstance(dated, int):
        year = list(periods(due, date(dated, 1, 1), date(dated, 12, 31)))
        period = year[crc32(repr(row).encode()) % len(year)]
    else:
        period = next(periods(due, dated, dated))
    return period.end + timedelta(days=min(FILLED_AFTER, due.days))


def _happened(row: Record, table: Table) -> date | int:
    days = (row[name] for name in table.happened)
    return min((day for day in days if isinstance(day, date)), default=dated_by(row, table))


def _keyed(row: Record, table: Table, person_key: PersonKey) -> Record:
    if table.person is None:
        return row
    return {**row, table.person.name: person_key(str(row[table.person.name]))}
