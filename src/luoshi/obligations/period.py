"""The time an obligation is asked of."""

from datetime import date

from luoshi.area_queries.period import Period, calendar_year
from luoshi.pack.obligations import Milestone, ObligationBase


def periods(obligation: ObligationBase) -> tuple[Period, ...]:
    """Every period an obligation is asked of, earliest first.

    A yearly obligation's years are cut to its first and last day; a milestone runs to its due day.
    """
    if isinstance(obligation, Milestone):
        return (Period(obligation.since, obligation.due),)
    if obligation.every == "term":
        return (Period(obligation.since, obligation.until),)
    years = map(calendar_year, range(obligation.since.year, obligation.until.year + 1))
    return tuple(
        Period(max(year.start, obligation.since), min(year.end, obligation.until)) for year in years
    )


def begun(obligation: ObligationBase, day: date) -> tuple[Period, ...]:
    """The periods begun on ``day``, the current one last."""
    return tuple(period for period in periods(obligation) if period.begun(day))


def current(obligation: ObligationBase, day: date) -> Period:
    """The latest period begun on ``day``; the first where none has."""
    every = periods(obligation)
    return next((period for period in reversed(every) if period.begun(day)), every[0])
