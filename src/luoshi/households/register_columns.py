"""Which columns of the registers hold what this app shows of people and households."""

from luoshi.warehouse.schema import Column, Table


def column_for(table: Table, element: str) -> str:
    """The name of the table's column with a meaning (its ``element``).

    Raises:
        LookupError: the table has no such column.
    """
    found = next((column for column in table.columns if column.element == element), None)
    return _name(found, table, f"element: {element}")


def person_column(table: Table) -> str:
    """The name of the column that holds the person of a row.

    Raises:
        LookupError: the table has no such column.
    """
    return _name(table.person, table, "type: person")


def household_column(table: Table) -> str:
    """The name of the column that holds the household number of a row.

    Raises:
        LookupError: the table has no such column.
    """
    return _name(table.household, table, "type: household")


def _name(column: Column | None, table: Table, wanted: str) -> str:
    if column is None:
        raise LookupError(f"政策包的表“{table.title}”（{table.id}）缺一列：{wanted}")
    return column.name
