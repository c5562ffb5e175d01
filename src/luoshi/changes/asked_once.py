"""An engine that answers the same question once, whichever side of a change asks it."""

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from datetime import date

import pyarrow as pa

from luoshi.warehouse.engine import Engine, NamedOn, RowsOn, Session

Answers = dict[tuple[tuple[str, ...], str], pa.Table]
"""What was answered, by the days asked about and the query."""


class AskedOnce:
    """Passes queries on to an engine and keeps the answers; for answers that are small.

    What a change does not touch is the same query on both sides, and is asked once.
    """

    def __init__(self, engine: Engine, days: tuple[str, ...] = (), kept: Answers | None = None):
        self._engine, self._days = engine, days
        self._kept: Answers = {} if kept is None else kept
        self.dialect = engine.dialect

    def define(self, name: str, sql: str) -> None:
        """Give a query a name others can use; what was answered may no longer hold."""
        self._engine.define(name, sql)
        self._kept.clear()

    def define_dated(
        self, name: str, rows_on: RowsOn, *, state: bool = False, named: NamedOn | None = None
    ) -> None:
        """Give a relation whose rows depend on the day asked."""
        self._engine.define_dated(name, rows_on, state=state, named=named)
        self._kept.clear()

    def on(self, day: date) -> "AskedOnce":
        """The same relations as of the end of a day."""
        return AskedOnce(self._engine.on(day), (*self._days, f"on {day}"), self._kept)

    def states_on(self, day: date) -> "AskedOnce":
        """The same relations, those of states as of the end of a day."""
        return AskedOnce(self._engine.states_on(day), (*self._days, f"states {day}"), self._kept)

    def holding(self, columns: Mapping[str, Collection[str]]) -> AbstractContextManager[Session]:
        """A session of the engine itself."""
        return self._engine.holding(columns)

    def keep(self, queries: Mapping[str, str]) -> Session:
        """A session of the engine itself."""
        return self._engine.keep(queries)

    def query(self, sql: str, given: Mapping[str, pa.Table] | None = None) -> pa.Table:
        """The answer; asked anew where rows are given."""
        if given:
            return self._engine.query(sql, given)
        key = (self._days, sql)
        if key not in self._kept:
            self._kept[key] = self._engine.query(sql)
        return self._kept[key]
