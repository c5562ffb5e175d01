"""What a kind needs to know before it can judge."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from luoshi.area_queries.period import Period, calendar_year
from luoshi.expressions import Kind as ValueKind
from luoshi.expressions import Vocabulary
from luoshi.pack.obligations import ObligationBase, Stable


class When(StrEnum):
    """For which time a figure is asked."""

    NOW = "now"
    BEFORE = "before"
    LATER = "later"


@dataclass(frozen=True)
class Ask:
    """A figure asked of each county, or ``of_region`` as one; for each value of ``by``.

    ``proves`` marks the figures that are nothing without a row in the tables they gather,
    ``limits`` those that others are held against; ``let`` are shorthands of its text, by name.
    """

    text: str
    when: When = When.NOW
    by: str | None = None
    of_region: bool = False
    kinds: tuple[ValueKind, ...] = (ValueKind.NUMBER,)
    proves: bool = False
    limits: bool = False
    let: tuple[tuple[str, str], ...] = ()


def span(obligation: ObligationBase, when: When, period: Period, day: date) -> Period:
    """The days ``when`` means for an obligation asked of ``period`` as of ``day``.

    Now is what has passed of the period. Before is the whole calendar year before (or the
    base year), and for an obligation of the whole term its first day. Later is from the period's
    first day to ``day``, its end notwithstanding.
    """
    match when:
        case When.NOW:
            return period.until(day)
        case When.LATER:
            return Period(period.start, day)
        case When.BEFORE if isinstance(obligation, Stable) and obligation.base_year:
            return calendar_year(obligation.base_year).until(day)
        case When.BEFORE if obligation.every == "term":
            return Period(period.start, period.start)
        case _:
            return calendar_year(period.start.year - 1)


def rows_of(table: str, words: Vocabulary, when: When) -> Ask:
    """How many rows of evidence a table has."""
    return Ask(f'count("{table}"."{words.table(table).key[0]}")', when)
