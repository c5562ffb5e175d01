"""The engine: define relations, ask, get Arrow. DuckDB; another one needs one class like it."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Protocol
from weakref import finalize

import pyarrow as pa
from duckdb import DuckDBPyConnection

from luoshi.warehouse.duck import connect
from luoshi.warehouse.duck import name as quoted
from luoshi.warehouse.households import with_keys
from luoshi.warehouse.warehouse import Warehouse

_NUMBERS = count(1)


class Session(Protocol):
    """What can be asked of a database."""

    dialect: str
    """The name sqlglot gives its SQL."""

    def define(self, name: str, sql: str) -> None:
        """Give a query a name others can use; a name in use is redefined."""

    def query(self, sql: str, given: Mapping[str, pa.Table] | None = None) -> pa.Table:
        """Run a query; rows that are ``given`` have their names for it alone."""


class Engine(Session, Protocol):
    """What the layers above know of a database."""

    def holding(self, columns: Mapping[str, Collection[str]]) -> AbstractContextManager[Session]:
        """A session that has these columns of these relations at hand, and only these.

        For relations that many queries read: each is read once. Several threads may ask it.
        """

    def keep(self, queries: Mapping[str, str]) -> Session:
        """A session that has the rows of these queries at hand under their names.

        A query may ask those before it. Several threads may ask it, and it keeps its rows until
        it is let go of.
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

    def query(self, sql: str, given: Mapping[str, pa.Table] | None = None) -> pa.Table:
        """Run a query; rows that are ``given`` have their names for it alone."""
        return _answer(self._database.cursor(), sql, given)

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
        return _Holding(self._database, queries)


class _Holding:
    """Tables in a schema of their own, which stand before the engine's relations of their names."""

    dialect = "duckdb"

    def __init__(self, database: DuckDBPyConnection, queries: Mapping[str, str]) -> None:
        self._database = database
        self._schema = f"held{next(_NUMBERS)}"
        database.cursor().execute(f"CREATE SCHEMA {self._schema}")
        self._finalizer = finalize(self, _drop, database, self._schema)
        self._finalizer.atexit = False
        for relation, sql in queries.items():
            self._cursor().execute(f"CREATE TABLE {quoted(relation)} AS {sql}")

    def define(self, name: str, sql: str) -> None:
        """Give a query a name among what is held."""
        self._cursor().execute(f"CREATE OR REPLACE VIEW {quoted(name)} AS {sql}")

    def query(self, sql: str, given: Mapping[str, pa.Table] | None = None) -> pa.Table:
        """Run a query; rows that are ``given`` have their names for it alone."""
        return _answer(self._cursor(), sql, given)

    def close(self) -> None:
        """Let go of what is held."""
        self._finalizer()

    def _cursor(self) -> DuckDBPyConnection:
        cursor = self._database.cursor()
        cursor.execute(f"SET search_path = '{self._schema},main'")
        return cursor


def _answer(cursor: DuckDBPyConnection, sql: str, given: Mapping[str, pa.Table] | None) -> pa.Table:
    for relation, rows in (given or {}).items():
        cursor.register(relation, rows)
    return cursor.sql(sql).to_arrow_table()


def _drop(database: DuckDBPyConnection, schema: str) -> None:
    database.cursor().execute(f"DROP SCHEMA {schema} CASCADE")


def open_engine(warehouse: Warehouse, known_at: datetime | None = None) -> DuckEngine:
    """An engine in which every table is a view of its rows in force under its id.

    Rows about households have :data:`~luoshi.warehouse.households.HOUSEHOLD` too.
    """
    engine = DuckEngine(spill=warehouse.root / ".spill")
    for table_id, table in warehouse.tables.items():
        engine.define(table_id, with_keys(warehouse.relation(table_id, known_at), table))
    return engine
