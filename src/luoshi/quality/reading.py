"""An export as it came: every cell as text, under its heading, with the sheet's row number."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
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
from luoshi.quality.rows import ROW, SHEET_STEP, rows_of, spoiled_in
from luoshi.text.characters import squeezed
from luoshi.warehouse.account import Account, account_of
from luoshi.warehouse.errors import WarehouseError
from luoshi.warehouse.gate.opening import read_file
from luoshi.warehouse.gate.sheet import Sheet
from luoshi.warehouse.headings import SEARCHED_ROWS, Head, doubled
from luoshi.warehouse.schema import Column, FieldType, Table
from luoshi.warehouse.text import shown


@dataclass(frozen=True)
class Export:
    """One file that holds an export table.

    ``cells`` holds each column of the sheet as text under its place ("0", "1", …), and `ROW`.
    ``account`` says what was read of the file; ``spoiled`` cells hold a formula that went wrong.
    """

    table: Table
    file: Path
    head: Head
    cells: pa.Table
    account: Account = field(default_factory=Account)
    spoiled: int = 0

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
    """Read a file that holds one of ``tables`` in one of its sheets, or over several.

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
    file = read_file(path)
    tops = [list(islice(sheet.rows(), SEARCHED_ROWS)) for sheet in file.visible]
    found = [recognise(path.name, top, tables) for top in tops]
    first = next((one for one in found if one), None)
    if first is None:
        return None
    own = [
        (sheet, one.head)
        for sheet, one in zip(file.visible, found, strict=True)
        if one and one.table is first.table
    ]
    cells = pa.concat_tables(_cells(own, first.table))
    spoiled = sum(spoiled_in(*each) for each in own)
    account = account_of(file, own, first.table, len(cells))
    return Export(first.table, path, first.head, cells, account, spoiled)


def _cells(read: Sequence[tuple[Sheet, Head]], table: Table) -> Iterator[pa.Table]:
    """The rows of sheets under the headings of the first, numbered one sheet after the other."""
    head = read[0][1]
    names = [str(place) for place in range(head.width)]
    yield pa.schema([*((name, pa.string()) for name in names), (ROW, pa.int64())]).empty_table()
    for place, (sheet, own) in enumerate(read):
        columns = _as_in(head, own, sheet.name)
        for rows in rows_of(sheet, table, own, columns):
            numbers = pc.add(rows[ROW], place * SHEET_STEP)
            yield rows.set_column(rows.num_columns - 1, ROW, numbers)


def _as_in(head: Head, own: Head, sheet: str) -> list[int]:
    """Where the columns of a head stand in another sheet that holds the same table.

    Raises:
        QualityError: it has other columns: none of the two can be told to be the right one.
    """
    if own is head:
        return list(range(head.width))
    first, other = ([squeezed(shown(cell)) for cell in one.cells] for one in (head, own))
    if first == other:
        return list(range(head.width))
    if sorted(first) != sorted(other) or len(set(first)) < len(first):
        raise QualityError(
            f"不止一张工作表有这张表，但“{sheet}”的表头与前面的不同；请统一表头，或只留一张再送"
        )
    return [other.index(heading) for heading in first]
