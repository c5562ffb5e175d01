"""The columns every export has under a name of its own, by what they mean."""

from luoshi.warehouse.schema import Column, FieldType, Table

COUNTY, TOWNSHIP, VILLAGE = "county.name", "township.name", "village.name"
"""Elements of the columns with the names of places."""

ID_NUMBER, RELATION = "person.number", "person.relation"
"""Elements of a person's ID number, and of what a member is to the head of the household."""

HEAD = "户主"
"""How the head of a household is to the head."""


def column_of(table: Table, element: str) -> Column | None:
    """The table's column of that element."""
    return next((column for column in table.columns if column.element == element), None)


PERSON_LENGTH = 18
"""A disability card begins with the holder's ID number, of 18 characters."""


def source_of(table: Table, column: Column) -> Column:
    """The column of the sheet a column is read from; a person is read from the ID number."""
    number = column_of(table, ID_NUMBER)
    return number if column.type is FieldType.PERSON and number else column
