"""The engine: define relations, ask, get Arrow. DuckDB; another one needs one class like it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime
from functools import partial
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Protocol
from weakref import finalize

import pyarrow as pa
from cachetools import LRUCache
from duckdb import DuckDBPyConnection

from luoshi.warehouse.asof import as_of
from luoshi.warehouse.duck import connect
from luoshi.warehouse.duck import name as quoted
from luoshi.warehouse.households import with_keys
from luoshi.warehouse.recoding import with_codes
from luoshi.warehouse.schema import Table
from luoshi.warehouse.storage import RECORD
from luoshi.warehouse.warehouse import Warehouse

_NUMBERS = count(1)

DAYS_KEPT = 12
"""As of how many days an engine keeps its relations at hand."""


class Session(Protocol):
    """What can be asked of a database."""

    dialect: str
    """The name sqlglot gives its SQL."""

    def define(self, name: str, sql: str) -> None:
        """Give a query a name others can use; a name in use is redefined."""

    def query(self, sql: str, given: Mapping[str, pa.Table] | None = None) -> pa.Table:
        """Run a query; rows that are ``given`` have their names for it alone."""


RowsOn = Callable[[date], str]
"""SQL that gives the rows of a relation as of the end of a day."""

NamedOn = Callable[[str, date | None], str]
"""SQL of rows, given as SQL, with the divisions as they are called on a day (None: now)."""


class Engine(Session, Protocol):
    """What the layers above know of a database."""

    def define_dated(
        self, name: str, rows_on: RowsOn, *, state: bool = False, named: NamedOn | None = None
    ) -> None:
        """Give a relation whose rows depend on the day asked; a ``state`` is what stood then.

        ``named`` calls divisions in the rows as they are called on the day that is asked of all.
        """

    def on(self, day: date) -> "Engine":
        """The same relations as of the end of a day; those that depend on no day as they are."""

    def states_on(self, day: date) -> "Engine":
        """The same relations, those of states as of the end of a day."""

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
        self._dated: dict[str, tuple[RowsOn, bool, NamedOn | None]] = {}
        self._day: date | None = None
        self._path: tuple[str, ...] = ()
        self._on, self._keeping = _days_kept(), Lock()

    def define(self, name: str, sql: str) -> None:
        """Give a query a name others can use; a name in use is redefined."""
        self._cursor().execute(f"CREATE OR REPLACE VIEW {quoted(name)} AS {sql}")

    def hold(self, table: Table, rows: pa.Table) -> None:
        """Have rows of a table at hand under its id, as if written before any day asked."""
        held = quoted(f"held {table.id}")
        numbered = rows.append_column(RECORD, pa.array(range(len(rows)), pa.int64()))
        cursor = self._cursor()
        cursor.register("given", numbered)
        cursor.execute(f"CREATE OR REPLACE TABLE {held} AS FROM given")
        sql = with_keys(f"SELECT * FROM {held}", table)
        self.define(table.id, sql)
        rows_on = partial(as_of, sql, table, recorded=sql)
        self.define_dated(table.id, rows_on, state=table.is_standing)

    def define_dated(
        self, name: str, rows_on: RowsOn, *, state: bool = False, named: NamedOn | None = None
    ) -> None:
        """Give a relation whose rows depend on the day asked; a ``state`` is what stood then.

        ``named`` calls divisions in the rows as they are called on the day that is asked of all.
        """
        self._dated[name] = rows_on, state, named
        with self._keeping:
            self._on.clear()

    def on(self, day: date) -> "DuckEngine":
        """The same relations as of the end of a day; those that depend on no day as they are."""
        return self._kept(day, list(self._dated), states=False)

    def states_on(self, day: date) -> "DuckEngine":
        """The same relations, those of states as of the end of a day."""
        relations = [name for name, (_, state, _) in self._dated.items() if state]
        return self._kept(day, relations, states=True)

    def _kept(self, day: date, relations: Collection[str], *, states: bool) -> "DuckEngine":
        """The engine as of a day, made once for the last days asked."""
        with self._keeping:
            called = self._day if states else day
            found = self._on.get((day, states)) or _AsOf(self, day, relations, called)
            self._on[day, states] = found
            return found

    def query(self, sql: str, given: Mapping[str, pa.Table] | None = None) -> pa.Table:
        """Run a query; rows that are ``given`` have their names for it alone."""
        return _answer(self._cursor(), sql, given)

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
        return _Holding(self._database, self._path, queries)

    def _cursor(self) -> DuckDBPyConnection:
        return _cursor(self._database, self._path)


def _days_kept() -> LRUCache[tuple[date, bool], DuckEngine]:
    return LRUCache(DAYS_KEPT)


class _AsOf(DuckEngine):
    """An engine's relations as of a day: views that stand before those of their names."""

    def __init__(
        self, engine: DuckEngine, day: date, relations: Collection[str], called: date | None
    ) -> None:
        self._database = engine._database
        self._dated = engine._dated
        self._on, self._keeping = _days_kept(), Lock()
        self._schema, self._finalizer = _schema(self._database, self)
        self._path = (self._schema, *engine._path)
        self._under = engine._path and engine  # the views below stay as long as these
        self._day = called
        for relation in relations:
            rows_on, _, named = self._dated[relation]
            rows = named(rows_on(day), called) if named else rows_on(day)
            view = f"{self._schema}.{quoted(relation)}"
            self._database.cursor().execute(f"CREATE VIEW {view} AS {rows}")


class _Holding:
    """Tables in a schema of their own, which stand before the engine's relations of their names."""

    dialect = "duckdb"

    def __init__(
        self, database: DuckDBPyConnection, path: tuple[str, ...], queries: Mapping[str, str]
    ) -> None:
        self._database = database
        self._schema, self._finalizer = _schema(database, self)
        self._path = (self._schema, *path)
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
        return _cursor(self._database, self._path)


def _schema(database: DuckDBPyConnection, owner: object) -> tuple[str, "finalize[..., object]"]:
    """A new schema, and what drops it: at the latest when its owner is let go of."""
    schema = f"held{next(_NUMBERS)}"
    database.cursor().execute(f"CREATE SCHEMA {schema}")
    closing = finalize(owner, _drop, database, schema)
    closing.atexit = False
    return schema, closing


def _cursor(database: DuckDBPyConnection, path: tuple[str, ...]) -> DuckDBPyConnection:
    cursor = database.cursor()
    if path:
        cursor.execute(f"SET search_path = '{','.join((*path, 'main'))}'")
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
        named = partial(_named, warehouse, table)
        rows = with_keys(warehouse.relation(table_id, known_at), table)
        engine.define(table_id, named(rows, None))
        rows_on = partial(_rows_on, warehouse, table, known_at)
        engine.define_dated(table_id, rows_on, state=table.is_standing, named=named)
    return engine


def _rows_on(warehouse: Warehouse, table: Table, known_at: datetime | None, day: date) -> str:
    return with_keys(warehouse.as_of(table.id, day, known_at), table)


def _named(warehouse: Warehouse, table: Table, rows: str, day: date | None) -> str:
    return with_codes(rows, table, warehouse.terms.recoded(day))
