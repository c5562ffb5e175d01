"""The periods a ledger is due for, and the last day each may be filled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from luoshi.pack import Pack
from luoshi.warehouse.schema import Due

MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}
HALVES, QUARTERS = ("上半年", "下半年"), ("一季度", "二季度", "三季度", "四季度")


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


def periods(due: Due, since: date, until: date) -> Iterator[DuePeriod]:
    """The periods, oldest first, that begin until ``until``, from the one ``since`` lies in."""
    months = MONTHS[due.every]
    number = (since.year * 12 + since.month - 1) // months
    while (start := _first_day(number * months)) <= until:
        end = _first_day((number + 1) * months) - timedelta(days=1)
        yield DuePeriod(due.every, start, end, end + timedelta(days=due.days))
        number += 1


def told_by(pack: Pack, day: date) -> date:
    """The last day on which some ledger of the pack may be filled for what was on a day.

    No due period is longer than a year.
    """
    return date(day.year, 12, 31) + _longest_wait(pack)


@lru_cache(maxsize=16)
def _longest_wait(pack: Pack) -> timedelta:
    days = (table.due.days for table in pack.tables.values() if table.due)
    return timedelta(days=max(days, default=0))


def _first_day(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)
