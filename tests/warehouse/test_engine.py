from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from warehouse.made_up import TABLES, payment, write_csv

from luoshi.warehouse.engine import DuckEngine, Engine, open_engine
from luoshi.warehouse.importing import import_file
from luoshi.warehouse.warehouse import Warehouse


def test_it_is_an_engine() -> None:
    engine: Engine = DuckEngine(threads=1, memory_limit="200MB")
    assert engine.dialect == "duckdb"
    engine.define("一", "SELECT 1 AS 数")
    engine.define("一", "SELECT 2 AS 数")
    assert engine.query('SELECT "数" + 1 AS 和 FROM "一"').to_pylist() == [{"和": 3}]


def test_names_with_quotes_are_names() -> None:
    engine = DuckEngine()
    engine.define('a"b', "SELECT 1 AS x")
    assert len(engine.query('SELECT * FROM "a""b"')) == 1


def test_python_variables_are_not_tables() -> None:
    secret = pa.table({"x": [1]})
    with pytest.raises(duckdb.CatalogException):
        DuckEngine().query("SELECT * FROM secret")
    assert len(secret) == 1


def test_every_table_is_there_with_its_types(warehouse: Warehouse) -> None:
    engine = open_engine(warehouse)
    for table in TABLES.values():
        described = engine.query(f"DESCRIBE {table.id}").to_pylist()
        types = {row["column_name"]: row["column_type"] for row in described}
        assert {column.name: column.storage for column in table.columns}.items() <= types.items()


def test_threads_share_an_engine(warehouse: Warehouse, tmp_path: Path) -> None:
    rows = [payment(str(n), "甲", n) for n in range(100)]
    import_file(warehouse, "payments", write_csv(tmp_path / "a.csv", rows))
    engine = open_engine(warehouse)
    with ThreadPoolExecutor(4) as pool:
        asked = ['SELECT sum("金额") AS s FROM payments'] * 20
        sums = {table["s"][0].as_py() for table in pool.map(engine.query, asked)}
    assert sums == {4950}


def held(engine: DuckEngine) -> int:
    """How many bytes of memory tables take."""
    asked = "SELECT sum(memory_usage_bytes) AS s FROM duckdb_memory() WHERE tag = 'IN_MEMORY_TABLE'"
    return int(engine.query(asked)["s"][0].as_py())


def test_what_is_kept_goes_when_it_is_let_go_of() -> None:
    engine = DuckEngine(threads=1)
    queries = {
        "numbers": "SELECT range AS n FROM range(1000000)",
        "most": "SELECT max(n) AS n FROM numbers",
    }
    kept = engine.keep(queries)
    other = engine.keep({"numbers": "SELECT 5 AS n"})
    assert kept.query("SELECT * FROM most").to_pylist() == [{"n": 999_999}]
    assert other.query("SELECT * FROM numbers").to_pylist() == [{"n": 5}]
    assert held(engine) > 1_000_000
    del kept
    assert held(engine) < 1_000_000
    with pytest.raises(duckdb.CatalogException):
        engine.query("SELECT * FROM numbers")


def test_given_rows_have_their_name_for_one_query_alone(warehouse: Warehouse) -> None:
    asked = "SELECT sum(n) AS s FROM given"
    engine = open_engine(warehouse)
    for session in (engine, engine.keep({"numbers": "SELECT 5 AS n"})):
        given = {"given": pa.table({"n": [1, 2]})}
        assert session.query(asked, given).to_pylist() == [{"s": 3}]
        with pytest.raises(duckdb.CatalogException):
            session.query(asked)
