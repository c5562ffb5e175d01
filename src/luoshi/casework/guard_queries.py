"""Guards of cases as one query: every condition of every case, asked at once."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from threading import local
from typing import Any

import duckdb

from luoshi.casework.case_file import CaseFile
from luoshi.casework.parsed import ParsedAsk, ParsedGuard, parsed
from luoshi.casework.relations import NUMBER, TODAY, narrowed, rows_of, words
from luoshi.expressions import AS_OF, Expression, Kind, Type, Vocabulary, column, compile_query
from luoshi.expressions.tree import Call, ColumnCell, Node
from luoshi.pack import Pack
from luoshi.pack.guards import Ask
from luoshi.warehouse.duck import connect, name, text
from luoshi.warehouse.schema import FieldType, Table

KEPT = 512
"""Most compiled queries kept: one for each move and state of the parameters it asks."""

LISTS = '[["VARCHAR"]]'
"""How rows are handed over: lists of texts."""

Row = Mapping[str, Any]
"""What a query gives for a case: by condition and what is asked of it."""


@dataclass(frozen=True, eq=False)
class Question:
    """Guards of a process as a query, with the values of parameters in force on the day."""

    pack: Pack
    process: str
    guards: Mapping[str | Ask, ParsedGuard]
    values: Mapping[str, object]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What the conditions may name."""
        return words(self.pack, self.process)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The relations that are asked, with the columns that are; the case itself first."""
        every = [one for guard in self.guards.values() for one in guard.expressions]
        others = {id_ for one in every for id_ in one.tables} - {self.process}
        named = {(self.process, TODAY)}.union(*(one.columns for one in every))
        tables = (self.vocabulary.tables[one] for one in (self.process, *sorted(others)))
        return tuple(
            narrowed(one, {name for id_, name in named if id_ == one.id}) for one in tables
        )

    @cached_property
    def sql(self) -> str:
        """The query; each relation is handed to it as JSON."""
        today = ColumnCell(Type(Kind.DATE), self.process, TODAY, own=True)
        values = {**self.values, AS_OF: today}
        asked = compile_query(self.process, self._outputs(), None, self.vocabulary, values)
        relations = ", ".join(_relation(one, n) for n, one in enumerate(self.tables, start=1))
        return f"WITH {relations} SELECT * FROM ({asked})"

    def of(self, files: Sequence[CaseFile]) -> list[Row]:
        """What the query gives for each case."""
        handed = [json.dumps(list(self._rows(files, one))) for one in self.tables]
        found = _ENGINE.answer(self, handed)
        names = [one[0] for one in found.description or ()]
        rows = (dict(zip(names, row, strict=True)) for row in found.fetchall())
        by_number = {row[NUMBER]: row for row in rows}
        return [by_number[str(number)] for number in range(len(files))]

    def asks(self, guard: str | Ask) -> Iterator[tuple[str, ParsedAsk]]:
        """The conditions of a guard, each with how its answers are called in a row."""
        place = list(self.guards).index(guard)
        for number, ask in enumerate(self.guards[guard].asks):
            yield f"{place}.{number}", ask

    def _outputs(self) -> dict[str, Expression]:
        asks = (one for guard in self.guards for one in self.asks(guard))
        nodes = {f"{place} {key}": node for place, ask in asks for key, node in _asked(ask)}
        outputs = {
            key: Expression(key, self.process, node, self.vocabulary) for key, node in nodes.items()
        }
        return {NUMBER: column(self.vocabulary, self.process, NUMBER), **outputs}

    def _rows(self, files: Sequence[CaseFile], table: Table) -> Iterator[list[str | None]]:
        for number, file in enumerate(files):
            for row in rows_of(file, table, self.pack):
                yield [str(number), *row]


def _asked(ask: ParsedAsk) -> Iterator[tuple[str, Node]]:
    """A condition, its denial (it is unknown where neither holds), and what is to be said."""
    condition = ask.unless.node
    yield "holds", condition
    yield "fails", Call(condition.type, "not", (condition,))
    for number, one in enumerate(ask.says.values()):
        yield f"says {number}", one.node
    for number, node in enumerate(ask.dated):
        yield f"day {number}", node.day


@lru_cache(maxsize=KEPT)
def question(
    pack: Pack,
    process: str,
    guards: tuple[str | Ask, ...],
    values: tuple[tuple[str, object], ...],
) -> Question:
    """The guards (of the pack, by reference) as a query; kept, since it is asked of many cases."""
    found = {guard: parsed(pack, process, guard) for guard in guards}
    known = {guard: one for guard, one in found.items() if one}
    return Question(pack, process, known, dict(values))


def _relation(table: Table, place: int) -> str:
    """A table made of the rows in a parameter: lists of texts, in the order of its columns."""
    cells = ", ".join(
        f"{_cast(one.type, one.storage, number)} AS {name(one.name)}"
        for number, one in enumerate(table.columns, start=1)
    )
    rows = f"SELECT unnest(from_json(${place}::VARCHAR, {text(LISTS)})) AS told"
    return f"{name(table.id)} AS (SELECT {cells} FROM ({rows}))"


def _cast(type_: FieldType, storage: str, number: int) -> str:
    cell = f"told[{number}]"
    if type_ is FieldType.MONTH:
        cell = f"LEFT({cell}, 7) || '-01'"
    return f"TRY_CAST({cell} AS {storage})"


class _Engine(local):
    """The thread's own engine, since many threads ask at once, with the queries prepared in it.

    Of what a query takes, most goes into planning; a prepared one is planned but once.
    """

    def __init__(self) -> None:
        self.connection = connect(threads=1)
        self.prepared: dict[Question, str] = {}

    def answer(self, asked: Question, handed: Sequence[str]) -> duckdb.DuckDBPyConnection:
        if asked not in self.prepared:
            self._prepare(asked)
        # Parameters of EXECUTE must be written out.
        cells = ", ".join(map(text, handed))
        return self.connection.execute(f"EXECUTE {self.prepared[asked]}({cells})")

    def _prepare(self, asked: Question) -> None:
        if len(self.prepared) >= KEPT:
            for one in self.prepared.values():
                self.connection.execute(f"DEALLOCATE {one}")
            self.prepared.clear()
        place = f"asked_{len(self.prepared)}"
        self.connection.execute(f"PREPARE {place} AS {asked.sql}")
        self.prepared[asked] = place


_ENGINE = _Engine()
