"""Typed rows as the cells of a sheet: headings, and a list of cells for each column."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pyarrow as pa

from luoshi.areas import Areas
from luoshi.warehouse.schema import Column, FieldType, Table

Cell = str | int | float | date | Decimal | None


@dataclass
class SheetColumn:
    """One column of a sheet: its heading, the table's column it shows, and its cells."""

    heading: str
    column: Column
    cells: list[Cell]


@dataclass
class SyntheticSheet:
    """A table as a sheet. ``above`` are lines over the headings, ``below`` under the rows."""

    table: Table
    parts: list[SheetColumn]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.parts[0].cells)

    @property
    def width(self) -> int:
        """How many columns the sheet has."""
        return len(self.parts)

    @property
    def headings(self) -> list[str]:
        """The headings of the columns."""
        return [part.heading for part in self.parts]

    @property
    def first_row(self) -> int:
        """Number of the first row of data, as spreadsheets count."""
        return len(self.above) + 2

    def part(self, name: str) -> SheetColumn:
        """The part that shows the table's column of this name."""
        return next(part for part in self.parts if part.column.name == name)

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """The rows of data."""
        return zip(*(part.cells for part in self.parts), strict=True)


def as_sheet(rows: pa.Table, table: Table, areas: Areas) -> SyntheticSheet:
    """The rows under the table's own headings; areas in parts are written by their names."""
    parts: list[SheetColumn] = []
    for column in table.columns:
        cells = rows[column.name].to_pylist()
        if column.parts:
            parts.extend(_names(cells, column, areas))
        else:
            parts.append(SheetColumn(column.name, column, cells))
    return SyntheticSheet(table, parts)


def sorted_rows(rows: pa.Table, table: Table) -> pa.Table:
    """The rows by household, if the table has households: planted rows fall into place."""
    return rows.sort_by(table.household.name) if table.household else rows


def _names(codes: list[str], column: Column, areas: Areas) -> Iterator[SheetColumn]:
    known = {code: areas.path(code).split("/")[-3:] for code in set(codes)}
    for index, heading in enumerate(column.parts):
        yield SheetColumn(heading, column, [known[code][index] for code in codes])


def text(cell: Cell, column: Column) -> str:
    """A cell as plain text: days as 2023-01-05, months as 2023-01."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        form = "%Y-%m" if column.type is FieldType.MONTH else "%Y-%m-%d"
        return cell.strftime(form)
    return str(cell)
