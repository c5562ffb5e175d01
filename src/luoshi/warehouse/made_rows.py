"""Rows written by hand, each cell read as one of a sheet is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import pyarrow as pa

from luoshi.warehouse.converters import Context, Converter
from luoshi.warehouse.outcome import Fault, Noted, Outcome, Stored
from luoshi.warehouse.schema import Column, FieldType, Table
from luoshi.warehouse.storage import ARROW

TIES = (FieldType.PERSON, FieldType.HOUSEHOLD)
"""What whoever makes rows gives as it is stored."""

MadeRow = Mapping[str, str | int]
"""Texts by column name; in the columns of `TIES` the key of the person, the household's number."""


@dataclass(frozen=True)
class Misread:
    """A cell that cannot be read: the place of its row (from 0), its column and why."""

    row: int
    column: str
    fault: Fault


def made_rows(
    table: Table, rows: Sequence[MadeRow], context: Context
) -> tuple[pa.Table, list[Misread]]:
    """The rows as the table stores them, and the cells that cannot be; these are left empty."""
    outcomes = {column.name: _outcomes(column, rows, context) for column in table.columns}
    columns = {
        name: pa.array(map(_stored, found), ARROW[table.by_name[name].storage])
        for name, found in outcomes.items()
    }
    return pa.table(columns), list(chain.from_iterable(map(_misread, outcomes, outcomes.values())))


def _outcomes(column: Column, rows: Sequence[MadeRow], context: Context) -> Sequence[Outcome]:
    cells = [row.get(column.name) for row in rows]
    if column.type in TIES or not any(cells):
        return cells
    return Converter(column, context).outcomes(cells)


def _misread(column: str, outcomes: Sequence[Outcome]) -> Iterator[Misread]:
    for row, outcome in enumerate(outcomes):
        if isinstance(outcome, Fault):
            yield Misread(row, column, outcome)


def _stored(outcome: Outcome) -> Stored:
    value = outcome.value if isinstance(outcome, Noted) else outcome
    return None if isinstance(value, Fault | tuple) else value
