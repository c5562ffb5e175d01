"""The demonstration records, made once, and an engine that holds them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from days import DEMO_DAY
from obligations.making import delivered

from luoshi.area_queries import define_subjects
from luoshi.area_queries.due_periods import periods
from luoshi.area_queries.holders import holders
from luoshi.area_queries.places import places_of
from luoshi.area_queries.reported import Reporting
from luoshi.area_queries.reporting import Declaration
from luoshi.area_queries.reporting import Records as Reported
from luoshi.demonstration.synthetic.ledgers import (
    Record,
    Watched,
    declarations,
    demo_rows,
    make_ledgers,
)
from luoshi.demonstration.synthetic.ledgers.loading import load_recipes
from luoshi.demonstration.synthetic.ledgers.making import Maker
from luoshi.demonstration.synthetic.ledgers.places import Ground
from luoshi.demonstration.synthetic.random_streams import Streams
from luoshi.obligations import Result, evaluate
from luoshi.pack import Pack, load
from luoshi.warehouse.asof import as_of
from luoshi.warehouse.batches import Manifest
from luoshi.warehouse.duck import files
from luoshi.warehouse.engine import DuckEngine
from luoshi.warehouse.schema import Table
from luoshi.warehouse.storage import ARROW, RECORD

SEED = 26
Records = Mapping[str, list[Record]]
Evaluate = Callable[[date], list[Result]]

Written = tuple[date, Record]

HELD = ("households", "poverty_households")
"""The tables departments sent."""

WRITTEN = "_written"
"""The column that holds the day a row was written."""

HOMES = 20
"""Households monitored in each county."""


def home(county: str, number: int, village: str) -> Record:
    """A monitored household of four, resettled."""
    return {
        "户编号": f"{village}{number:04d}",
        "户主姓名": "马某",
        "行政村": village,
        "家庭人口数": 4,
        "是否易地搬迁": "是",
        "监测对象类别": "脱贫不稳定户",
        "识别监测时间": date(2021, 9, 1),
    }


@pytest.fixture(scope="session")
def policy() -> Pack:
    return load()


@pytest.fixture(scope="session")
def homes(policy: Pack) -> list[Record]:
    nine = sorted(policy.groups["2021-26/key"].members(date(2023, 1, 1)))
    first = {
        county: next(
            village.code
            for township in policy.areas.children(county)
            for village in policy.areas.children(township.code)
            if village.is_village
        )
        for county in nine
    }
    return [home(county, i, first[county]) for county in nine for i in range(1, HOMES + 1)]


@pytest.fixture(scope="session")
def watched(policy: Pack, homes: list[Record]) -> Watched:
    rows = [(date.min, row) for row in homes]
    tables = (as_arrow(policy.tables[id_], rows) for id_ in HELD)
    return Watched.among(*tables)


@pytest.fixture(scope="session")
def records(policy: Pack, watched: Watched) -> dict[str, list[Record]]:
    return make_ledgers(policy, SEED, DEMO_DAY, watched)


@pytest.fixture(scope="session")
def calm(policy: Pack, watched: Watched) -> Maker:
    """Makes the records as they would be had nothing special happened."""
    recipes = load_recipes(policy.folder)
    telling = recipes.telling.model_copy(update={"stories": ()})
    ground = Ground(policy, DEMO_DAY, Streams(SEED), watched, telling.usual)
    return Maker(policy, recipes.model_copy(update={"telling": telling}), ground)


@pytest.fixture(scope="session")
def told(
    policy: Pack, records: Records, homes: list[Record], tmp_path_factory: pytest.TempPathFactory
) -> DuckEngine:
    """The records with all that happened."""
    return engine_of(policy, records, homes, tmp_path_factory.mktemp("records"))


@pytest.fixture(scope="session")
def untold(
    policy: Pack, calm: Maker, homes: list[Record], tmp_path_factory: pytest.TempPathFactory
) -> DuckEngine:
    """The records had nothing special happened."""
    made = {id_: calm.records(id_) for id_ in calm.recipes.recipes}
    return engine_of(policy, made, homes, tmp_path_factory.mktemp("calm"))


@pytest.fixture(scope="session")
def statuses(policy: Pack, told: DuckEngine) -> Evaluate:
    """What all obligations are found to be at the end of a day."""
    return cache(lambda day: evaluate(policy, told, day, reporting_of(policy, day)))


@pytest.fixture(scope="session")
def calm_statuses(policy: Pack, untold: DuckEngine) -> Evaluate:
    """What they would be had nothing special happened."""
    said = [
        Declaration(table.id, holder, period.start)
        for table in policy.tables.values()
        if table.due and table.home == "ledger"
        for period in periods(table.due, policy.notices["2021-26"].issued, DEMO_DAY)
        for holder in {one for c in places_of(policy).counties for one in holders(policy, table, c)}
    ]
    return cache(lambda day: evaluate(policy, untold, day, reporting_of(policy, day, said)))


def engine_of(policy: Pack, records: Records, homes: list[Record], folder: Path) -> DuckEngine:
    """The records, the households, and nothing else that departments send."""
    engine = DuckEngine()
    written: dict[str, list[Written]] = {id_: [] for id_ in policy.tables}
    for kept in demo_rows(policy, records, DEMO_DAY, lambda number: int(number[:17])):
        written[kept.table.id] += [(kept.at.date(), row) for row in kept.rows]
    for id_ in HELD:
        written[id_] = [(date.min, row) for row in homes]
    for table in (one for one in policy.tables.values() if one.home != "reference"):
        path = folder / f"{table.id}.parquet"
        pq.write_table(as_arrow(table, written[table.id]), path)
        rows = f"SELECT * FROM {files([path])}"
        engine.define(table.id, rows)
        rows_on = partial(_rows_on, rows, table)
        engine.define_dated(table.id, rows_on, state=table.is_standing)
    define_subjects(policy, engine)
    return engine


def _rows_on(rows: str, table: Table, day: date) -> str:
    return as_of(rows, table, day, f"SELECT * FROM ({rows}) WHERE {WRITTEN} <= DATE '{day}'")


def reporting_of(
    policy: Pack, known_on: date, said: Sequence[Declaration] | None = None
) -> Reporting:
    """What was said of the ledgers, as the stories tell it, and the households' deliveries."""
    words = list(declarations(policy, DEMO_DAY)) if said is None else said
    return Reported(policy, known_on, words, dict(_sent(policy)))


def _sent(policy: Pack) -> Iterator[tuple[str, list[Manifest]]]:
    counties = [area.code[:6] for area in policy.areas.counties()]
    year_ends = [date(year, 12, 31) for year in range(2020, DEMO_DAY.year)]
    for id_ in HELD:
        table = policy.tables[id_]
        yield id_, [delivered(table, reach, *counties) for reach in (*year_ends, DEMO_DAY)]


def as_arrow(table: Table, written: list[Written]) -> pa.Table:
    """Rows as they are stored, and the day each was written."""
    columns = {
        column.name: pa.array([row.get(column.name) for _, row in written], ARROW[column.storage])
        for column in table.columns
    }
    days = pa.array([day for day, _ in written], pa.date32())
    numbers = pa.array(range(1, len(written) + 1), pa.int64())
    return pa.table({**columns, WRITTEN: days, RECORD: numbers})
