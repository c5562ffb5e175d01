"""The engine: define relations, ask, get Arrow. DuckDB; another one needs one class like it."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Protocol

import pyarrow as pa
from duckdb import DuckDBPyConnection

from luoshi.warehouse.duck import connect
from luoshi.warehouse.duck import name as quoted
from luoshi.warehouse.warehouse import Warehouse


class Session(Protocol):
    """What can be asked of a database."""

    dialect: str
    """The name sqlglot gives its SQL."""

    def define(self, name: str, sql: str) -> None:
        """Give a query a name others can use; a name in use is redefined."""

    def query(self, sql: str) -> pa.Table:
        """Run a query."""


class Engine(Session, Protocol):
    """What the layers above know of a database."""

    def holding(self, columns: Mapping[str, Collection[str]]) -> AbstractContextManager[Session]:
        """A session that has these columns of these relations at hand, and only these.

        For relations that many queries read: each is read once. It is for one thread.
        """

    def keep(self, queries: Mapping[str, str]) -> Session:
        """A session that has the rows of these queries at hand under their names.

        A query may ask those before it. It is for one thread at a time, and keeps its rows
        until it is let go of.
        """


class DuckEngine:
    """DuckDB in memory; may be used from several threads at once."""

    dialect = "duckdb"

    def __init__(
        self,
        threads: int | None = None,
        memory_limit: str | None = None,
        spill: Path | None = None,
    ) -> None:
        self._database = connect(spill, threads, memory_limit)

    def define(self, name: str, sql: str) -> None:
        """Give a query a name others can use; a name in use is redefined."""
        self._database.cursor().execute(f"CREATE OR REPLACE VIEW {quoted(name)} AS {sql}")

    def query(self, sql: str) -> pa.Table:
        """Run a query."""
        return self._database.cursor().sql(sql).to_arrow_table()

    @contextmanager
    def holding(self, columns: Mapping[str, Collection[str]]) -> Iterator[Session]:
        """A session that has these columns of these relations at hand, and only these."""
        selects = {
            relation: f"SELECT {', '.join(map(quoted, names))} FROM {quoted(relation)}"
            for relation, names in columns.items()
        }
        held = self.keep(selects)
        try:
            yield held
        finally:
            held.close()

    def keep(self, queries: Mapping[str, str]) -> "_Holding":
        """A session that has the rows of these queries at hand under their names."""
        cursor = self._database.cursor()
        for relation, sql in queries.items():
            # A temporary table stands before the view of its name, for this cursor alone.
            cursor.execute(f"CREATE TEMP TABLE {quoted(relation)} AS {sql}")
        return _Holding(cursor)


class _Holding:
    """One cursor with temporary tables of its own."""

    dialect = "duckdb"

    def __init__(self, cursor: DuckDBPyConnection) -> None:
        self._cursor = cursor

    def define(self, name: str, sql: str) -> None:
        """Give a query a name within this cursor."""
        self._cursor.execute(f"CREATE OR REPLACE TEMP VIEW {quoted(name)} AS {sql}")

    def query(self, sql: str) -> pa.Table:
        """Run a query."""
        return self._cursor.sql(sql).to_arrow_table()

    def close(self) -> None:
        """Let go of what is held."""
        self._cursor.close()


def open_engine(warehouse: Warehouse, known_at: datetime | None = None) -> DuckEngine:
    """An engine in which every table is a view of its rows in force under its id."""
    engine = DuckEngine(spill=warehouse.root / ".spill")
    for table_id in warehouse.tables:
        engine.define(table_id, warehouse.relation(table_id, known_at))
    return engine
