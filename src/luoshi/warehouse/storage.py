"""How a table's rows lie in Arrow and Parquet."""

import pyarrow as pa

from luoshi.warehouse.errors import WarehouseError
from luoshi.warehouse.schema import FINE_DECIMAL, Column, Table

BATCH, ROW = "_batch", "_row"
"""Columns every stored row has beside the table's own: its batch, and its place in the file."""

COUNTY = "_county"
"""The column batches have beside these: the county a row lies in, six digits; empty if unknown."""

RECORD = "_record"
"""The column a ledger's rows have beside its own: the number of the record on the site."""

SHEET_STEP = 10**9
"""``_row`` is the row number in the sheet plus this for every sheet before it in the file."""

ARROW: dict[str, pa.DataType] = {
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "DECIMAL(18,2)": pa.decimal128(18, 2),
    FINE_DECIMAL: pa.decimal128(24, 6),
    "DATE": pa.date32(),
    "VARCHAR": pa.string(),
}
"""Arrow type of each SQL storage type."""


def arrow_schema(table: Table) -> pa.Schema:
    """The schema of a table's rows on their way in: its columns and ``_row``."""
    fields = [(column.name, ARROW[column.storage]) for column in table.columns]
    return pa.schema([*fields, (ROW, pa.int64())])


def as_stored(rows: pa.Table, table: Table) -> pa.Table:
    """Give the rows the table's schema: missing columns empty, rows numbered if they are not.

    Raises :class:`WarehouseError` for a column the table does not have.
    """
    schema = arrow_schema(table)
    strange = [name for name in rows.column_names if name not in schema.names]
    if strange:
        raise WarehouseError(f"表“{table.title}”没有这些列：{'、'.join(strange)}")
    if ROW not in rows.column_names:
        rows = rows.append_column(ROW, pa.array(range(1, len(rows) + 1), pa.int64()))
    columns = [_column(rows, field) for field in schema]
    return pa.table(columns, schema=schema)


def _column(rows: pa.Table, field: pa.Field) -> pa.ChunkedArray:
    if field.name in rows.column_names:
        return rows.column(field.name).cast(field.type)
    return pa.chunked_array([pa.nulls(len(rows), field.type)])


def sorted_rows(rows: pa.Table, table: Table) -> pa.Table:
    """Sort by area, household and person, so that Parquet packs well and readers can skip."""
    ties: list[Column | None] = [table.area, table.household, table.person]
    names = [column.name for column in ties if column is not None]
    return rows.sort_by([(name, "ascending") for name in (*names, ROW)])
