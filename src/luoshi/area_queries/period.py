"""A stretch of time that is asked about. A day is always asked at its end."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from luoshi.text.dates import chinese_date


@dataclass(frozen=True, order=True)
class Period:
    """From one day to another, both included."""

    start: date
    end: date

    def begun(self, day: date) -> bool:
        """Whether ``day`` lies in or after it."""
        return self.start <= day

    def over(self, day: date) -> bool:
        """Whether it has ended: at the end of its last day it has."""
        return self.end <= day

    def elapsed(self, day: date) -> Fraction:
        """The share of its days that have passed, that day included: 0 to 1."""
        passed = (min(day, self.end) - self.start).days + 1
        return Fraction(max(passed, 0), (self.end - self.start).days + 1)

    def until(self, day: date) -> "Period":
        """The part of it that has passed on ``day``."""
        return Period(self.start, min(self.end, day))

    def __str__(self) -> str:
        """As an ISO 8601 interval."""
        return f"{self.start}/{self.end}"

    @property
    def title(self) -> str:
        """As people say it: 2023年, 2021—2025年, else by days."""
        first, last = self.start, self.end
        if first.year == last.year:
            return f"{first.year}年"
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return f"{first.year}—{last.year}年"
        return f"{chinese_date(first)}至{chinese_date(last)}"

    def title_on(self, day: date) -> str:
        """How a sentence begins: the title, and up to when it is told while it is open."""
        if self.over(day):
            return self.title
        if self.start.year == self.end.year:
            return f"{self.title}截至{day.month}月{day.day}日，"
        return f"{chinese_date(self.start)}至{chinese_date(day)}，"


def calendar_year(year: int) -> Period:
    """1 January to 31 December."""
    return Period(date(year, 1, 1), date(year, 12, 31))
