"""From a row's values to what the record keeps beside them: period, key, words."""

import re
from datetime import date
from hashlib import sha256

from luoshi.areas import Areas
from luoshi.ledgers.values import Data, path_in
from luoshi.warehouse.schema import Column, FieldType, Table

SEPARATOR = "\x1f"
"""Between the parts of a key: a sign no converter lets into a value."""

LONGEST = 255
_CONTROL = re.compile(r"[\x00-\x1f]")


def period_of(table: Table, data: Data) -> date | None:
    """The day that dates a row: 1 January for a year, the day itself for a day."""
    text = data.get(table.period, "") if table.period else ""
    if not text:
        return None
    column = table.by_name[table.period or ""]
    return date(int(text), 1, 1) if column.type is FieldType.YEAR else date.fromisoformat(text)


def key_of(table: Table, data: Data) -> str:
    """The values of the ledger's key as one text; a long one is cut and told by its hash."""
    key = SEPARATOR.join(_CONTROL.sub(" ", data.get(name, "")) for name in table.key)
    if len(key) <= LONGEST:
        return key
    return f"{key[:180]}{SEPARATOR}{sha256(key.encode()).hexdigest()}"


def same_places(table: Table, data: Data, areas: Areas) -> Data:
    """The values with each division called by the code under which the very same one goes on.

    A row's key holds these, so that a row written before a division got another code is the row
    that is meant after; of merged divisions each keeps its own.
    """
    codes = areas.recoded()
    columns = (column.name for column in table.columns if column.type is FieldType.AREA)
    changed = (name for name in columns if data.get(name) in codes)
    return {**data, **{name: areas.same(data[name]) for name in changed}}


def words_of(table: Table, data: Data, areas: Areas, *, personal: bool) -> str:
    """What a row is searched by, line by line: its personal cells, or all others."""
    columns = (column for column in table.columns if column.personal is personal)
    return "\n".join(filter(None, (_searched(column, data, areas) for column in columns)))


def _searched(column: Column, data: Data, areas: Areas) -> str:
    text = data.get(column.name, "")
    if not text or column.type is FieldType.PERSON:
        return ""
    if column.type is not FieldType.AREA:
        return text
    codes = filter(None, (text, areas.recoded().get(text)))
    return " ".join(f"{code} {path_in(areas, code)}" for code in codes)
