"""Months forward and back, and the twelve months an income is counted over."""

import calendar
from datetime import date, timedelta

MONTHS_A_YEAR = 12


def months_after(day: date, months: int) -> date:
    """The same day ``months`` later (or earlier), or the month's last where it has none such."""
    years, month = divmod(day.month - 1 + months, MONTHS_A_YEAR)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def income_window(entry: date) -> tuple[date, date]:
    """First and last day of the twelve months before the month of ``entry``.

    Identified in June 2021: 2020-06-01 to 2021-05-31 (南康区; the same in Anhui in 2020).
    """
    end = entry.replace(day=1)
    return months_after(end, -MONTHS_A_YEAR), end - timedelta(1)
