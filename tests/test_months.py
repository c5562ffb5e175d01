"""Months forward and back."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from luoshi.months import last_of_month, months_after

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
spans = st.integers(-600, 600)


def months_of(day: date) -> int:
    return day.year * 12 + day.month


@given(days, spans)
def test_it_lands_so_many_months_away(day: date, months: int) -> None:
    assert months_of(months_after(day, months)) == months_of(day) + months


@given(days, spans)
@example(date(2024, 1, 31), 1)
@example(date(2023, 1, 31), 1)
def test_the_day_stays_or_is_the_months_last(day: date, months: int) -> None:
    found = months_after(day, months)
    assert found.day == day.day or (found == last_of_month(found) and found.day < day.day)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2023, 12, 15), 1, date(2024, 1, 15)),
        (date(2024, 1, 15), -1, date(2023, 12, 15)),
        (date(2023, 11, 30), 1, date(2023, 12, 30)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), -48, date(2020, 2, 29)),
        (date(2023, 10, 31), 1, date(2023, 11, 30)),
        (date(2023, 5, 31), 0, date(2023, 5, 31)),
    ],
)
def test_at_the_edges_of_months_and_years(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


@given(days)
@example(date(2024, 2, 1))
@example(date(2100, 2, 1))
def test_after_the_last_of_a_month_comes_a_first(day: date) -> None:
    last = last_of_month(day)
    assert (last.year, last.month) == (day.year, day.month)
    assert (last + timedelta(days=1)).day == 1
