"""Numbers in the sentences of verdicts."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal, localcontext
from fractions import Fraction

STRENGTHS = {
    "duty": "",
    "principle": "（文件表述为“原则上”）",
    "effort": "（文件要求努力做到）",
}
"""How strongly the notice puts it, said at the end of a reason; a duty goes without saying."""

BESIDE = "作为比较对象，"
"""How what is said of a county begins that others are compared with."""

DIGITS = 4
"""Fewest significant digits of an average."""


def number(value: Decimal | Fraction | int) -> str:
    """A number as people read it: 12,000.5; two decimals, or four below ten."""
    return _written(Fraction(value), 2 if abs(Fraction(value)) >= 10 else DIGITS)


def average(value: Fraction) -> str:
    """A quotient: two decimals, or as many as show four digits of a small one."""
    places = 2
    while places < 10 and 0 < abs(value) * 10**places < 10 ** (DIGITS - 1):
        places += 1
    return _written(value, places)


def mean(value: Fraction, unit: str | None) -> str:
    """An average with its unit."""
    return f"{average(value)} {unit}" if unit else average(value)


def percent(share: Fraction) -> str:
    """A share in percent, cut off at two decimals."""
    return f"{_written(share * 100, 2)}%"


def amount(value: Decimal | Fraction | int, unit: str | None) -> str:
    """A number with its unit."""
    return f"{number(value)} {unit}" if unit else number(value)


def listed(names: Sequence[str], most: int, unit: str = "个") -> str:
    """The first names, and how many there are where some are left out."""
    shown = "、".join(names[:most])
    return f"{shown}等 {len(names)} {unit}" if len(names) > most else shown


def compared(
    value: Decimal | Fraction, target: Decimal | Fraction, unit: str | None, less: str = "低于"
) -> str:
    """480 亩，低于 600 亩，差 120 亩."""
    said, aim = amount(value, unit), amount(target, unit)
    gap = Fraction(target) - Fraction(value)
    if gap > 0:
        return f"{said}，{less} {aim}，差 {amount(gap, unit)}"
    return f"{said}，达到 {aim}" + (f"，多 {amount(-gap, unit)}" if gap else "")


def _written(value: Fraction, places: int) -> str:
    with localcontext(prec=60):
        exact = Decimal(value.numerator) / value.denominator
        cut = exact.quantize(Decimal(1).scaleb(-places), ROUND_FLOOR)
        return f"{cut.normalize() + 0:,f}"
