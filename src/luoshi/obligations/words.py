"""Numbers in the sentences of verdicts, and wherever figures of counties are shown.

``against`` is what a number is held against (`luoshi.rounding`).
"""

from collections.abc import Sequence
from fractions import Fraction

from luoshi.rounding import MOST_PLACES, Number, written

BESIDE = "作为比较对象，"
"""How what is said of a county begins that others are compared with."""

DIGITS = 4
"""Fewest significant digits of an average."""

PLACES = 2
"""Decimals of what is not small."""


def number(value: Number, against: Number | None = None) -> str:
    """A number as people read it: 12,000.5; two decimals, or four below ten."""
    return written(value, PLACES if value >= 10 or value <= -10 else DIGITS, against)


def average(value: Fraction, against: Number | None = None) -> str:
    """A quotient: two decimals, or as many as show four digits of a small one."""
    return written(value, places_of(value), against)


def places_of(value: Fraction) -> int:
    """Two decimals, or as many as show four digits of a small number."""
    places = PLACES
    while places < MOST_PLACES and 0 < abs(value) * 10**places < 10 ** (DIGITS - 1):
        places += 1
    return places


def mean(value: Fraction, unit: str | None, against: Number | None = None) -> str:
    """An average with its unit."""
    return f"{average(value, against)} {unit}" if unit else average(value, against)


def percent(share: Number, against: Number | None = None) -> str:
    """A share in percent, to two decimals."""
    aim = None if against is None else Fraction(against) * 100
    return f"{written(Fraction(share) * 100, PLACES, aim)}%"


def amount(value: Number, unit: str | None, against: Number | None = None) -> str:
    """A number with its unit."""
    return f"{number(value, against)} {unit}" if unit else number(value, against)


def listed(names: Sequence[str], most: int, unit: str = "个") -> str:
    """The first names, and how many there are where some are left out."""
    shown = "、".join(names[:most])
    return f"{shown}等 {len(names)} {unit}" if len(names) > most else shown


def compared(value: Number, target: Number, unit: str | None, less: str = "低于") -> str:
    """480 亩，低于 600 亩，差 120 亩."""
    said, aim = amount(value, unit, target), amount(target, unit, value)
    gap = Fraction(target) - Fraction(value)
    if gap > 0:
        return f"{said}，{less} {aim}，差 {amount(gap, unit, 0)}"
    return f"{said}，达到 {aim}" + (f"，多 {amount(-gap, unit, 0)}" if gap else "")
