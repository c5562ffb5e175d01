"""The rows of a sheet that are rows of a table: each column as text, and their numbers."""

from bisect import bisect_right
from itertools import islice

import pyarrow as pa
import pyarrow.compute as pc

from luoshi.warehouse.body import Numbered, chunks, is_footer, is_idle, key_places
from luoshi.warehouse.headings import Head
from luoshi.warehouse.outcome import Cell
from luoshi.warehouse.plain import Texts
from luoshi.warehouse.reading import Sheet
from luoshi.warehouse.schema import Table
from luoshi.warehouse.text import shown

ROW = "row"
"""The column that holds a row's number in its sheet, from 1."""

_CHUNK = 1_000
"""Rows turned into columns at a time: few enough to stay in the processor's cache."""


def rows_of_texts(sheet: Texts, table: Table, head: Head) -> pa.Table:
    """The rows under the headings of a sheet of texts."""
    columns = {str(place): column for place, column in enumerate(sheet.columns)}
    cells = pa.table({**columns, ROW: pa.array(sheet.rows, pa.int64())})
    cells = cells.slice(bisect_right(sheet.rows, head.row))
    keys = key_places(table, head)
    doubtful = _doubtful(cells, head, keys)
    rows = zip(*(column.to_pylist() for column in doubtful.columns), strict=True)
    left_out = [number for *row, number in rows if is_idle(row, head) or is_footer(row, keys)]
    if not left_out:
        return cells
    return cells.filter(pc.invert(pc.is_in(cells[ROW], value_set=pa.array(left_out, pa.int64()))))


def _doubtful(cells: pa.Table, head: Head, keys: tuple[int, ...]) -> pa.Table:
    """The rows that may be blank, headings or a footer: whose key is not plainly a number."""
    if not keys:
        return cells
    key = cells[str(keys[0])]
    plainly = pc.match_substring_regex(key, "^[0-9A-Za-z]")
    heading = pc.equal(key, shown(head.cells[keys[0]]))
    return cells.filter(pc.or_(pc.invert(plainly), heading))


def rows_of_cells(sheet: Sheet, table: Table, head: Head) -> pa.Table:
    """The rows under the headings of a sheet of cells of any kind."""
    fields = [(str(place), pa.string()) for place in range(head.width)]
    schema = pa.schema([*fields, (ROW, pa.int64())])
    keys = key_places(table, head)
    batches = (_columns(chunk, keys, schema) for chunk in chunks(sheet, head, _CHUNK))
    return pa.Table.from_batches(batches, schema)


def _columns(chunk: list[Numbered], keys: tuple[int, ...], schema: pa.Schema) -> pa.RecordBatch:
    kept = [(number, row) for number, row in chunk if not is_footer(row, keys)]
    width = len(schema) - 1
    columns = islice(zip(*(row for _, row in kept), strict=False), width)
    texts = [_texts(column) for column in columns] or [pa.array([], pa.string())] * width
    return pa.record_batch([*texts, pa.array([number for number, _ in kept])], schema=schema)


def _texts(cells: tuple[Cell, ...]) -> pa.Array:
    try:
        return pa.array(cells, pa.string())
    except pa.ArrowException:  # not every cell came as text
        return pa.array([cell if isinstance(cell, str) else shown(cell) for cell in cells])
