"""From a row's values to what the record keeps beside them: place, period, key, words."""

import re
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from uuid import uuid4

from luoshi.areas import Areas
from luoshi.ledgers.values import Data, path_in
from luoshi.site.ledgers.cells.registers import villages_of
from luoshi.site.ledgers.models import Record
from luoshi.warehouse.schema import Column, FieldType, Table

SEPARATOR = "\x1f"
"""Between the parts of a key: a sign no converter lets into a value."""

LONGEST = 255
_CONTROL = re.compile(r"[\x00-\x1f]")


def fit(record: Record, table: Table, data: Data, area: str, areas: Areas) -> None:
    """Give a record its values, and all that follows from them."""
    record.ledger = table.id
    record.data = {name: text for name, text in data.items() if text}
    record.area, record.county = area, area[:6]
    record.period = period_of(table, data)
    record.key = key_of(table, data) if table.key else record.key or uuid4().hex
    record.words = _words(table, data, areas, personal=False)
    record.personal = _words(table, data, areas, personal=True)


def areas_of(table: Table, rows: Iterable[Data]) -> list[str]:
    """The area code of each row; empty where it cannot be told."""
    rows = list(rows)
    if table.area is not None:
        return [row.get(table.area.name, "") for row in rows]
    if table.household is None:
        return ["" for _ in rows]
    name = table.household.name
    villages = villages_of({row[name] for row in rows if row.get(name)})
    return [villages.get(row.get(name, ""), "") for row in rows]


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


def _words(table: Table, data: Data, areas: Areas, *, personal: bool) -> str:
    columns = (column for column in table.columns if column.personal is personal)
    return "\n".join(filter(None, (_searched(column, data, areas) for column in columns)))


def _searched(column: Column, data: Data, areas: Areas) -> str:
    text = data.get(column.name, "")
    if not text or column.type is FieldType.PERSON:
        return ""
    return f"{text} {path_in(areas, text)}" if column.type is FieldType.AREA else text
