"""The periods a ledger is due for, and the last day each may be filled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from luoshi.area_queries.period import Period
from luoshi.ids import notice_of
from luoshi.pack import Pack
from luoshi.pack.terms import Term
from luoshi.warehouse.schema import Due, Table

MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}
HALVES, QUARTERS = ("上半年", "下半年"), ("一季度", "二季度", "三季度", "四季度")

_LOOK_BACK = timedelta(days=800)
"""More than two of the longest periods."""


@dataclass(frozen=True)
class DuePeriod:
    """A period, its first and last day, and the last day to fill it."""

    every: str
    start: date
    end: date
    deadline: date

    @property
    def title(self) -> str:
        """The period in words: 2024 年一季度."""
        year, part = self.start.year, (self.start.month - 1) // MONTHS[self.every]
        parts = {"half": HALVES, "quarter": QUARTERS}
        if self.every == "month":
            return f"{year} 年 {self.start.month} 月"
        return f"{year} 年{parts[self.every][part]}" if self.every in parts else f"{year} 年"

    def has_ended(self, today: date) -> bool:
        """Whether the period lies behind, so that it is to be filled."""
        return self.end < today

    def may_be_filled(self, known_on: date) -> bool:
        """Whether it may still be told on a day, its deadline included."""
        return known_on <= self.deadline


def periods(due: Due, since: date, until: date) -> Iterator[DuePeriod]:
    """The periods, oldest first, that begin until ``until``, from the one ``since`` lies in."""
    months = MONTHS[due.every]
    number = (since.year * 12 + since.month - 1) // months
    while (start := _first_day(number * months)) <= until:
        end = _first_day((number + 1) * months) - timedelta(days=1)
        yield DuePeriod(due.every, start, end, end + timedelta(days=due.days))
        number += 1


@lru_cache(maxsize=256)
def due_periods(pack: Pack, table: str) -> tuple[DuePeriod, ...]:
    """Every period a ledger is owed for, oldest first: once, however many notices ask for it."""
    due = pack.tables[table].due
    if due is None:
        return ()
    terms = owed_terms(pack, table)
    found = {one.start: one for term in terms for one in periods(due, term.first, term.last)}
    return tuple(found[start] for start in sorted(found))


def begun_periods(pack: Pack, table: str, day: date) -> list[DuePeriod]:
    """Those of :func:`due_periods` that have begun by a day."""
    return [one for one in due_periods(pack, table) if one.start <= day]


@lru_cache(maxsize=256)
def owed_terms(pack: Pack, table: str) -> tuple[Term, ...]:
    """When a ledger is owed: in the terms of the notices it is a record of, else in all terms."""
    proved = {notice_of(one.id) for one in pack.obligations.values() if table in one.records}
    return tuple(one.term for one in pack.notices.values() if not proved or one.id in proved)


def told_by(pack: Pack, day: date) -> date:
    """The last day on which some ledger of the pack may be filled for what was on a day.

    No due period is longer than a year.
    """
    return date(day.year, 12, 31) + _longest_wait(pack)


@lru_cache(maxsize=16)
def _longest_wait(pack: Pack) -> timedelta:
    days = (table.due.days for table in pack.tables.values() if table.due)
    return timedelta(days=max(days, default=0))


def needed_periods(
    pack: Pack, table: Table, span: Period, day: date, known_on: date
) -> tuple[DuePeriod, ...]:
    """The periods that must be declared for a span to be known as of a day.

    Of rows dated by day, all periods of the span that have ended; of running totals by year, the
    last of each year; of standing lists, the last until the span's end. Where the last may still
    be filled on ``known_on``, those before it must be declared instead. Nobody owes what lies in
    no term of a notice.
    """
    assert table.due
    until = min(span.end, day)
    dated = table.period is not None
    since = span.start if dated else until - _LOOK_BACK
    begun = begun_periods(pack, table.id, until)
    ended = [one for one in begun if since <= one.end <= day]
    if not dated:
        ended = [one for one in ended if one.end <= until]
        return _last(ended, known_on)
    if table.year is None:
        return tuple(ended)
    years = dict.fromkeys(one.start.year for one in ended)
    by_year = (_last([one for one in ended if one.start.year == year], known_on) for year in years)
    return tuple(one for kept in by_year for one in kept)


def _last(ended: Sequence[DuePeriod], known_on: date) -> tuple[DuePeriod, ...]:
    """The last one, and while it may still be filled the one before it."""
    if ended and ended[-1].may_be_filled(known_on):
        return tuple(ended[-2:])
    return tuple(ended[-1:])


def _first_day(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)
