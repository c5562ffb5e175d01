"""From cells as they came to values checks can ask.

Each different text of a column is read once, by SQL over all of them. What cannot be read is
null here; the text itself stays in the `Export`.
"""

import re
from collections import defaultdict
from collections.abc import Mapping

import pyarrow as pa

from luoshi.quality.database import Database
from luoshi.quality.elements import PERSON_LENGTH
from luoshi.text.characters import squeezed
from luoshi.warehouse.duck import text as quoted
from luoshi.warehouse.schema import CodeList, Column, FieldType

CELLS = "cells"
"""The relation readings are run over: one column, ``cell``."""

_FULL = "".join(map(chr, range(0xFF01, 0xFF5F))) + "\u3000\xa0\u2212"
_HALF = "".join(map(chr, range(0x21, 0x7F))) + "  -"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\xad"
_BLANKS = " \t\r\n\v\f\u3000\xa0"
_SEPARATOR = re.compile("[,，;；]")

_TEXT = f"nullif(trim(translate(cell, {quoted(_INVISIBLE)}, ''), {quoted(_BLANKS)}), '')"
_NARROW = f"translate({_TEXT}, {quoted(_FULL)}, {quoted(_HALF)})"
_CLOSE = rf"ltrim(regexp_replace({_NARROW}, '\s+', '', 'g'), '''`')"
_SYMBOLS = rf"""CASE WHEN regexp_full_match(cell, '[0-9A-Z]+') THEN cell
 ELSE nullif(upper(regexp_replace({_CLOSE}, '\.0+$', '')), '') END"""
"""A number written in symbols (ID, household, phone): Excel leaves .0 behind whole ones.

Nearly all are different and plain, and mending signs takes long, so plain ones are let be.
"""

_AMOUNT = r"[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?"
_TENTH = r"\d{4}\.1"
_MOMENT = r"[ T]*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$"
_DAY = r"^((?:19|20)\d{2})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})?[日号]?)?|(\d{2})(\d{2})?)$"


def typed(
    texts: Mapping[Column, pa.ChunkedArray],
    codes: Mapping[str, CodeList],
    database: Database,
) -> dict[Column, pa.ChunkedArray]:
    """The cells of columns as values of their types; those read alike are read together."""
    different = {one: cells.combine_chunks().dictionary_encode() for one, cells in texts.items()}
    alike: dict[str, list[Column]] = defaultdict(list)
    for column in texts:
        alike[reading(column)].append(column)
    found = {}
    for read, columns in alike.items():
        cells = pa.chunked_array([different[one].dictionary for one in columns])
        sql = f"SELECT {read} AS cell FROM {CELLS}"
        values, start = database.query(sql, {CELLS: pa.table({"cell": cells})})["cell"], 0
        for column in columns:
            own = values.slice(start, len(different[column].dictionary))
            start += len(own)
            found[column] = _as_listed(own, column, codes).take(different[column].indices)
    return found


def reading(column: Column) -> str:
    """The SQL that reads ``cell`` as the column's type."""
    match column.type:
        case FieldType.INTEGER | FieldType.DECIMAL | FieldType.YEAR:
            return _number(column.unit)
        case FieldType.DATE:
            return _day(f"{_part(3)} || {_part(5)}")
        case FieldType.MONTH:
            return _day("'01'")
        case FieldType.PERSON:
            return f"left({_SYMBOLS}, {PERSON_LENGTH})"
        case FieldType.HOUSEHOLD | FieldType.PHONE | FieldType.ID_NUMBER:
            return _SYMBOLS
        case _:
            return _TEXT


def _number(unit: str | None) -> str:
    """Six decimals: as exactly as an expression can write a number."""
    plain = f"rtrim(rtrim({_NARROW}, {quoted(unit)}))" if unit else _NARROW
    return (
        f"CASE WHEN regexp_full_match({plain}, {quoted(_AMOUNT)})"
        f" THEN try_cast(replace({plain}, ',', '') AS DECIMAL(18,6)) END"
    )


def _day(day: str) -> str:
    """The day a text tells; ``day`` says which of its month.

    2023.1 may be January, or October that lost its zero as a number: it tells none.
    """
    month = f"{_part(2)} || {_part(4)}"
    told = f"try_cast(concat_ws('-', {_part(1)}, {month}, {day}) AS DATE)"
    return f"CASE WHEN NOT regexp_full_match({_NARROW}, {quoted(_TENTH)}) THEN {told} END"


def _part(number: int) -> str:
    """Year (1), month (2 or 4) and day (3 or 5) as written; empty where there is none."""
    text = rf"regexp_replace(regexp_replace({_NARROW}, {quoted(_MOMENT)}, ''), '\.0+$', '')"
    return f"regexp_extract({text}, {quoted(_DAY)}, {number})"


def _as_listed(
    values: pa.ChunkedArray, column: Column, codes: Mapping[str, CodeList]
) -> pa.ChunkedArray:
    """Codes under the names of their list; what it does not have stays as it is."""
    if column.codes is None or column.codes not in codes:
        return values
    names = {squeezed(text): name for text, name in codes[column.codes].spellings.items()}
    read = _one_of if column.type is FieldType.CODE else _some_of
    listed = [None if text is None else read(text, names) for text in values.to_pylist()]
    return pa.chunked_array([pa.array(listed, pa.string())])


def _one_of(text: str, names: Mapping[str, str]) -> str:
    return names.get(squeezed(text), text)


def _some_of(text: str, names: Mapping[str, str]) -> str | None:
    parts = filter(None, map(str.strip, _SEPARATOR.split(text)))
    return ",".join(dict.fromkeys(_one_of(part, names) for part in parts)) or None
