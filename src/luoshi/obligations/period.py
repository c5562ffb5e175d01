"""The time a promise is asked of."""

from datetime import date

from luoshi.area_queries.period import Period, calendar_year
from luoshi.pack.obligations import Milestone, Promise


def periods(promise: Promise) -> tuple[Period, ...]:
    """Every period a promise is asked of, earliest first.

    A yearly promise's years are cut to its first and last day; a milestone runs to its due day.
    """
    if isinstance(promise, Milestone):
        return (Period(promise.since, promise.due),)
    if promise.every == "term":
        return (Period(promise.since, promise.until),)
    years = map(calendar_year, range(promise.since.year, promise.until.year + 1))
    return tuple(
        Period(max(year.start, promise.since), min(year.end, promise.until)) for year in years
    )


def begun(promise: Promise, day: date) -> tuple[Period, ...]:
    """The periods begun on ``day``, the current one last."""
    return tuple(period for period in periods(promise) if period.begun(day))


def current(promise: Promise, day: date) -> Period:
    """The latest period begun on ``day``; the first where none has."""
    every = periods(promise)
    return next((period for period in reversed(every) if period.begun(day)), every[0])
