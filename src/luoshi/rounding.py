"""Numbers as people read them, in one way for the whole project.

A number is rounded half up. Held against another (``against``) it is told with as many more
decimals as it takes to tell the two apart: 99.996 % never looks like 100 %.
"""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

Number = Decimal | Fraction | int

MOST_PLACES = 10
"""Most decimals of any number."""


def rounded(value: Number, places: int, against: Number | None = None) -> Decimal:
    """A number rounded half up, to more decimals where it would look like ``against``."""
    found = _half_up(value, places)
    if against is None or against == value:
        return found
    while places < MOST_PLACES and found == _half_up(against, places):
        places += 1
        found = _half_up(value, places)
    return found


def written(value: Number, places: int, against: Number | None = None) -> str:
    """A rounded number in text: 12,000.5."""
    return f"{rounded(value, places, against).normalize() + 0:,f}"


def _half_up(value: Number, places: int) -> Decimal:
    with localcontext(prec=60):
        exact = value if isinstance(value, Decimal) else _quotient(value)
        return exact.quantize(Decimal((0, (1,), -places)), ROUND_HALF_UP)


def _quotient(value: Fraction | int) -> Decimal:
    return Decimal(value.numerator) / value.denominator
