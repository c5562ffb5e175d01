"""A ledger's template and its rows as Excel."""

from collections.abc import Iterable, Iterator
from typing import IO

from luoshi.ledgers.contents import columns_to_fill, given_columns, shown_row
from luoshi.ledgers.template import Contents, workbook
from luoshi.ledgers.values import excel_value, typed_by_name
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.models import Record
from luoshi.site.ledgers.services.forms import options_of
from luoshi.site.ledgers.workbook.prefill import rows_for
from luoshi.site.place import place_of
from luoshi.site.rights import scope_of
from luoshi.warehouse.schema import Column, Table


def template(table: Table, user: User, year: int) -> IO[bytes]:
    """An Excel file to fill and send back, with what is known of the year filled in."""
    about = f"{year} 年　填报：{place_of(user)}　填好后在网站上传，上传前会逐格核对"
    rows = ({n: excel_value(table.by_name[n], t) for n, t in row.items() if t}
            for row in rows_for(table, user, year))  # fmt: skip
    contents = Contents(
        table, columns_to_fill(table), about, rows, _options(table, user), given_columns(table)
    )
    return workbook(contents)


def download(table: Table, user: User, records: Iterable[Record], asked: str) -> IO[bytes]:
    """The records as an Excel file of the same form; it can be mended and sent back."""
    scope = scope_of(user)
    rows = (shown_row(table, record.data, scope) for record in records)
    contents = Contents(table, table.columns, asked, rows, _options(table, user))
    return workbook(contents)


def _options(table: Table, user: User) -> dict[str, list[str]]:
    return {column.name: list(_offered(column, user)) for column in table.columns}


def _offered(column: Column, user: User) -> Iterator[str]:
    for value, title in options_of(column, user):
        yield title if typed_by_name(column) else value
