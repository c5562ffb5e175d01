"""The rows of sheets that are rows of a table: each column as text, and their numbers."""

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from luoshi.warehouse.body import key_places, sifted, under
from luoshi.warehouse.gate.cells import Column, Texts
from luoshi.warehouse.gate.sheet import Sheet
from luoshi.warehouse.headings import Head
from luoshi.warehouse.outcome import Spoiled
from luoshi.warehouse.schema import Table
from luoshi.warehouse.text import shown

ROW = "row"
"""The column that holds a row's number in its sheet, from 1; see `SHEET_STEP`."""

SHEET_STEP = 10**7
"""What is added to the numbers of each further sheet of an export that fills several."""


def row_text(row: int) -> str:
    """A row's number as it is told: 145, or 2-145 in the second sheet."""
    sheet, number = divmod(row, SHEET_STEP)
    return f"{sheet + 1}-{number}" if sheet else str(number)


def shown_row(row: int) -> int | str:
    """A row's number as a page shows it: a number where there is but one sheet."""
    return row if row < SHEET_STEP else row_text(row)


def rows_of(sheet: Sheet, table: Table, head: Head, columns: Sequence[int]) -> Iterator[pa.Table]:
    """The rows under the headings, with the sheet's columns in the order of ``columns``."""
    keys = key_places(table, head)
    for block in under(sheet, head):
        rows, _ = sifted(block, head, keys)
        texts = [texts_of(rows.columns[place]) for place in columns]
        named = {str(at): column for at, column in enumerate(texts)}
        yield pa.table({**named, ROW: pa.array(rows.numbers, pa.int64())})


def texts_of(column: Column) -> pa.Array:
    """The cells of a column as a reader sees them."""
    if isinstance(column, Texts):
        return column.array.fill_null("")
    values, at = column.different()
    return pa.array([shown(value) for value in values], pa.string()).take(pa.array(at))


def spoiled_in(sheet: Sheet, head: Head) -> int:
    """How many cells under the headings hold a formula that went wrong."""
    count = 0
    for block in under(sheet, head):
        for column in block.columns:
            if not isinstance(column, Texts):
                values, at = column.different()
                bad = [place for place, value in enumerate(values) if isinstance(value, Spoiled)]
                count += int(np.isin(at, bad).sum()) if bad else 0
    return count
