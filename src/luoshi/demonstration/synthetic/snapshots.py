"""How the tables of a made-up province stood at earlier year-ends."""

from collections.abc import Iterator
from datetime import date

import pyarrow as pa

from luoshi.warehouse.asof import as_of
from luoshi.warehouse.duck import connect, name
from luoshi.warehouse.schema import FieldType, Table


def year_ends(first: date, last: date) -> Iterator[date]:
    """The last days of the years between two days."""
    for year in range(first.year, last.year + 1):
        if first <= date(year, 12, 31) < last:
            yield date(year, 12, 31)


def as_stood(rows: pa.Table, table: Table, day: date) -> pa.Table:
    """A state table's rows as they would have been sent for an earlier day.

    Without what came later; years are those of then, and the day rows reach to is the day.
    """
    with connect() as database:
        database.register("rows", rows)
        then = as_of("SELECT * FROM rows", table, day)
        changed = ", ".join(_changed(table, day))
        replaced = f"SELECT * REPLACE ({changed})" if changed else "SELECT *"
        return database.sql(f"{replaced} FROM ({then})").to_arrow_table().cast(rows.schema)


def _changed(table: Table, day: date) -> Iterator[str]:
    for column in table.columns:
        if column.type is FieldType.YEAR:
            year = f"least({name(column.name)}, {day.year})"
            yield f"CAST({year} AS {column.storage}) AS {name(column.name)}"
    if table.reach:
        yield f"DATE '{day}' AS {name(table.reach)}"
