"""Clocks: when something is due, in days or working days of the Chinese calendar."""

from datetime import date, timedelta
from itertools import count

import chinese_calendar

from luoshi.expressions.workdays import WORKING_DAY

_SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Whether people work on a day: holidays and the weekends worked for them are known.

    Years whose holidays are not published yet (or are not known any more) count their plain
    weekends only.
    """
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < _SATURDAY


def due_on(start: date, days: int, unit: str) -> date:
    """The last day in time for what began on ``start`` and may take ``days`` of a unit."""
    if unit != WORKING_DAY:
        return start + timedelta(days)
    after = (start + timedelta(n) for n in count(1))
    working = (day for day in after if is_working_day(day))
    due = start
    for _ in range(days):
        due = next(working)
    return due
