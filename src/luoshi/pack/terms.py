"""The days between which something holds, both included."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, order=True)
class Term:
    """From ``first`` to ``last``, both included."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last

    def nearest(self, day: date) -> date:
        """``day``, or the day of the term that is nearest to it."""
        return min(max(day, self.first), self.last)

    @property
    def years(self) -> range:
        """The calendar years it touches."""
        return range(self.first.year, self.last.year + 1)


def spanned(terms: Iterable[Term]) -> Term:
    """From the first day of all to the last day of all.

    Raises:
        ValueError: there are none.
    """
    every = list(terms)
    return Term(min(one.first for one in every), max(one.last for one in every))
