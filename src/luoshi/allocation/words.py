"""Numbers in the sentences of an allocation."""

from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction

DIGITS = 60
"""Enough digits for any amount."""


def decimal(value: Fraction, places: int) -> Decimal:
    """The nearest number with so many decimals."""
    with localcontext(prec=DIGITS):
        exact = Decimal(value.numerator) / value.denominator
        return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)


def number(value: Fraction | Decimal | int, places: int = 2) -> str:
    """A number as people read it: 12,000.5."""
    shown = decimal(Fraction(value), places)
    return f"{shown.normalize() + 0:,f}" if shown else "0"


def percent(share: Fraction) -> str:
    """A share in percent."""
    return f"{number(share * 100)}%"


def moved(value: Fraction, unit: str) -> str:
    """增加 12 万元, 减少 3 万元."""
    return f"{'增加' if value > 0 else '减少'} {number(abs(value))} {unit}"


def listed(names: tuple[str, ...], most: int = 5) -> str:
    """The first names, and how many there are where some are left out."""
    shown = "、".join(names[:most])
    return f"{shown}等 {len(names)} 个" if len(names) > most else shown
