"""An export as it came: every cell as text, under its heading, with the sheet's row number."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from luoshi.quality.elements import (
    COUNTY,
    ID_NUMBER,
    PERSON_LENGTH,
    TOWNSHIP,
    VILLAGE,
    column_of,
)
from luoshi.quality.errors import QualityError
from luoshi.quality.recognising import recognise, unknown
from luoshi.quality.rows import rows_of_cells, rows_of_texts
from luoshi.warehouse.errors import WarehouseError
from luoshi.warehouse.headings import SEARCHED_ROWS, Head, doubled
from luoshi.warehouse.outcome import Cell
from luoshi.warehouse.plain import read_plain
from luoshi.warehouse.reading import read_sheets
from luoshi.warehouse.schema import Column, FieldType, Table
from luoshi.warehouse.sheet_xml import NotPlainError
from luoshi.warehouse.text import shown

Candidate = tuple[Sequence[Sequence[Cell]], Callable[[Table, Head], pa.Table]]
"""A sheet that may hold an export: its first rows, and what gives those under the headings."""


@dataclass(frozen=True)
class Export:
    """One file that holds an export table.

    ``cells`` holds each column of the sheet as text under its place ("0", "1", …), and `ROW`.
    """

    table: Table
    file: Path
    head: Head
    cells: pa.Table

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each column of the table stands in the sheet, for columns that stand once."""
        twice = doubled(self.head)
        return {
            name: places[0] for name, places in self.head.positions.items() if name not in twice
        }

    @property
    def missing(self) -> tuple[str, ...]:
        """Columns of the table the sheet does not have."""
        derived = FieldType.PERSON
        names = (one.name for one in self.table.columns if one.type is not derived)
        return tuple(name for name in names if name not in self.head.positions)

    @property
    def extra(self) -> tuple[str, ...]:
        """Headings the table does not know: kept, and read by no check."""
        return self.head.unknown

    @cached_property
    def headings(self) -> list[str]:
        """The headings as they came, in the sheet's order."""
        return [shown(cell) for cell in self.head.cells]

    def column(self, name: str) -> pa.ChunkedArray:
        """The cells of a column of the table, as they came."""
        return self.cells[str(self.places[name])]

    def trimmed(self, column: Column | None) -> pa.ChunkedArray:
        """The cells of a column without blanks around them; empty texts where there is none."""
        if column is None or column.name not in self.places:
            return pa.chunked_array([pa.repeat("", len(self))])
        return pc.utf8_trim_whitespace(pc.fill_null(self.column(column.name), ""))

    @cached_property
    def households(self) -> pa.ChunkedArray:
        """The household number of each row."""
        return self.trimmed(self.table.household)

    @cached_property
    def people(self) -> pa.ChunkedArray:
        """Who each row is about: the ID number without the rest of a disability card."""
        numbers = self.trimmed(column_of(self.table, ID_NUMBER))
        return pc.utf8_upper(pc.utf8_slice_codeunits(numbers, 0, PERSON_LENGTH))

    @cached_property
    def by_household(self) -> dict[str, list[int]]:
        """The places of each household's rows, from 0."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, number in enumerate(self.households.to_pylist()):
            found[number].append(place)
        return found

    @cached_property
    def counties(self) -> pa.ChunkedArray:
        """The county each row names."""
        return self.trimmed(column_of(self.table, COUNTY))

    @cached_property
    def townships(self) -> pa.ChunkedArray:
        """The township each row names."""
        return self.trimmed(column_of(self.table, TOWNSHIP))

    @cached_property
    def villages(self) -> pa.ChunkedArray:
        """The village each row names."""
        return self.trimmed(column_of(self.table, VILLAGE))

    def __len__(self) -> int:
        return int(self.cells.num_rows)


def read_export(path: Path, tables: Iterable[Table]) -> Export:
    """Read a file that holds one of ``tables`` in one of its sheets.

    Raises:
        QualityError: it holds none of them, or cannot be read; the message names the file.
        OSError: there is no such file.
    """
    tables = list(tables)
    try:
        export = _read(path, tables)
    except WarehouseError as error:
        raise QualityError(f"{path.name}：{error}") from error
    if export is None:
        raise QualityError(f"{path.name}：{unknown(path.name, tables)}")
    return export


def _read(path: Path, tables: list[Table]) -> Export | None:
    try:
        return _first_known(path, _plain(path), tables)
    except NotPlainError:
        return _first_known(path, _any(path), tables)


def _plain(path: Path) -> Iterator[Candidate]:
    for texts in read_plain(path):
        yield texts.first(SEARCHED_ROWS), partial(rows_of_texts, texts)


def _any(path: Path) -> Iterator[Candidate]:
    for sheet in read_sheets(path):
        yield list(islice(sheet.rows(), SEARCHED_ROWS)), partial(rows_of_cells, sheet)


def _first_known(path: Path, candidates: Iterable[Candidate], tables: list[Table]) -> Export | None:
    for top, rows_under in candidates:
        found = recognise(path.name, top, tables)
        if found:
            return Export(found.table, path, found.head, rows_under(found.table, found.head))
    return None
