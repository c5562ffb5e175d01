"""A database of rows in memory that several threads ask at once."""

from collections.abc import Mapping

import pyarrow as pa
from duckdb import DuckDBPyConnection

from luoshi.warehouse.duck import connect


class Database:
    """Rows by name, asked in SQL; whatever is being asked can be stopped.

    ``memory`` is how much it may take, written as DuckDB does.
    """

    def __init__(self, memory: str | None = None) -> None:
        self._own = connect(memory_limit=memory)
        self._rows: dict[str, pa.Table] = {}
        self._asked: list[DuckDBPyConnection] = []

    def hold(self, name: str, rows: pa.Table) -> None:
        """Have rows at hand under a name."""
        self._rows[name] = rows

    def query(self, sql: str, given: Mapping[str, pa.Table] | None = None) -> pa.Table:
        """Run a query over the rows at hand, and those ``given`` for it alone.

        Raises:
            InterruptException: it was stopped.
            OutOfMemoryException: it wants more memory than it may take.
        """
        with self._own.cursor() as cursor:
            for name, rows in {**self._rows, **(given or {})}.items():
                cursor.register(name, rows)
            self._asked.append(cursor)
            try:
                return cursor.sql(sql).to_arrow_table()
            finally:
                self._asked.remove(cursor)

    def interrupt(self) -> None:
        """Stop what is being asked."""
        for cursor in tuple(self._asked):
            cursor.interrupt()

    def close(self) -> None:
        """Release the rows."""
        self._rows.clear()
        self._own.close()
