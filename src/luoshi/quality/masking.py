"""Cells of exports without ID numbers and phones, for those who may not see them."""

import re
from collections.abc import Callable

import pyarrow as pa

from luoshi.quality.elements import ID_NUMBER, column_of
from luoshi.quality.reading import Export
from luoshi.text.characters import half_width, trimmed
from luoshi.text.masking import masked_number, masked_phone, masked_text
from luoshi.warehouse.schema import FieldType

_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_NUMBER_HEADING = re.compile("证件号|身份证号")
_PHONE_HEADING = re.compile("电话|手机|联系方式")
_WHOLE_PHONE = 11


def masked(export: Export, rows: pa.Table) -> pa.Table:
    """Some rows of an export's cells with ID numbers and phones masked.

    Columns known or headed as such are masked whatever they hold, in others every long number
    and every phone. Household numbers are left: by them people find the household.
    """
    household = export.table.household
    left = export.places.get(household.name) if household else None
    for place in range(export.head.width):
        if place != left:
            texts = _each_once(rows[str(place)], _hiding(export, place))
            rows = rows.set_column(place, str(place), texts)
    return rows


def masked_words(text: str) -> str:
    """A text with the long numbers and the phones in it masked."""
    if len(text) < _WHOLE_PHONE:
        return text
    text = masked_text(text)
    for phone in reversed(list(_PHONE.finditer(half_width(text)))):
        text = text[: phone.start()] + masked_phone(phone[0]) + text[phone.end() :]
    return text


def _hiding(export: Export, place: int) -> Callable[[str], str]:
    """How the cells of the column at ``place`` are masked."""
    number, heading = column_of(export.table, ID_NUMBER), export.headings[place]
    phones = {c.name for c in export.table.columns if c.type is FieldType.PHONE}
    known = next((name for name, at in export.places.items() if at == place), None)
    if (number and known == number.name) or _NUMBER_HEADING.search(heading):
        return masked_number
    return masked_phone if known in phones or _PHONE_HEADING.search(heading) else masked_words


def _each_once(texts: pa.ChunkedArray, hide: Callable[[str], str]) -> pa.Array:
    """The texts masked; each different one is worked on once."""
    different = texts.combine_chunks().dictionary_encode()
    hidden = [hide(text) if trimmed(text) else text for text in different.dictionary.to_pylist()]
    return pa.array(hidden, pa.string()).take(different.indices)
