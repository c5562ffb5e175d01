"""What is solved: amounts as near to the formula's as the limits allow. Plain numbers only."""

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain

from luoshi.allocation.inputs import Amounts, Code


@dataclass(frozen=True)
class ConstraintRow:
    """Sums of the amounts of counties, each times its coefficient, at least ``least`` together."""

    sides: tuple[tuple[Fraction, tuple[Code, ...]], ...]
    least: Fraction = Fraction(0)

    def slack(self, amounts: Amounts) -> Fraction:
        """By how much it is kept; below zero it is broken."""
        sums = (one * sum(amounts[code] for code in codes) for one, codes in self.sides)
        return sum(sums, Fraction(0)) - self.least


@dataclass(frozen=True)
class Demand:
    """What a limit demands: floors and caps of counties, and rows over several; at least one."""

    id: str
    low: Amounts = field(default_factory=dict)
    high: Amounts = field(default_factory=dict)
    rows: tuple[ConstraintRow, ...] = ()

    def slack(self, amounts: Amounts) -> Fraction:
        """By how much it is kept where it is tightest; below zero it is broken."""
        return min(
            chain(
                (amounts[code] - one for code, one in self.low.items()),
                (one - amounts[code] for code, one in self.high.items()),
                (row.slack(amounts) for row in self.rows),
            )
        )


@dataclass(frozen=True)
class Problem:
    """The formula's amounts, and what they must meet.

    Amounts are to be whole numbers of ``step``, and exactly the total together where there is
    one; an odd part of a step goes to one county. Of the alternatives of a demand one is
    enough. No amount is below zero where there is a total.
    """

    formula: Amounts
    total: Fraction | None
    step: Fraction
    demands: tuple[tuple[Demand, ...], ...] = ()
