"""Cells that are plainly right, told from others all at once; the others are read one by one.

Nearly all cells of a large file are such. What is told here is what the readers would give.
"""

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from luoshi.text.person_number import CHECK_DIGITS, LENGTH, WEIGHTS
from luoshi.warehouse.schema import Column, FieldType

Flags = npt.NDArray[np.bool_]

_BLANK = r"\s\p{Z}\p{Cc}\p{Cf}"
_SHORT = 13  # longer texts may hold an ID number
_PERSON = "^[1-8][0-9]{16}[0-9X]$"
_EXACT_BELOW = 10**13
_CENTS = 100


def plain_form(column: Column) -> str | None:
    """A regular expression of texts of the column that are stored as they are."""
    match column.type:
        case FieldType.TEXT if column.digits is None:
            return rf"^[^#{_BLANK}][^{_BLANK}]{{0,{_SHORT - 1}}}$"
        case FieldType.HOUSEHOLD:
            return f"^[0-9]{{{column.digits or 1},17}}$"
        case FieldType.PHONE:
            return "^1[0-9]{10}$"
    return None


def stored_as_they_are(texts: pa.Array, form: str) -> Flags:
    """Which of the texts match a form."""
    matched = pc.fill_null(pc.match_substring_regex(texts, form), False)
    return np.asarray(matched.to_numpy(zero_copy_only=False), np.bool_)


def sound_numbers(texts: pa.Array) -> Flags:
    """Which texts are ID numbers of 18 characters whose check digit is right."""
    sound = stored_as_they_are(texts, _PERSON)
    signs = np.frombuffer("".join(texts.filter(pa.array(sound)).to_pylist()).encode(), np.uint8)
    digits = signs.reshape(-1, LENGTH)
    sums = (digits[:, :-1].astype(np.int64) - ord("0")) @ np.array(WEIGHTS)
    expected = np.frombuffer(CHECK_DIGITS.encode(), np.uint8)[sums % len(CHECK_DIGITS)]
    sound[sound] = digits[:, -1] == expected
    return sound


def plain_amounts(numbers: Sequence[float], column: Column) -> list[Decimal | None]:
    """Amounts of at most two decimals inside the column's bounds; nothing for other numbers."""
    values = np.array(numbers, np.float64)
    with np.errstate(invalid="ignore", over="ignore"):
        cents = np.rint(values * _CENTS)
        plain = (cents / _CENTS == values) & (np.abs(values) < _EXACT_BELOW)
    plain &= values >= float(column.minimum or 0)
    if column.maximum is not None:
        plain &= values <= float(column.maximum)
    scale = Decimal(1) / _CENTS
    found = zip(plain.tolist(), np.where(plain, cents, 0).astype(np.int64).tolist(), strict=True)
    return [whole * scale if right else None for right, whole in found]
