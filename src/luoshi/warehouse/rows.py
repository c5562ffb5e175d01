"""Checking rows: chunks of cells in, accepted columns and refused cells out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from luoshi.warehouse.accepting import Accepted, accept
from luoshi.warehouse.body import Numbered, is_footer, key_places
from luoshi.warehouse.converters import Context, Converter
from luoshi.warehouse.derived import derived
from luoshi.warehouse.headings import Head
from luoshi.warehouse.outcome import Fault, Outcome
from luoshi.warehouse.schema import Column, Table
from luoshi.warehouse.text import is_empty

_REQUIRED = Fault("必填，不能为空", "补填后再送")
_TOO_LONG = Fault(
    "这一行的格数多于表头，可能有未加引号的逗号", "给含逗号的文字加英文双引号，或另存为 .xlsx"
)


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
    """What became of a chunk; ``footers`` counts rows that are no rows of the table."""

    bad: list[BadCell] = field(default_factory=list)
    footers: int = 0


class RowChecker:
    """Checks the rows of one sheet."""

    def __init__(self, table: Table, head: Head, context: Context, delimited: bool) -> None:
        self._table = table
        self._head = head
        self._delimited = delimited
        self._keys = key_places(table, head)
        self._converters = {column.name: Converter(column, context) for column in table.columns}

    def check(self, chunk: list[Numbered]) -> Checked:
        """Check one chunk of rows at least as wide as the headings."""
        rows = [(number, row) for number, row in chunk if not is_footer(row, self._keys)]
        cells = {name: self._cells(rows, name) for name in self._converters}
        outcomes = self._outcomes(cells)
        bad = [*self._too_long(rows), *self._bad_cells(rows, cells, outcomes)]
        accepted = accept([number for number, _ in rows], outcomes, {cell.row for cell in bad})
        return Checked(**vars(accepted), bad=bad, footers=len(chunk) - len(rows))

    def _cells(self, rows: list[Numbered], name: str) -> Sequence[object]:
        places = self._head.positions.get(name, ())
        if len(places) == 1:
            place = places[0]
            return [row[place] for _, row in rows]
        if places:
            return [tuple(row[place] for place in places) for _, row in rows]
        return [None] * len(rows)

    def _outcomes(self, cells: dict[str, Sequence[object]]) -> dict[str, list[Outcome]]:
        found = {name: self._converters[name].outcomes(cells[name]) for name in cells}
        person = self._table.person
        for column in self._table.columns:
            if column.derive and person:
                own, persons = found[column.name], found[person.name]
                converter = self._converters[column.name]
                found[column.name] = derived(column, converter, own, persons, person.name)
        return found

    def _too_long(self, rows: list[Numbered]) -> Iterator[BadCell]:
        width = self._head.width
        if not self._delimited:
            return
        for number, row in rows:
            if len(row) > width and not all(map(is_empty, row[width:])):
                yield BadCell(number, None, ",".join(map(str, row[width:])), (), _TOO_LONG)

    def _bad_cells(
        self,
        rows: list[Numbered],
        cells: dict[str, Sequence[object]],
        outcomes: dict[str, list[Outcome]],
    ) -> Iterator[BadCell]:
        for column in self._table.columns:
            places = self._head.positions.get(column.name, ())
            # A derived column the file lacks is empty because the ID number is at fault.
            required = column.required and not (column.derive and not places)
            for index, fault in _faults(outcomes[column.name], required):
                yield BadCell(rows[index][0], column, cells[column.name][index], places, fault)


def _faults(outcomes: list[Outcome], required: bool) -> Iterator[tuple[int, Fault]]:
    types = set(map(type, outcomes))
    if Fault not in types and not (required and type(None) in types):
        return
    for index, outcome in enumerate(outcomes):
        if isinstance(outcome, Fault):
            yield index, outcome
        elif required and outcome is None:
            yield index, _REQUIRED
