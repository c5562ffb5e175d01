"""From cells to outcomes, one converter per column, each distinct cell converted once."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from luoshi.warehouse.coded import code_reader, codes_reader, read_yes_no
from luoshi.warehouse.dates import read_day, read_month
from luoshi.warehouse.numbers import read_decimal, read_integer, read_year
from luoshi.warehouse.outcome import CellError, Noted, Outcome
from luoshi.warehouse.schema import CodeList, Column, FieldType
from luoshi.warehouse.text import is_empty
from luoshi.warehouse.ties import (
    FindArea,
    PersonReader,
    area_reader,
    read_household,
    read_phone,
    read_text,
)

Read = Callable[[Any], Outcome]
"""Reads one cell that is not empty (a tuple of cells for an area in parts)."""

MONTH_ONLY = "只有年月，按当月 1 日计"
_REMEMBERED = 200_000


@dataclass(frozen=True)
class Context:
    """What reading a cell may need beside the cell: where codes, areas and keys come from."""

    codes: Mapping[str, CodeList]
    find_area: FindArea
    person_key: Callable[[str], int]
    received_on: date
    id_areas: Collection[str] = frozenset()


class Converter:
    """Converts the cells of one column."""

    def __init__(self, column: Column, context: Context) -> None:
        read = _READERS[column.type](column, context)
        self._memos: dict[type, _Memo] = defaultdict(lambda: _Memo(read))

    def outcomes(self, cells: Sequence[Any]) -> list[Outcome]:
        """Give the outcome of each cell, in order."""
        memos = self._memos
        # By type first: 1, 1.0 and True are equal keys but not equal cells.
        types = set(map(type, cells))
        if len(types) == 1:
            return list(map(memos[types.pop()].__getitem__, cells))
        return [memos[type(cell)][cell] for cell in cells]


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
        empty = all(map(is_empty, cell)) if isinstance(cell, tuple) else is_empty(cell)
        if empty:
            return None
        try:
            return self._read(cell)
        except CellError as error:
            return error.fault


def _day(cell: Any) -> Outcome:
    day = read_day(cell)
    return day.day if day.exact else Noted(day.day, MONTH_ONLY)


def _codes(column: Column, context: Context) -> CodeList:
    return context.codes[column.codes or ""]


_READERS: dict[FieldType, Callable[[Column, Context], Read]] = {
    FieldType.TEXT: lambda column, _: lambda cell: read_text(cell, column),
    FieldType.CODE: lambda column, context: code_reader(_codes(column, context), column),
    FieldType.CODES: lambda column, context: codes_reader(_codes(column, context), column),
    FieldType.YES_NO: lambda *_: read_yes_no,
    FieldType.INTEGER: lambda column, _: lambda cell: read_integer(cell, column),
    FieldType.DECIMAL: lambda column, _: lambda cell: read_decimal(cell, column),
    FieldType.DATE: lambda *_: _day,
    FieldType.MONTH: lambda *_: read_month,
    FieldType.YEAR: lambda column, _: lambda cell: read_year(cell, column),
    FieldType.PERSON: lambda _, context: PersonReader(
        context.person_key, context.received_on, context.id_areas
    ),
    FieldType.HOUSEHOLD: lambda column, _: lambda cell: read_household(cell, column),
    FieldType.AREA: lambda _, context: area_reader(context.find_area),
    FieldType.PHONE: lambda *_: read_phone,
}
