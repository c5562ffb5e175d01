"""The records as they came, and what of them is so as of a day: plain rows, no SQL.

A ledger's record is every state it was ever given, in the order of writing; a department's table
is every delivery. Nothing here knows how luoshi keeps or asks them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from luoshi.pack import Pack
from luoshi.warehouse.schema import FieldType, Table

Row = dict[str, object]

NEVER = date(9999, 12, 31)


@dataclass
class Record:
    """A row of a ledger: what it held from each day on; nothing once it is removed."""

    states: list[tuple[date, Row | None]] = field(default_factory=list)

    @property
    def now(self) -> Row | None:
        return self.states[-1][1]

    def written_by(self, day: date) -> Row | None:
        """What it held at the end of a day."""
        found = [row for at, row in self.states if at <= day]
        return found[-1] if found else None


@dataclass
class Delivery:
    """Rows a department sent, and the day they reach to; for whom and since when, if said."""

    reach: date
    rows: list[Row]
    scope: frozenset[str] = frozenset()
    since: date | None = None


@dataclass(frozen=True)
class Said:
    """A holder's word on the period of a ledger that begins on a day."""

    ledger: str
    holder: str
    start: date
    county: str
    complete: bool


@dataclass
class Records:
    """All there is: records by ledger, deliveries by table in the order they came, words.

    The registers came first. No word said, or taken back, after ``known_on`` is among them.
    """

    pack: Pack
    ledgers: dict[str, list[Record]] = field(default_factory=dict)
    deliveries: dict[str, list[Delivery]] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
    known_on: date = NEVER

    def __post_init__(self) -> None:
        self._covered: dict[int, set[str]] = {}

    def rows(self, table: Table, day: date, end: date) -> list[Row]:
        """A table's rows as of the end of a day, asked of a stretch of time that ends on ``end``.

        What stands, and belongs to no period, is asked as it stood then.
        """
        if table.home == "ledger":
            return [*self._of_ledger(table, end if table.period is None else day)]
        sent = self.deliveries.get(table.id, [])
        if table.reach:
            found = _farthest(table, sent, end)
        elif table.delivery == "full":
            found = self._standing(table, end)
        else:
            found = _together(table, sent)
        kept = [row for row in found if _happened(row, table, end, state=table.is_state)]
        return [_as_known(row, table, end) for row in kept]

    def _standing(self, table: Table, end: date) -> list[Row]:
        """Of each county the delivery that reaches farthest; of a key in two of them the later.

        A delivery covers the counties its rows lie in. Rows that lie in none stay with the rest
        of theirs; a delivery all of whose rows do gives way to any later one.
        """
        sent = [one for one in self.deliveries.get(table.id, []) if one.reach <= end]
        by_reach = sorted(sent, key=lambda one: one.reach)
        found: dict[tuple[object, ...], Row] = {}
        for number, one in enumerate(by_reach):
            later = [self.covered(table, each) for each in by_reach[number + 1 :]]
            gone, covered = set[str]().union(*later), self.covered(table, one)
            if covered <= gone if covered else later:
                continue
            for row in one.rows:
                if self.place(table, row) not in gone:
                    found[_key(row, table)] = row
        return list(found.values())

    def covered(self, table: Table, sent: Delivery) -> set[str]:
        """The counties a delivery was sent for, or else its rows lie in."""
        if sent.scope:
            return set(sent.scope)
        if id(sent) not in self._covered:
            self._covered[id(sent)] = {self.place(table, row) for row in sent.rows} - {""}
        return self._covered[id(sent)]

    def place(self, table: Table, row: Row) -> str:
        """The county a row lay in when it came, the registers having come before; "" for none."""
        registers = self.pack.registers
        own = county(row, table)
        if own or table.id == registers.households:
            return own
        home = row.get(table.household.name) if table.household else None
        if home not in self._homes and table.person and table.id != registers.residents:
            home = self._people.get(row.get(table.person.name))
        return self._homes.get(home, "")

    @cached_property
    def _homes(self) -> dict[object, str]:
        """The county of each household."""
        table = self.pack.tables[self.pack.registers.households]
        assert table.household
        found = self._standing(table, NEVER)
        return {row[table.household.name]: county(row, table) for row in found}

    @cached_property
    def _people(self) -> dict[object, object]:
        """The household of each person."""
        table = self.pack.tables[self.pack.registers.residents]
        assert table.person
        assert table.household
        number = table.household.name
        found = self._standing(table, NEVER)
        return {row[table.person.name]: row.get(number) for row in found}

    def _of_ledger(self, table: Table, day: date) -> Iterator[Row]:
        for record in self.ledgers.get(table.id, []):
            row = _on_record(record, table, day)
            if row is not None:
                yield _as_known(row, table, day)


def _on_record(record: Record, table: Table, day: date) -> Row | None:
    """The state of a ledger's record that counts on a day; None where it does not count."""
    now = record.now
    if now is not None and _first_day(now, table):
        return now if _happened(now, table, day) else None
    if table.year is None:
        then = record.written_by(day)
        undated = then is not None and _first_day(then, table) is None
        return (then if undated else None) if _may_lack_day(table) else now
    year = now and now.get(table.year.name)
    ended = date(day.year, 12, 31) == day
    if isinstance(year, int) and (year < day.year or (year == day.year and ended)):
        return now
    then = None if ended or (now is not None and year != day.year) else record.written_by(day)
    if then is None or then.get(table.year.name) != day.year:
        return None
    return then if (_first_day(then, table) or day) <= day else None


def _may_lack_day(table: Table) -> bool:
    days = table.happened or ((table.period,) if table.period else ())
    return bool(days) and not any(table.by_name[one].required for one in days)


def _first_day(row: Row, table: Table) -> date | None:
    columns = table.happened or ((table.period,) if table.period and not table.year else ())
    days = [row.get(column) for column in columns]
    return min((one for one in days if isinstance(one, date)), default=None)


def _happened(row: Row, table: Table, day: date, *, state: bool = False) -> bool:
    """Whether the row was there; a row without any day only where it is a state."""
    if not table.happened and (table.period is None or table.year):
        return True
    first = _first_day(row, table)
    return state if first is None else first <= day


def _as_known(row: Row, table: Table, day: date) -> Row:
    """The row without what came later."""
    return {column.name: _value(row, column, day) for column in table.columns}


def _value(row: Row, column, day: date) -> object:
    if column.since:
        since = row.get(column.since)
        return None if isinstance(since, date) and since > day else row.get(column.name)
    value = row.get(column.name)
    marked = column.planned or column.awaited
    dated = column.type in (FieldType.DATE, FieldType.MONTH) and not marked
    return None if dated and isinstance(value, date) and value > day else value


def _key(row: Row, table: Table) -> tuple[object, ...]:
    return tuple(row.get(name) for name in table.key)


def _farthest(table: Table, sent: Iterable[Delivery], end: date) -> list[Row]:
    """Of each key the row whose own day reaches farthest, the later one of two alike."""
    found: dict[tuple[object, ...], Row] = {}
    for delivery in sent:
        for row in delivery.rows:
            reach, other = row[table.reach], found.get(_key(row, table))
            if reach <= end and (other is None or other[table.reach] <= reach):
                found[_key(row, table)] = row
    return list(found.values())


def _together(table: Table, sent: Iterable[Delivery]) -> list[Row]:
    """Every row, the later one of a key."""
    return list({_key(row, table): row for one in sent for row in one.rows}.values())


def county(row: Row, table: Table) -> str:
    """The six digits of the county a row names; nothing where its table names none."""
    return str(row.get(table.area.name) or "")[:6] if table.area else ""
