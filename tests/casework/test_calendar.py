"""When something is due: days count one by one, working days leave out weekends and holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.casework import WORKING_DAY, due_on, is_working_day

UNPUBLISHED = 2099
"""Nobody has said which days are worked in this year."""


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2025, 9, 30), True),
        (date(2025, 10, 1), False),  # the National Day, a Wednesday
        (date(2025, 10, 8), False),  # still the holiday
        (date(2025, 10, 9), True),
        (date(2025, 10, 11), True),  # a Saturday that is worked for the holiday
        (date(2025, 10, 12), False),
    ],
)
def test_holidays_and_the_weekends_worked_for_them(day: date, works: bool) -> None:
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(UNPUBLISHED, 1, 2), True),  # a Friday
        (date(UNPUBLISHED, 1, 3), False),
        (date(UNPUBLISHED, 1, 4), False),
        (date(UNPUBLISHED, 1, 5), True),
    ],
)
def test_a_year_without_published_holidays_has_its_weekends(day: date, works: bool) -> None:
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("days", "unit", "due"),
    [
        (0, "天", date(2025, 9, 30)),
        (1, "天", date(2025, 10, 1)),
        (10, "天", date(2025, 10, 10)),
        (0, WORKING_DAY, date(2025, 9, 30)),
        (1, WORKING_DAY, date(2025, 10, 9)),
        (3, WORKING_DAY, date(2025, 10, 11)),
        (4, WORKING_DAY, date(2025, 10, 13)),
    ],
)
def test_when_what_began_before_the_holiday_is_due(days: int, unit: str, due: date) -> None:
    assert due_on(date(2025, 9, 30), days, unit) == due


@given(st.dates(date(2010, 1, 1), date(2040, 1, 1)), st.integers(1, 40))
def test_so_many_working_days_lie_between(start: date, days: int) -> None:
    due = due_on(start, days, WORKING_DAY)
    after = (start + timedelta(n) for n in range(1, (due - start).days + 1))
    assert sum(map(is_working_day, after)) == days
    assert is_working_day(due)
