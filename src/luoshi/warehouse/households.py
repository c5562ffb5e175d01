"""Households as numbers: millions of rows are led to their households sooner than by text."""

from luoshi.warehouse.duck import name
from luoshi.warehouse.schema import Column, FieldType, Table

HOUSEHOLD = "_household"
"""The column an engine's rows about households have beside their own: the household's key.

Its number as 64 bits, as a person's key is: two of a million households share one with odds of
1 in 37 million. It is worked out anew each time and never stored.
"""


def with_keys(rows: str, table: Table) -> str:
    """SQL that gives a table's rows, given as SQL, with the keys of their households if any."""
    if table.household is None:
        return rows
    number = name(table.household.name)
    # What is not known has a hash too.
    key = f"CASE WHEN {number} IS NOT NULL THEN hash({number}) END"
    return f"SELECT *, {key} AS {HOUSEHOLD} FROM ({rows})"


def by_key(table: Table) -> Table:
    """The table as its engine's rows: the key tells the household, its number is a mere text."""
    number = table.household
    if number is None:
        return table
    text = number.model_copy(update={"type": FieldType.TEXT})
    columns = [text if column is number else column for column in table.columns]
    key = Column(name=HOUSEHOLD, type=FieldType.HOUSEHOLD)
    keys = tuple(HOUSEHOLD if column == number.name else column for column in table.key)
    same = {field: getattr(table, field) for field in Table.model_fields}
    return Table(**{**same, "columns": (*columns, key), "key": keys})
