"""Values and targets in short.

A figure of one place is cut as in its verdict's reason; an average is rounded half up, and cut
only where rounding would show a target it falls short of as reached (99.996 % of 100 %).
"""

from collections.abc import Iterable, Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from luoshi.obligations import Result
from luoshi.obligations.words import DIGITS, number

MOST_PLACES = 10
"""Decimals of the smallest average."""


def shown(value: Decimal | None) -> str:
    """A number as people read it; a dash where there is none."""
    return "—" if value is None else number(value)


def spread(values: Iterable[Decimal | None]) -> str:
    """The least and the greatest of several: 480～720; one number where they are the same."""
    known = [value for value in values if value is not None]
    if not known:
        return ""
    least, greatest = min(known), max(known)
    return number(least) if least == greatest else f"{number(least)}～{number(greatest)}"


def unit_of(results: Sequence[Result]) -> str:
    """The unit of results of one promise."""
    return next((result.unit for result in results if result.unit), "")


def only(values: Iterable[Decimal | None]) -> Decimal | None:
    """The one number all those known are; None where they differ, or none is known."""
    known = {value for value in values if value is not None}
    return next(iter(known)) if len(known) == 1 else None


def mean(values: Iterable[Decimal | None]) -> Fraction | None:
    """The plain average of those known; None where none is."""
    known = [Fraction(value) for value in values if value is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


def shown_mean(values: Iterable[Decimal | None], target: Decimal | None = None) -> str:
    """The average as people read it; a dash where there is none."""
    return shown_number(rounded_mean(values, target))


def shown_number(value: Decimal | None) -> str:
    """A rounded number as people read it; a dash where there is none."""
    return "—" if value is None else f"{value.normalize() + 0:,f}"


def rounded_mean(values: Iterable[Decimal | None], target: Decimal | None = None) -> Decimal | None:
    """The average rounded half up, but never up to a target it does not reach."""
    found = mean(values)
    if found is None:
        return None
    rounded = _to_places(found, ROUND_HALF_UP)
    if target is not None and found < target <= rounded:
        return _to_places(found, ROUND_FLOOR)
    return rounded


def _to_places(value: Fraction, rounding: str) -> Decimal:
    """Two decimals, or as many as show four digits of a small number."""
    places = 2
    while places < MOST_PLACES and 0 < abs(value) * 10**places < 10 ** (DIGITS - 1):
        places += 1
    with localcontext(prec=60):
        exact = Decimal(value.numerator) / value.denominator
        return exact.quantize(Decimal(1).scaleb(-places), rounding)
