"""Small made-up records for every table of a pack, their days on every edge of some days asked.

Written twice: as plain rows for the reference, and as luoshi keeps them: deliveries in a real
warehouse, ledgers with what had been written by a day.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
from reference.obligations.reading import literals, read
from reference.obligations.records import Delivery, Record, Records, Row, Said
from reference.obligations.telling import MONTHS, holders

from luoshi.area_queries import define_subjects
from luoshi.area_queries.reporting import Declaration
from luoshi.area_queries.reporting import Records as Told
from luoshi.areas import Level
from luoshi.pack import Pack
from luoshi.pack.opening import open_warehouse
from luoshi.warehouse.asof import as_of
from luoshi.warehouse.delivery import Delivery as Sent
from luoshi.warehouse.duck import files
from luoshi.warehouse.engine import DuckEngine, open_engine
from luoshi.warehouse.households import with_keys
from luoshi.warehouse.schema import Column, FieldType, Table
from luoshi.warehouse.storage import ARROW, RECORD
from luoshi.warehouse.warehouse import Warehouse

PEOPLE, HOMES = 40, 24
NUMBERS = (0, 1, 2, 5, 40, 700, 30_000)
YEARS = range(2019, 2027)
FAVOURED = ("640422", "640324", "640303", "640423")
"""Counties that have most of the rows, some on each side of most comparisons."""


class World:
    """What every set of records of a pack is made of; slow to make, so made once."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.counties = [area.code[:6] for area in pack.areas.counties()]
        villages = pack.areas.at_level(Level.VILLAGE)
        self.villages = {
            county: [one.code for one in villages if one.code.startswith(county)]
            for county in self.counties
        }
        self.known = self._literals()

    def _literals(self) -> dict[tuple[str, str], list[object]]:
        """What the columns of each table are held against in the pack's obligations."""
        for obligation in self.pack.obligations.values():
            for text in _texts(obligation.model_dump()):
                for subject in ("counties", "region", getattr(obligation, "table", "")):
                    _try_read(self.pack, text, subject)
        return {key: sorted(map(str, found)) for key, found in literals(self.pack).items()}


@dataclass
class Maker:
    """Makes records whose days lie on, just before and just after ``edges``."""

    world: World
    random: Random
    edges: Sequence[date]

    def __post_init__(self) -> None:
        self.homes = {f"H{i:03}": self.village(self.place()) for i in range(HOMES)}

    @property
    def pack(self) -> Pack:
        return self.world.pack

    def records(self) -> Records:
        """Records of every table, words and deliveries."""
        made = Records(self.pack)
        for table in self.pack.tables.values():
            if table.home == "ledger":
                made.ledgers[table.id] = [self.record(table, i) for i in range(self.many(table))]
                made.said += self.words(table)
            elif table.home == "dataset":
                made.deliveries[table.id] = list(self.deliveries(table))
        return made

    def many(self, table: Table) -> int:
        return self.random.choice((0, 8, 16, 30)) if table.id != "fund_allocation" else 60

    def record(self, table: Table, number: int) -> Record:
        """A record written once or more, some of them removed again."""
        random = self.random
        first = self.day()
        states: list[tuple[date, Row | None]] = [(first, self.row(table, number))]
        if random.random() < 0.4:
            changed = {**self.row(table, number), **self.key_of(table, states[0][1])}
            states.append((max(first, self.day()), changed))
        if random.random() < 0.1:
            states.append((max(states[-1][0], self.day()), None))
        return Record(states)

    def key_of(self, table: Table, row: Row | None) -> Row:
        years = (FieldType.YEAR,)
        assert row is not None
        return {n: row[n] for n in table.key if table.by_name[n].type not in years}

    def deliveries(self, table: Table) -> Iterator[Delivery]:
        """Up to a few deliveries, in any order of their reach; some of a part of the counties."""
        for _ in range(self.random.choice((0, 2, 3, 4))):
            reach = self.random.choice((*self.year_ends(), self.day(), self.day()))
            rows = {tuple(row[n] for n in table.key): row for row in self.sent(table, reach)}
            if rows:
                told = ((), None) if table.is_state else (self.named(), self.beginning())
                yield Delivery(reach, list(rows.values()), frozenset(told[0]), told[1])

    def named(self) -> Sequence[str]:
        """The counties a delivery is said to be for: all, or none named.

        One for some holds no rows of others: the warehouse refuses these.
        """
        return self.random.choice((self.world.counties, self.world.counties, ()))

    def beginning(self) -> date | None:
        """The day from which on events are said to be told, if any."""
        return self.random.choice((None, date(2019, 1, 1), self.day()))

    def year_ends(self) -> list[date]:
        return [date(year, 12, 31) for year in range(2020, 2026)]

    def sent(self, table: Table, reach: date) -> Iterator[Row]:
        registers = self.pack.registers
        if table.id == registers.households:
            for number, home in enumerate(self.homes):
                yield self.row(table, number) | {"户编号": home, "行政村": self.area()}
        elif table.id == registers.residents:
            homes = list(self.homes)
            for number in range(PEOPLE):
                home = self.random.choice(homes)
                yield self.row(table, number) | {"证件号码": number, "户编号": home}
        else:
            for number in range(self.random.choice((3, 10, 20))):
                row = self.row(table, number)
                yield row | ({table.reach: reach} if table.reach else {})

    def words(self, table: Table) -> Iterator[Said]:
        """What holders said of each period: most that it is complete, some of one county only,
        some took it back, some said nothing."""
        if table.due is None:
            return
        some = self.random.choice((0.0, 0.5, 0.9, 0.97, 1.0))
        owing = dict.fromkeys(
            one for c in self.world.counties for one in holders(self.pack, table, c)
        )
        for start in _starts(MONTHS[table.due.every]):
            for holder in owing:
                if self.random.random() < some:
                    yield Said(table.id, holder, start, "", complete=True)
                elif self.random.random() < 0.5:
                    county = self.random.choice(("", *self.world.counties))
                    yield Said(table.id, holder, start, county, complete=True)
                    back = self.random.choice(("", county))
                    yield Said(table.id, holder, start, back, complete=False)

    def row(self, table: Table, number: int) -> Row:
        found = {one.name: self.value(table, one, number) for one in table.columns}
        for one in table.columns:
            if one.type in (FieldType.AREA, FieldType.HOUSEHOLD) and found[one.name] is None:
                found[one.name] = self.value(table, one, number)
        return found

    def value(self, table: Table, column: Column, number: int) -> object:
        required = column.required or column.name in table.key or column.name == table.reach
        if not required and self.random.random() < 0.2:
            return None
        return self._made(table, column, number)

    def _made(self, table: Table, column: Column, number: int) -> object:
        choice = self.random.choice
        of_type: dict[FieldType, Callable[[], object]] = {
            FieldType.DATE: self.day,
            FieldType.MONTH: lambda: self.day().replace(day=1),
            FieldType.YEAR: lambda: choice(YEARS),
            FieldType.INTEGER: lambda: choice(NUMBERS),
            FieldType.DECIMAL: lambda: choice(NUMBERS) + Decimal(choice(("0", "0.25"))),
            FieldType.PERSON: lambda: self.random.randrange(PEOPLE),
            FieldType.HOUSEHOLD: lambda: choice(list(self.homes)),
            FieldType.AREA: self.area,
        }
        if column.type in of_type:
            return of_type[column.type]()
        known = self.world.known.get((table.id, column.name), [])
        if known and self.random.random() < 0.8:
            return choice(known)
        return f"{column.name}{number % 7}" if column.name in table.key else "别的"

    def area(self) -> str:
        """A village, or now and then a township, a county or the region."""
        place = self.place()
        village = self.village(place)
        codes = (village, village, f"{village[:9]}000", f"{place}000000", "640000000000")
        return self.random.choice(codes)

    def place(self) -> str:
        return self.random.choice((*FAVOURED, *FAVOURED, *self.world.counties))

    def village(self, county: str) -> str:
        return self.random.choice(self.world.villages[county][:4])

    def day(self) -> date:
        """A day on one of the edges, of a year, or anywhere."""
        edge = self.random.choice((*self.edges, *self.year_ends()))
        if self.random.random() < 0.3:
            edge -= timedelta(days=self.random.randrange(900))
        return edge + timedelta(days=self.random.choice((-1, 0, 1)))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def _try_read(pack: Pack, text: str, subject: str) -> None:
    try:
        read(pack, text, subject)
    except (ValueError, KeyError):
        return


def _starts(months: int) -> list[date]:
    return [date(year, month, 1) for year in YEARS for month in range(1, 13, months)]


def kept(records: Records, home: Path) -> tuple[DuckEngine, Told]:
    """The records as luoshi keeps them, and what it is told of them."""
    pack = records.pack
    warehouse = open_warehouse(pack, home)
    first = (pack.registers.households, pack.registers.residents)
    for table in dict.fromkeys((*first, *records.deliveries)):
        _deliver(warehouse, pack.tables[table], records.deliveries[table])
    engine = open_engine(warehouse)
    for id_, ledger in records.ledgers.items():
        _define(engine, pack.tables[id_], ledger, home / "written" / id_)
    define_subjects(pack, engine)
    said = [Declaration(s.ledger, s.holder, s.start, s.county, s.complete) for s in records.said]
    return engine, Told(
        pack, records.known_on, said, {id_: warehouse.batches(id_) for id_ in warehouse.tables}
    )


def _deliver(warehouse: Warehouse, table: Table, sent: Sequence[Delivery]) -> None:
    for number, one in enumerate(sent):
        at = datetime.combine(date(2026, 12, 31), time(number), UTC)
        delivery = Sent(
            file_name="送来",
            sha256=str(number),
            received_at=at,
            scope=tuple(sorted(one.scope)),
            reach=one.reach,
            since=one.since,
        )
        warehouse.deliver(table.id, arrow(table, one.rows), delivery, {})


def _define(engine: DuckEngine, table: Table, ledger: Sequence[Record], folder: Path) -> None:
    folder.mkdir(parents=True)
    now = _written(table, [one.now for one in ledger], folder / "now.parquet")
    engine.define(table.id, now)
    rows_on = partial(_rows_on, table, ledger, now, folder)
    engine.define_dated(table.id, rows_on, state=table.is_standing)


def _rows_on(table: Table, ledger: Sequence[Record], now: str, folder: Path, day: date) -> str:
    if table.year is None:
        return as_of(now, table, day)
    then = [one.written_by(day) for one in ledger]
    return as_of(now, table, day, _written(table, then, folder / f"{day}.parquet"))


def _written(table: Table, rows: Sequence[Row | None], file: Path) -> str:
    """A query that gives rows, numbered by their place."""
    numbered = [(i, row) for i, row in enumerate(rows) if row is not None]
    data = arrow(table, [row for _, row in numbered])
    numbers = pa.array([i for i, _ in numbered], pa.int64())
    pq.write_table(data.append_column(RECORD, numbers), file)
    return with_keys(f"SELECT * FROM {files([file])}", table)


def arrow(table: Table, rows: Sequence[Row]) -> pa.Table:
    """Rows as the table stores them."""
    columns = {
        one.name: pa.array([row.get(one.name) for row in rows], ARROW[one.storage])
        for one in table.columns
    }
    return pa.table(columns)
