"""The demonstration records, made once, and an engine that holds them."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from luoshi.counties import define_subjects
from luoshi.obligations import Result, evaluate
from luoshi.pack import Pack, load
from luoshi.synthetic import DEMO_DAY
from luoshi.synthetic.ledgers import Record, Watched, make_ledgers
from luoshi.synthetic.ledgers.loading import load_recipes
from luoshi.synthetic.ledgers.making import Maker
from luoshi.synthetic.ledgers.places import Ground
from luoshi.synthetic.streams import Streams
from luoshi.warehouse.duck import files
from luoshi.warehouse.engine import DuckEngine
from luoshi.warehouse.schema import Table
from luoshi.warehouse.storage import ARROW, RECORD

SEED = 26
Records = Mapping[str, list[Record]]
Evaluate = Callable[[date], list[Result]]

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
    nine = sorted(policy.groups["key"].members(date(2023, 1, 1)))
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
    tables = (as_arrow(policy.tables[id_], homes) for id_ in ("households", "poverty_households"))
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
    """What all promises are found to be at the end of a day."""
    return cache(lambda day: evaluate(policy, told, day))


@pytest.fixture(scope="session")
def calm_statuses(policy: Pack, untold: DuckEngine) -> Evaluate:
    """What they would be had nothing special happened."""
    return cache(lambda day: evaluate(policy, untold, day))


def engine_of(policy: Pack, records: Records, homes: list[Record], folder: Path) -> DuckEngine:
    """The records, the households, and nothing else that departments send."""
    engine = DuckEngine()
    rows = {"households": homes, "poverty_households": homes, **records}
    for table in policy.tables.values():
        path = folder / f"{table.id}.parquet"
        pq.write_table(as_arrow(table, rows.get(table.id, [])), path)
        engine.define(table.id, f"SELECT * FROM {files([path])}")
    define_subjects(policy, engine)
    return engine


def as_arrow(table: Table, rows: list[Record]) -> pa.Table:
    """Rows as the warehouse stores them; a person's key is the number without its check digit."""
    person = table.person.name if table.person else None
    columns = {}
    for column in table.columns:
        cells = [row.get(column.name) for row in rows]
        if column.name == person:
            cells = [int(str(cell)[:17]) for cell in cells]
        columns[column.name] = pa.array(cells, ARROW[column.storage])
    return pa.table({**columns, RECORD: pa.array(range(1, len(rows) + 1), pa.int64())})
