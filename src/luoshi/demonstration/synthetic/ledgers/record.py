"""A ledger's row with typed values, and where and when it belongs."""

from datetime import date
from decimal import Decimal
from typing import Any

from luoshi.warehouse.outcome import Stored
from luoshi.warehouse.schema import Column, FieldType, Table

Record = dict[str, Stored]
"""A row of a ledger, all columns in their order, typed as the warehouse stores them.

Persons are ID numbers as text.
"""


def typed(value: Any, column: Column) -> Stored:
    """A value as the column stores it; nothing and empty text are nothing."""
    if value is None or value == "":
        return None
    if column.type in (FieldType.INTEGER, FieldType.YEAR):
        return round(Decimal(value))
    if column.type is FieldType.DECIMAL:
        return Decimal(str(value)).quantize(Decimal("0.01"))
    if column.type is FieldType.DATE:
        return value if isinstance(value, date) else date.fromisoformat(value)
    return str(value)


def county_of(record: Record, table: Table) -> str:
    """Six digits of the county a row is from; a household's number begins with them."""
    column = table.area or table.household
    assert column, table.id
    return str(record[column.name])[:6]


def year_of(record: Record, table: Table) -> int:
    """The year that dates a row."""
    dated = dated_by(record, table)
    return dated.year if isinstance(dated, date) else dated


def dated_by(record: Record, table: Table) -> date | int:
    """The day or year of a row's period; without one, the day that what it records began."""
    if table.period:
        dated = record[table.period]
        assert isinstance(dated, date | int), table.id
        return dated
    days = [column for column in table.columns if column.type is FieldType.DATE]
    needed = [column for column in days if column.required] or days
    return min(day for day in (record[c.name] for c in needed) if isinstance(day, date))
