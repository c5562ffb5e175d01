"""Checking rows: blocks of cells in, accepted columns and refused cells out."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from luoshi.warehouse.accepting import Accepted, accept
from luoshi.warehouse.body import filled
from luoshi.warehouse.converters import Context, Converter, Outcomes
from luoshi.warehouse.dates import serial_in_1900
from luoshi.warehouse.derived import derived
from luoshi.warehouse.gate.cells import Column as CellColumn
from luoshi.warehouse.gate.cells import Mixed
from luoshi.warehouse.gate.sheet import Block
from luoshi.warehouse.headings import Head
from luoshi.warehouse.outcome import Fault
from luoshi.warehouse.schema import Column, FieldType, Table

_REQUIRED = Fault("必填，不能为空", "补填后再送")
_TOO_LONG = Fault(
    "这一行的格数多于表头，可能有未加引号的逗号", "给含逗号的文字加英文双引号，或另存为 .xlsx"
)
_DATED = (FieldType.DATE, FieldType.MONTH)


@dataclass(frozen=True, slots=True)
class BadCell:
    """A refused cell: number of its row in the sheet, column of the table, and why.

    ``places`` are its positions in the file. There is no column when the row as a whole is
    at fault.
    """

    row: int
    column: Column | None
    cell: object
    places: tuple[int, ...]
    fault: Fault


@dataclass
class Checked(Accepted):
    """What became of a block of rows."""

    bad: list[BadCell] = field(default_factory=list)


class RowChecker:
    """Checks the rows of one sheet."""

    def __init__(
        self,
        table: Table,
        head: Head,
        context: Context,
        *,
        delimited: bool = False,
        since_1904: bool = False,
    ) -> None:
        self._table = table
        self._head = head
        self._delimited = delimited
        self._since_1904 = since_1904
        self._converters = {column.name: Converter(column, context) for column in table.columns}

    def check(self, rows: Block) -> Checked:
        """Check rows of the table that are at least as wide as the headings."""
        cells = {column.name: self._cells(rows, column) for column in self._table.columns}
        outcomes = self._outcomes(cells)
        bad = [*self._too_long(rows), *self._bad_cells(rows, cells, outcomes)]
        accepted = accept(rows.numbers, self._table, outcomes, {cell.row for cell in bad})
        return Checked(**vars(accepted), bad=bad)

    def _cells(self, rows: Block, column: Column) -> CellColumn:
        places = self._head.positions.get(column.name, ())
        if not places:
            return Mixed([None], np.zeros(len(rows), np.int32))
        if len(places) > 1:
            parts = (rows.columns[place].cells() for place in places)
            return Mixed.of(zip(*parts, strict=True))  # type: ignore[arg-type]  # an area's names
        cells = rows.columns[places[0]]
        return _in_1900(cells) if self._since_1904 and column.type in _DATED else cells

    def _outcomes(self, cells: dict[str, CellColumn]) -> dict[str, Outcomes]:
        found = {name: self._converters[name].of(cells[name]) for name in cells}
        person = self._table.person
        for column in self._table.columns:
            if column.derive and person:
                own, persons = found[column.name], found[person.name]
                converter = self._converters[column.name]
                found[column.name] = derived(column, converter, own, persons, person.name)
        return found

    def _too_long(self, rows: Block) -> Iterator[BadCell]:
        more = rows.columns[self._head.width :]
        if not self._delimited or not more:
            return
        long = np.flatnonzero(np.any([filled(column) for column in more], axis=0))
        texts = [column.take(long).cells() for column in more]
        for number, *cells in zip(rows.numbers[long].tolist(), *texts, strict=True):
            given = ",".join(str(cell) for cell in cells if cell is not None)
            yield BadCell(number, None, given, (), _TOO_LONG)

    def _bad_cells(
        self, rows: Block, cells: dict[str, CellColumn], outcomes: dict[str, Outcomes]
    ) -> Iterator[BadCell]:
        for column in self._table.columns:
            places = self._head.positions.get(column.name, ())
            # A derived column the file lacks is empty because the ID number is at fault.
            required = column.required and not (column.derive and not places)
            faults = _faults(outcomes[column.name], required)
            at = np.array(list(faults), np.intp)
            numbers, given = rows.numbers[at].tolist(), cells[column.name].take(at).cells()
            for number, cell, fault in zip(numbers, given, faults.values(), strict=True):
                yield BadCell(number, column, cell, places, fault)


def _faults(outcomes: Outcomes, required: bool) -> dict[int, Fault]:
    """The faults by the rows' places, in order."""
    types = set(map(type, outcomes.values))
    if Fault not in types and not (required and type(None) in types):
        return {}
    faults = {
        place: outcome if isinstance(outcome, Fault) else _REQUIRED
        for place, outcome in enumerate(outcomes.values)
        if isinstance(outcome, Fault) or (required and outcome is None)
    }
    at = np.flatnonzero(np.isin(outcomes.at, list(faults)))
    return {place: faults[outcomes.at[place]] for place in at.tolist()}


def _in_1900(cells: CellColumn) -> CellColumn:
    """Cells of a book that counts days from 1904, with serial numbers as others count."""
    values, at = cells.different()
    return Mixed([serial_in_1900(value) for value in values], at)
