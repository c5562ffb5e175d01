"""A small made-up province with all its ledgers, and ways to edit a pack."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from itertools import count
from pathlib import Path
from shutil import copytree

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from days import DEMO_DAY

from luoshi.area_queries import define_subjects
from luoshi.area_queries.reported import Reporting
from luoshi.area_queries.reporting import Records as Told
from luoshi.changes.asked_once import AskedOnce
from luoshi.changes.things import things
from luoshi.demonstration.synthetic.ledgers import (
    Record,
    Watched,
    declarations,
    demo_rows,
    make_ledgers,
)
from luoshi.demonstration.synthetic.loading import load_warehouse
from luoshi.pack import Pack, load
from luoshi.pack.opening import open_warehouse
from luoshi.warehouse.asof import as_of
from luoshi.warehouse.duck import files
from luoshi.warehouse.engine import Engine, open_engine
from luoshi.warehouse.households import with_keys
from luoshi.warehouse.schema import Table
from luoshi.warehouse.storage import ARROW, RECORD
from luoshi.warehouse.warehouse import Warehouse

PEOPLE, SEED = 2500, 26
HELD = ("households", "poverty_households")

Written = list[tuple[date, Record]]
Edit = tuple[str, str, str, str]
Edited = Callable[..., Pack]


@dataclass(frozen=True)
class SmallProvince:
    """The records of a small province, as any pack with the usual tables asks them."""

    asked: Engine
    warehouse: Warehouse
    usual: Pack

    def engine(self, pack: Pack) -> Engine:
        assert pack.tables == self.usual.tables
        return self.asked

    def reporting(self, pack: Pack) -> Reporting:
        return _told(pack, self.warehouse)


@cache
def _told(pack: Pack, warehouse: Warehouse) -> Reporting:
    sent = {id_: warehouse.batches(id_) for id_ in warehouse.tables}
    return Told(pack, DEMO_DAY, list(declarations(pack, DEMO_DAY)), sent)


@pytest.fixture(scope="session")
def usual() -> Pack:
    return load()


@pytest.fixture(scope="session")
def records(usual: Pack, tmp_path_factory: pytest.TempPathFactory) -> SmallProvince:
    folder = tmp_path_factory.mktemp("changes")
    warehouse = open_warehouse(usual, folder)
    load_warehouse(warehouse, usual, PEOPLE, 1, DEMO_DAY)
    engine = open_engine(warehouse)
    watched = Watched.among(*(engine.query(f'SELECT * FROM "{id_}"') for id_ in HELD))
    made = make_ledgers(usual, SEED, DEMO_DAY, watched)
    written: dict[str, Written] = {}
    for kept in demo_rows(usual, made, DEMO_DAY, lambda number: int(number[:17])):
        written.setdefault(kept.table.id, []).extend((kept.at.date(), row) for row in kept.rows)
    for table in (one for one in usual.tables.values() if one.home == "ledger"):
        define(engine, table, written.get(table.id, []), folder)
    define_subjects(usual, engine)
    return SmallProvince(AskedOnce(engine), warehouse, usual)


def define(engine: Engine, table: Table, written: Written, folder: Path) -> None:
    """Give the engine a ledger with these rows."""
    columns = {
        column.name: pa.array([row.get(column.name) for _, row in written], ARROW[column.storage])
        for column in table.columns
    }
    numbers = pa.array(range(1, len(written) + 1), pa.int64())
    path = folder / f"{table.id}.parquet"
    pq.write_table(pa.table({**columns, RECORD: numbers}), path)
    rows = with_keys(f"SELECT * FROM {files([path])}", table)
    engine.define(table.id, rows)
    engine.define_dated(table.id, partial(_as_of, rows, table), state=table.is_standing)


def _as_of(rows: str, table: Table, day: date) -> str:
    return as_of(rows, table, day, rows)


@pytest.fixture
def edited(usual: Pack, tmp_path: Path) -> Edited:
    """``edited((kind, id, old, new), …)``: a copy of the usual pack, in which the text is replaced
    where the thing stands."""
    numbers = count()

    def edit(*edits: Edit) -> Pack:
        folder = tmp_path / f"pack{next(numbers)}"
        copytree(usual.folder, folder)
        for edit in edits:
            replace_text(usual, folder, edit)
        return load(folder)

    return edit


def replace_text(usual: Pack, folder: Path, edit: Edit) -> None:
    """Replace a text behind the first line of a thing, where it must stand, once."""
    kind, id_, old, new = edit
    thing = things(usual)[kind, id_]
    file = folder / thing.file.relative_to(usual.folder)
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    before, after = lines[: thing.line() - 1], "".join(lines[thing.line() - 1 :])
    assert old in after, edit
    file.write_text("".join(before) + after.replace(old, new, 1), encoding="utf-8")
