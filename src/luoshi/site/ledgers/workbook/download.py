"""A ledger's template and its rows as Excel."""

from collections.abc import Iterable, Iterator
from typing import IO

from luoshi.ledgers.known import OWN, known_columns
from luoshi.ledgers.schemas import FILES
from luoshi.ledgers.template import Contents, Value, workbook
from luoshi.ledgers.untouched import lists_rows
from luoshi.ledgers.values import Data, excel_value, shown, typed_by_name
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.models import Record
from luoshi.site.ledgers.services.forms import options_of
from luoshi.site.ledgers.workbook.prefill import rows_for
from luoshi.site.place import place_of
from luoshi.site.rights import Scope, scope_of
from luoshi.warehouse.schema import Column, FieldType, Table


def template(table: Table, user: User, year: int) -> IO[bytes]:
    """An Excel file to fill and send back, with what is known of the year filled in."""
    about = f"{year} 年　填报：{place_of(user)}　填好后在网站上传，上传前会逐格核对"
    rows = ({n: excel_value(table.by_name[n], t) for n, t in row.items() if t}
            for row in rows_for(table, user, year))  # fmt: skip
    contents = Contents(table, _typed(table), about, rows, _options(table, user), _given(table))
    return workbook(contents)


def download(table: Table, user: User, records: Iterable[Record], asked: str) -> IO[bytes]:
    """The records as an Excel file of the same form; it can be mended and sent back."""
    scope = scope_of(user)
    rows = (_shown_row(table, record.data, scope) for record in records)
    contents = Contents(table, table.columns, asked, rows, _options(table, user))
    return workbook(contents)


def _typed(table: Table) -> list[Column]:
    return [column for column in table.columns if column.element != FILES]


def _given(table: Table) -> frozenset[str]:
    own = {column.name for column in table.columns if column.element in OWN}
    known = {each.column for each in known_columns(table)}
    listed = set(table.key) if lists_rows(table) else set()
    return frozenset(own | known | listed)


def _options(table: Table, user: User) -> dict[str, list[str]]:
    return {column.name: list(_offered(column, user)) for column in table.columns}


def _offered(column: Column, user: User) -> Iterator[str]:
    for value, title in options_of(column, user):
        yield title if typed_by_name(column) else value


def _shown_row(table: Table, data: Data, scope: Scope) -> dict[str, Value]:
    return {
        column.name: _shown_value(column, text, scope)
        for column in table.columns
        if (text := data.get(column.name))
    }


def _shown_value(column: Column, text: str, scope: Scope) -> Value:
    hidden = column.personal or column.type is FieldType.PERSON
    return shown(column, text, scope) if hidden else excel_value(column, text)
