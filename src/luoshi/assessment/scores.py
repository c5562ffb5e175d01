"""What a score is: so many points, or a range of them while something is not known."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from luoshi.area_queries import Value
from luoshi.text.numbers import rounded

Points = Decimal
"""Points, to the hundredth."""

NONE = Decimal(0)


def points(exact: Fraction | Decimal) -> Points:
    """Exact points as they are written: to the hundredth, half up."""
    return rounded(exact, 2)


@dataclass(frozen=True)
class Score:
    """What a place has of some points, as far as it is known: between ``low`` and ``high``.

    Where nothing was ``due`` it is neither merit nor fault and does not count. ``value`` is the
    figure it comes from, ``reason`` says it in Chinese.
    """

    low: Points
    high: Points
    reason: str
    value: Value = None
    due: bool = True

    @property
    def open(self) -> bool:
        """Whether something that is not known could change it."""
        return self.due and self.low != self.high

    @property
    def sure(self) -> Points | None:
        """The points, where they are known."""
        return self.low if self.due and self.low == self.high else None


def sure(exact: Fraction | Decimal, reason: str, value: Value = None) -> Score:
    """A score that is known."""
    found = points(exact)
    return Score(found, found, reason, value)


def between(
    one: Fraction | Decimal, other: Fraction | Decimal, reason: str, value: Value = None
) -> Score:
    """A score that is one of these or between."""
    low, high = sorted((points(one), points(other)))
    return Score(low, high, reason, value)


def unknown(most: Decimal, why: str) -> Score:
    """Nothing is known: anything from nothing to all."""
    return Score(NONE, points(most), why)


def not_due(why: str) -> Score:
    """There was nothing to do."""
    return Score(NONE, NONE, why, due=False)
