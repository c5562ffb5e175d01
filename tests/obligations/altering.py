"""Records changed in nothing but what is later than a day."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from obligations.generated import Maker
from reference.obligations.records import Delivery, Record, Records, Row
from reference.obligations.telling import first_day

from luoshi.warehouse.schema import FieldType, Table


def altered_after(records: Records, maker: Maker, day: date, random: Random) -> Records:
    """The records, with every row, date and value later than the day removed or altered, and
    some more that are later."""
    altering = Altering(maker, day, random)
    tables = records.pack.tables
    return replace(
        records,
        ledgers={id_: altering.ledger(tables[id_], rows) for id_, rows in records.ledgers.items()},
        deliveries={
            id_: [altering.delivery(tables[id_], one) for one in sent]
            for id_, sent in records.deliveries.items()
        },
    )


class Altering:
    """Alters what is later than ``day``."""

    def __init__(self, maker: Maker, day: date, random: Random) -> None:
        self.maker, self.day, self.random = maker, day, random

    def ledger(self, table: Table, rows: list[Record]) -> list[Record]:
        kept = [self.record(table, one) for one in rows]
        more = (self.maker.row(table, 900 + i) for i in range(6))
        return kept + [Record([(self.later(), row)]) for row in more if self.is_later(table, row)]

    def record(self, table: Table, record: Record) -> Record:
        now = record.now
        if now is None or not self.is_later(table, now):
            states = [(at, row and self.values(table, row)) for at, row in record.states]
            return Record(states)
        if self.random.random() < 0.3:
            return Record([(record.states[0][0], None)])
        other = self.maker.row(table, 0)
        changed = other if self.is_later(table, other) else now
        return Record([*record.states[:-1], (record.states[-1][0], changed)])

    def delivery(self, table: Table, sent: Delivery) -> Delivery:
        if table.is_state and sent.reach > self.day:
            rows = [self.other(table, row) for row in sent.rows]
            return replace(sent, rows=_one_of_a_key(table, rows))
        rows = [self.row(table, row) for row in sent.rows]
        rows = _one_of_a_key(table, [row for row in rows if row])
        # From when on it tells was settled when it came.
        return replace(sent, rows=rows, since=None if table.is_state else first_day(table, sent))

    def other(self, table: Table, row: Row) -> Row:
        """Another row of the same key in the same place, with the same day it reaches to.

        And about the same: where a row lies is settled when it comes, by the registers then.
        """
        about = (table.area, table.household, table.person)
        same = (*table.key, table.reach, *(one.name for one in about if one))
        return self.maker.row(table, 0) | {name: row[name] for name in same if name}

    def row(self, table: Table, row: Row) -> Row | None:
        first = _first_day(table, row)
        if first is not None and first > self.day:
            return {**row, **{name: self.later() for name in table.happened}}
        return self.values(table, row)

    def is_later(self, table: Table, row: Row) -> bool:
        first = _first_day(table, row)
        year = row.get(table.year.name) if table.year else None
        if first is not None:
            return first > self.day
        return isinstance(year, int) and year > self.day.year

    def values(self, table: Table, row: Row) -> Row:
        """The row with other values for those that are later: days, and what is known since."""
        changed = dict(row)
        for column in table.columns:
            value = row.get(column.since or column.name)
            later = isinstance(value, date) and value > self.day
            dated = column.type in (FieldType.DATE, FieldType.MONTH)
            marked = column.planned or column.awaited
            if later and column.since:
                changed[column.name] = self.maker.value(table, column, 0)
            elif later and dated and not marked and column.name not in table.key:
                changed[column.name] = self.later()
        return changed

    def later(self) -> date:
        """The first day after, or any other."""
        return self.day + timedelta(days=self.random.choice((1, 2, 40, 700)))


def _first_day(table: Table, row: Row) -> date | None:
    names = table.happened or ((table.period,) if table.period and not table.year else ())
    days = [row.get(name) for name in names]
    return min((one for one in days if isinstance(one, date)), default=None)


def _one_of_a_key(table: Table, rows: list[Row]) -> list[Row]:
    return list({tuple(row.get(name) for name in table.key): row for row in rows}.values())
