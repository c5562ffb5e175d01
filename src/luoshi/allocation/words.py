"""Numbers in the sentences of an allocation."""

from decimal import Decimal
from fractions import Fraction

from luoshi.rounding import Number, written


def decimal(value: Fraction, places: int) -> Decimal:
    """The nearest number with so many decimals, of two as near the even one."""
    return scaled(halved(value.numerator * 10**places, value.denominator), places)


def halved(value: int, by: int) -> int:
    """A quotient to the nearest whole number, of two as near the even one."""
    whole, rest = divmod(value, by)
    return whole + (2 * rest > by or (2 * rest == by and whole % 2))


def scaled(whole: int, places: int) -> Decimal:
    """A whole number of the smallest amounts."""
    return Decimal(whole).scaleb(-places)


def number(value: Number, places: int = 2, against: Number | None = None) -> str:
    """A number as people read it, told apart from what it is held against: 12,000.5."""
    return written(value, places, against)


def percent(share: Number) -> str:
    """A share in percent."""
    return f"{number(Fraction(share) * 100)}%"


def listed(names: tuple[str, ...], most: int = 5) -> str:
    """The first names, and how many there are where some are left out."""
    shown = "、".join(names[:most])
    return f"{shown}等 {len(names)} 个" if len(names) > most else shown
