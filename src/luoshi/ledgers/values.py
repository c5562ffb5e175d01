"""Values of cells: as a record keeps them, as readers see them, as Excel holds them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from luoshi import pack
from luoshi.areas import AreaError, Areas
from luoshi.ids import resolved
from luoshi.pack.rules import OBLIGATION
from luoshi.text.masking import Viewer
from luoshi.text.numbers import grouped, money, two_decimals
from luoshi.warehouse.outcome import Stored
from luoshi.warehouse.schema import Column, FieldType, Table

Data = dict[str, str]
"""A record's values: canonical text by column name, empty cells left out."""

SEALED = "已加密保存"
"""What stands for an ID number: only its keyed hash is in the record."""


def canonical(value: Stored) -> str:
    """The one way a value is kept: days as 2023-01-05, amounts with two decimals or more."""
    if isinstance(value, Decimal):
        return two_decimals(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def kept(column: Column, value: Stored) -> str:
    """A converted cell as a record keeps it; an obligation by its id, however it was named."""
    text = canonical(value)
    return obligation_id(text) if column.element == OBLIGATION else text


def typed_by_name(column: Column) -> bool:
    """Whether people type a name for what is kept as a code: divisions and obligations."""
    return column.type is FieldType.AREA or column.element == OBLIGATION


def shown(column: Column, text: str, viewer: Viewer) -> str:
    """A kept value as a page or file shows it to a reader; personal ones by right."""
    if not text:
        return ""
    if column.type is FieldType.PERSON:
        return SEALED
    if column.personal:
        return _personal(column, text, viewer)
    return _plain(column, text)


def shown_cells(table: Table, data: Data, viewer: Viewer) -> Iterator[tuple[str, str]]:
    """Each heading of a ledger with what a reader sees under it of a record's values."""
    for column in table.columns:
        yield column.heading, shown(column, data.get(column.name, ""), viewer)


def written(column: Column, text: str) -> str:
    """A kept value as its editor types it."""
    if column.type is FieldType.AREA:
        return area_path(text) if text else ""
    if column.element == OBLIGATION:
        return obligation_title(text)
    return "" if column.type is FieldType.PERSON else text


def excel_value(column: Column, text: str) -> str | int | Decimal | date:
    """A kept value as an Excel cell holds it: numbers and days as such."""
    if column.type in (FieldType.INTEGER, FieldType.YEAR):
        return int(text)
    if column.type is FieldType.DECIMAL:
        return Decimal(text)
    if column.type is FieldType.DATE:
        return date.fromisoformat(text)
    return text[:7] if column.type is FieldType.MONTH else written(column, text)


def area_path(code: str) -> str:
    """A division's names from the county down, as the converters read them: 县/乡镇/村."""
    return path_in(pack.load().areas, code)


def path_in(areas: Areas, code: str) -> str:
    """As :func:`area_path`, for many codes in a row."""
    try:
        path = areas.path(code).split("/")
    except AreaError:
        return code
    return "/".join(path[1:] or path)


def obligation_title(obligation_id: str) -> str:
    """An obligation as readers know it; its id where the pack has it no more."""
    known = pack.load().obligations
    found = known.get(resolved(obligation_id, known))
    return found.title if found else obligation_id


def obligation_id(text: str) -> str:
    """The id of the obligation of that title; the text itself where there is none."""
    obligations = pack.load().obligations.values()
    return next((one.id for one in obligations if one.title == text), text)


def _personal(column: Column, text: str, viewer: Viewer) -> str:
    if column.type is FieldType.PHONE:
        return viewer.phone(text)
    if column.type is FieldType.TEXT:
        return viewer.name(text)
    return viewer.private(_plain(column, text))


def _plain(column: Column, text: str) -> str:
    if column.element == OBLIGATION:
        return obligation_title(text)
    if column.type is FieldType.AREA:
        return area_path(text).replace("/", " ")
    if column.type is FieldType.DECIMAL:
        return money(Decimal(text))
    if column.type is FieldType.INTEGER:
        return grouped(int(text))
    if column.type is FieldType.CODES:
        return text.replace(",", "、")
    return text[:7] if column.type is FieldType.MONTH else text
