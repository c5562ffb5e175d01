"""Exports at hand for one run: typed, in memory, gone when it is over."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from threading import Event, Thread
from time import perf_counter

import pyarrow as pa
import pyarrow.compute as pc
from duckdb import InterruptException, OutOfMemoryException

from luoshi.pack import Pack
from luoshi.quality.cells import typed
from luoshi.quality.database import Database
from luoshi.quality.elements import HEAD, RELATION, column_of, source_of
from luoshi.quality.errors import QualityError
from luoshi.quality.reading import Export
from luoshi.warehouse.duck import name
from luoshi.warehouse.duck import text as quoted
from luoshi.warehouse.schema import Column, FieldType

AT = "_at"
"""The column of a held export that says which of its rows this is, from 0."""

_AGAIN = 0.02
"""Seconds between two calls to stop: one between two queries goes unheard."""


_SIMPLER = "请把条件写得简单些"


@dataclass(frozen=True)
class Held:
    """An export whose rows can be asked under its table's id."""

    export: Export
    rows: pa.Table
    database: Database

    @cached_property
    def heads(self) -> pa.ChunkedArray:
        """For each row the row at which its household is told of: its head's, else its first."""
        household, relation = self.export.table.household, column_of(self.export.table, RELATION)
        assert household
        known = relation and relation.name in self.rows.column_names
        is_head = f"{name(relation.name)} = {quoted(HEAD)}" if relation and known else "false"
        query = (
            f"SELECT first_value({AT}) OVER ("
            f"PARTITION BY {name(household.name)}"
            f" ORDER BY ({is_head}) IS NOT TRUE, {AT}) AS at"
            f" FROM {name(self.export.table.id)} ORDER BY {AT}"
        )
        return self.database.query(query)["at"]


@contextmanager
def holding(
    pack: Pack,
    exports: Iterable[Export],
    needed: Mapping[str, Collection[str]],
    limit: float | None = None,
    memory: str | None = None,
) -> Iterator[dict[str, Held]]:
    """The exports by table id, each with the columns needed of it and those that tie rows.

    Raises:
        QualityError: what is asked of them takes longer than ``limit`` seconds, or more than
            ``memory``.
    """
    database = Database(memory)
    try:
        with _in_time(database, limit):
            yield _held(pack, exports, needed, database)
    except OutOfMemoryException:
        raise QualityError(f"要用的内存超过 {memory or '上限'}，已经停下；{_SIMPLER}") from None
    finally:
        database.close()


def _held(
    pack: Pack,
    exports: Iterable[Export],
    needed: Mapping[str, Collection[str]],
    database: Database,
) -> dict[str, Held]:
    held = {}
    for export in exports:
        rows = _rows(pack, export, needed.get(export.table.id, ()), database)
        database.hold(export.table.id, rows)
        held[export.table.id] = Held(export, rows, database)
    return held


@contextmanager
def _in_time(database: Database, limit: float | None) -> Iterator[None]:
    if limit is None:
        yield
        return
    over, too_late = Event(), perf_counter() + limit
    alarm = Thread(target=_interrupt, args=(database, limit, over), daemon=True)
    alarm.start()
    try:
        yield
    except InterruptException:
        raise _late(limit) from None
    finally:
        over.set()
        alarm.join()
    if perf_counter() > too_late:
        raise _late(limit)


def _late(limit: float) -> QualityError:
    return QualityError(f"{limit:g} 秒没有算完，已经停下；{_SIMPLER}")


def _interrupt(database: Database, limit: float, over: Event) -> None:
    """Stop whatever is asked once the time is over; what is asked later, too."""
    if not over.wait(limit):
        while not over.wait(_AGAIN):
            database.interrupt()


def _rows(pack: Pack, export: Export, needed: Collection[str], database: Database) -> pa.Table:
    wanted = [one for one in export.table.columns if one.name in needed or _ties(one)]
    sources = {one: source_of(export.table, one).name for one in wanted}
    texts = {
        one: export.column(source) for one, source in sources.items() if source in export.places
    }
    values = typed(texts, pack.codes, database)
    rows = {one.name: values[one] for one in texts}
    rows |= {AT: pa.array(range(len(export)), pa.int64())}
    for tie in (export.table.person, export.table.household):
        if tie and tie.name in rows:
            rows[tie.name] = _of_its_own(export.table.id, rows[tie.name], rows[AT])
    return pa.table(rows)


def _of_its_own(table: str, numbers: pa.ChunkedArray, at: pa.Array) -> pa.ChunkedArray:
    """Numbers of persons or households; a row without one is somebody of its own."""
    alone = pc.binary_join_element_wise("", table, at.cast(pa.string()), "@")
    return pc.coalesce(numbers, alone)


def _ties(column: Column) -> bool:
    return column.type in (FieldType.PERSON, FieldType.HOUSEHOLD) or column.element == RELATION
