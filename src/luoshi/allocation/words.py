"""Numbers in the sentences of an allocation."""

from decimal import Decimal
from fractions import Fraction


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


def number(value: Fraction | Decimal | int, places: int = 2) -> str:
    """A number as people read it: 12,000.5."""
    shown = decimal(Fraction(value), places)
    return f"{shown.normalize() + 0:,f}" if shown else "0"


def percent(share: Fraction) -> str:
    """A share in percent."""
    return f"{number(share * 100)}%"


def listed(names: tuple[str, ...], most: int = 5) -> str:
    """The first names, and how many there are where some are left out."""
    shown = "、".join(names[:most])
    return f"{shown}等 {len(names)} 个" if len(names) > most else shown
