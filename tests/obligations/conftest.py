"""The real pack's places with made-up tables and promises, and an engine that holds their rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from obligations.making import TABLES, promise
from sqlglot import exp

from luoshi.counties import define_subjects
from luoshi.obligations import Result, evaluate
from luoshi.pack import Pack, load
from luoshi.warehouse.engine import DuckEngine
from luoshi.warehouse.schema import Table

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
Asking = Callable[..., dict[str, Result]]


def engine_of(pack: Pack, rows: Rows) -> DuckEngine:
    """An engine in which the tables hold these rows; cells not given are null."""
    engine = DuckEngine(threads=1)
    define_subjects(pack, engine)
    for id_ in TABLES:
        engine.define(id_, _relation(pack.tables[id_], rows.get(id_, ())))
    return engine


def _relation(table: Table, rows: Sequence[Mapping[str, Any]]) -> str:
    selects = [_row(table, row) for row in rows] or [_row(table, {}).where("false")]
    return " UNION ALL ".join(select.sql("duckdb") for select in selects)


def _row(table: Table, row: Mapping[str, Any]) -> exp.Select:
    cells = [
        exp.cast(exp.convert(row.get(one.name)), one.storage).as_(one.name, quoted=True)
        for one in table.columns
    ]
    return exp.select(*cells)


@pytest.fixture(scope="session")
def places() -> Pack:
    """The real pack with the made-up tables and no promise."""
    pack = load()
    return replace(pack, tables=pack.tables | TABLES, obligations={})


@pytest.fixture
def promising(places: Pack) -> Callable[..., Pack]:
    """``promising(kind, **keys)``: the pack with this one promise."""
    return lambda kind, **keys: replace(places, obligations={"made-up": promise(kind, **keys)})


@pytest.fixture
def ask(promising: Callable[..., Pack]) -> Asking:
    """``ask(rows, day, kind, **keys)``: the results of one promise, by county."""

    def asked(rows: Rows, day: date, kind: str, **keys: Any) -> dict[str, Result]:
        pack = promising(kind, **keys)
        return {one.county: one for one in evaluate(pack, engine_of(pack, rows), day)}

    return asked
