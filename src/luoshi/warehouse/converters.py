"""From cells to outcomes, one converter per column, each distinct cell converted once."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from luoshi.warehouse.coded import code_reader, codes_reader, read_yes_no
from luoshi.warehouse.dates import read_day, read_month
from luoshi.warehouse.entity_cells import (
    FindArea,
    PersonReader,
    area_reader,
    read_household,
    read_phone,
    read_text,
)
from luoshi.warehouse.gate.cells import Column as CellColumn
from luoshi.warehouse.gate.cells import Places
from luoshi.warehouse.gate.spoiled import ERROR_TEXTS, error_cell
from luoshi.warehouse.numbers import read_decimal, read_integer, read_year
from luoshi.warehouse.outcome import CellError, Noted, Outcome, Spoiled
from luoshi.warehouse.plainly import (
    plain_amounts,
    plain_form,
    sound_numbers,
    stored_as_they_are,
)
from luoshi.warehouse.schema import STORAGE, CodeList, Column, FieldType
from luoshi.warehouse.text import is_empty

Read = Callable[[Any], Outcome]
"""Reads one cell that is not empty (a tuple of cells for an area in parts)."""

MONTH_ONLY = "只有年月，按当月 1 日计"
_REMEMBERED = 200_000
_MANY = 100
"""So many different cells are worth being looked at together first."""


@dataclass(frozen=True)
class Context:
    """What reading a cell may need beside the cell: where codes, areas and keys come from."""

    codes: Mapping[str, CodeList]
    find_area: FindArea
    person_key: Callable[[str], int]
    received_on: date
    id_areas: Collection[str] = frozenset()


@dataclass(frozen=True)
class Outcomes:
    """What became of the cells of a column: of each different one, and which each row holds."""

    values: list[Outcome]
    at: Places


class Converter:
    """Converts the cells of one column."""

    def __init__(self, column: Column, context: Context) -> None:
        self._column = column
        self._read = _READERS[column.type](column, context)
        self._memos: dict[type, _Memo] = defaultdict(lambda: _Memo(self._read))
        self._form = plain_form(column)

    def of(self, column: CellColumn) -> Outcomes:
        """Give the outcomes of a column."""
        cells, at = column.different()
        return Outcomes(self.outcomes(cells), at)

    def outcomes(self, cells: Sequence[Any]) -> list[Outcome]:
        """Give the outcome of each cell, in order."""
        # By type first: 1, 1.0 and True are equal keys but not equal cells.
        types = set(map(type, cells))
        if len(types) != 1:
            memos = self._memos
            return [memos[type(cell)][cell] for cell in cells]
        (type_,) = types
        if len(cells) >= _MANY and (plainly := self._plainly(type_, cells)):
            return plainly
        return list(map(self._memos[type_].__getitem__, cells))

    def _plainly(self, type_: type, cells: Sequence[Any]) -> list[Outcome] | None:
        """The outcomes of many cells, most of which are plainly right."""
        memo = self._memos[type_]
        if type_ is str and self._form:
            plain = stored_as_they_are(pa.array(cells, pa.string()), self._form).tolist()
            return [cell if one else memo[cell] for cell, one in zip(cells, plain, strict=True)]
        if type_ is str and isinstance(self._read, PersonReader):
            sound = sound_numbers(pa.array(cells, pa.string())).tolist()
            read = self._read.sound
            return [
                (one and read(cell)) or memo[cell] for cell, one in zip(cells, sound, strict=True)
            ]
        if type_ is float and self._column.storage == STORAGE[FieldType.DECIMAL]:
            plain_ones = plain_amounts(cells, self._column)
            return [
                memo[cell] if one is None else one
                for cell, one in zip(cells, plain_ones, strict=True)
            ]
        return None


class _Memo(dict[Any, Outcome]):
    """Outcomes by cell; forgets all when it has grown large."""

    def __init__(self, read: Read) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: Any) -> Outcome:
        if len(self) >= _REMEMBERED:
            self.clear()
        outcome = self[cell] = self._convert(cell)
        return outcome

    def _convert(self, cell: Any) -> Outcome:
        if spoiled := _spoiled(cell):
            return spoiled.fault
        empty = all(map(is_empty, cell)) if isinstance(cell, tuple) else is_empty(cell)
        if empty:
            return None
        try:
            return self._read(cell)
        except CellError as error:
            return error.fault


def _spoiled(cell: Any) -> Spoiled | None:
    """The part of a cell on whose value nobody can rely."""
    for part in cell if isinstance(cell, tuple) else (cell,):
        if isinstance(part, Spoiled):
            return part
        if isinstance(part, str) and part[:1] == "#" and part.strip() in ERROR_TEXTS:
            return error_cell(part.strip())
    return None


def _day_reader(column: Column, context: Context) -> Read:
    latest = context.received_on if column.past else date.max

    def read(cell: Any) -> Outcome:
        day = read_day(cell)
        _demand_past(day.day, latest)
        return day.day if day.exact else Noted(day.day, MONTH_ONLY)

    return read


def _month_reader(column: Column, context: Context) -> Read:
    latest = context.received_on if column.past else date.max

    def read(cell: Any) -> Outcome:
        month = read_month(cell)
        _demand_past(month, latest)
        return month

    return read


def _demand_past(day: date, latest: date) -> None:
    if day > latest:
        raise CellError(f"晚于收到的日期 {latest}，还没有到", "核对年月日后重新填写")


def _codes(column: Column, context: Context) -> CodeList:
    return context.codes[column.codes or ""]


_READERS: dict[FieldType, Callable[[Column, Context], Read]] = {
    FieldType.TEXT: lambda column, _: lambda cell: read_text(cell, column),
    FieldType.CODE: lambda column, context: code_reader(_codes(column, context), column),
    FieldType.CODES: lambda column, context: codes_reader(_codes(column, context), column),
    FieldType.YES_NO: lambda *_: read_yes_no,
    FieldType.INTEGER: lambda column, _: lambda cell: read_integer(cell, column),
    FieldType.DECIMAL: lambda column, _: lambda cell: read_decimal(cell, column),
    FieldType.DATE: _day_reader,
    FieldType.MONTH: _month_reader,
    FieldType.YEAR: lambda column, _: lambda cell: read_year(cell, column),
    FieldType.PERSON: lambda _, context: PersonReader(
        context.person_key, context.received_on, context.id_areas
    ),
    FieldType.HOUSEHOLD: lambda column, _: lambda cell: read_household(cell, column),
    FieldType.AREA: lambda _, context: area_reader(context.find_area),
    FieldType.PHONE: lambda *_: read_phone,
}
