"""What a ledger's workbook holds: which columns, which of them filled, and a record's cells."""

from luoshi.ledgers.known import OWN, known_columns
from luoshi.ledgers.schemas import FILES
from luoshi.ledgers.template import Value
from luoshi.ledgers.untouched import lists_rows
from luoshi.ledgers.values import Data, excel_value, shown
from luoshi.text.masking import Viewer
from luoshi.warehouse.schema import Column, FieldType, Table


def columns_to_fill(table: Table) -> list[Column]:
    """The columns of a template: all but attached files."""
    return [column for column in table.columns if column.element != FILES]


def given_columns(table: Table) -> frozenset[str]:
    """The columns whose cells a template fills, as far as they are known."""
    own = {column.name for column in table.columns if column.element in OWN}
    known = {each.column for each in known_columns(table)}
    listed = set(table.key) if lists_rows(table) else set()
    return frozenset(own | known | listed)


def shown_row(table: Table, data: Data, viewer: Viewer) -> dict[str, Value]:
    """A record's values as a workbook holds them for one viewer."""
    return {
        column.name: _shown_value(column, text, viewer)
        for column in table.columns
        if (text := data.get(column.name))
    }


def _shown_value(column: Column, text: str, viewer: Viewer) -> Value:
    hidden = column.personal or column.type is FieldType.PERSON
    return shown(column, text, viewer) if hidden else excel_value(column, text)
