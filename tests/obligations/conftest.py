"""The real pack with made-up tables and obligations, and an engine that holds their rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest
from obligations.making import TABLES, declarations, obligation, owed, reporting
from sqlglot import exp

from luoshi.area_queries import define_subjects
from luoshi.obligations import Result, evaluate
from luoshi.pack import Pack, load
from luoshi.warehouse.asof import as_of
from luoshi.warehouse.engine import DuckEngine
from luoshi.warehouse.schema import Table
from luoshi.warehouse.storage import RECORD

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
LEDGERS = ("land", "visits", "posts")

Asking = Callable[..., dict[str, Result]]


def engine_of(pack: Pack, rows: Rows) -> DuckEngine:
    """An engine in which the tables hold these rows; cells not given are null.

    All were written before any day asked.
    """
    engine = DuckEngine(threads=1)
    define_subjects(pack, engine)
    for id_ in TABLES:
        table = pack.tables[id_]
        relation = _relation(table, rows.get(id_, ()))
        engine.define(id_, relation)
        rows_on = partial(as_of, relation, table, recorded=relation)
        engine.define_dated(id_, rows_on, state=table.is_standing)
    return engine


def _relation(table: Table, rows: Sequence[Mapping[str, Any]]) -> str:
    selects = [_row(table, row, number) for number, row in enumerate(rows)]
    selects = selects or [_row(table, {}, 0).where("false")]
    return " UNION ALL ".join(select.sql("duckdb") for select in selects)


def _row(table: Table, row: Mapping[str, Any], number: int) -> exp.Select:
    cells = [
        exp.cast(exp.convert(row.get(one.name)), one.storage).as_(one.name, quoted=True)
        for one in table.columns
    ]
    return exp.select(*cells, exp.Literal.number(number).as_(RECORD))


@pytest.fixture(scope="session")
def places() -> Pack:
    """The real pack with the made-up tables and no obligation."""
    pack = load()
    return replace(pack, tables=pack.tables | TABLES, obligations={})


@pytest.fixture
def with_obligation(places: Pack) -> Callable[..., Pack]:
    """``with_obligation(kind, **keys)``: the pack with this one obligation."""
    return lambda kind, **keys: replace(
        places, obligations={"2021-26/made-up": obligation(kind, **keys)}
    )


@pytest.fixture
def ask(with_obligation: Callable[..., Pack]) -> Asking:
    """``ask(rows, day, kind, **keys)``: the results of one obligation, by county.

    Nobody owes the ledgers: what is there is what there is.
    """

    def asked(rows: Rows, day: date, kind: str, **keys: Any) -> dict[str, Result]:
        pack = with_obligation(kind, **keys)
        return by_county(evaluate(pack, engine_of(pack, rows), day, reporting(pack, day)))

    return asked


@pytest.fixture
def ask_owed(with_obligation: Callable[..., Pack]) -> Asking:
    """``ask_owed(rows, day, kind, told, **keys)``: as `ask`, but counties owe the ledgers, and
    only those ``told`` (six digits) have declared them complete."""

    def asked(
        rows: Rows, day: date, kind: str, told: Iterable[str] = (), **keys: Any
    ) -> dict[str, Result]:
        pack = with_obligation(kind, **keys)
        pack = replace(pack, tables=owed(pack, *LEDGERS))
        said = [one for table in LEDGERS for one in declarations(table, told)]
        return by_county(evaluate(pack, engine_of(pack, rows), day, reporting(pack, day, *said)))

    return asked


def by_county(results: Iterable[Result]) -> dict[str, Result]:
    """The results of one obligation by county."""
    return {one.county: one for one in results}
