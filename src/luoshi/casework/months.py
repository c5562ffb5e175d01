"""The twelve months an income is counted over."""

from datetime import date, timedelta

from luoshi.months import months_after

MONTHS_A_YEAR = 12


def income_window(entry: date) -> tuple[date, date]:
    """First and last day of the twelve months before the month of ``entry``.

    Identified in June 2021: 2020-06-01 to 2021-05-31 (南康区; the same in Anhui in 2020).
    """
    end = entry.replace(day=1)
    return months_after(end, -MONTHS_A_YEAR), end - timedelta(1)
