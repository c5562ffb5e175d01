"""Which day is asked about."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi import pack
from luoshi.site.notices.forms import MomentForm

TODAY = date(2026, 3, 1)


def form(today: date = TODAY, **asked: str) -> MomentForm:
    return MomentForm(asked, pack.load().notices["2021-26"].term, today)


WITHIN = date(2024, 5, 5)
LAST = date(2025, 12, 31)
"""The term's last day."""


@pytest.mark.parametrize(
    ("today", "usual"),
    [(WITHIN, WITHIN), (LAST, LAST), (date(2026, 1, 1), LAST), (TODAY, LAST)],
)
def test_nothing_asked_means_today_and_after_the_term_its_last_day(
    today: date, usual: date
) -> None:
    asked = form(today)
    assert asked.moment.day == usual
    assert asked.moment.known_at is None
    assert asked.query == ""


def test_today_may_be_asked_for_after_the_term() -> None:
    asked = form(day=TODAY.isoformat())
    assert asked.moment.day == TODAY
    assert asked.query == f"?day={TODAY}"


@pytest.mark.parametrize("day", ["明天", "2023-13-01", "<b>", ""])
def test_nonsense_means_the_usual_day(day: str) -> None:
    assert form(WITHIN, day=day).moment.day == WITHIN


@pytest.mark.parametrize(
    ("day", "meant"),
    [
        ("1999-01-01", date(2021, 1, 1)),
        ("2023-06-30", date(2023, 6, 30)),
        ("2099-01-01", date(2026, 12, 31)),
    ],
)
def test_a_day_beyond_the_slider_means_its_end(day: str, meant: date) -> None:
    assert form(day=day).moment.day == meant


def test_the_slider_goes_beyond_the_term_and_today() -> None:
    assert list(form().years) == [2021, 2022, 2023, 2024, 2025, 2026]
    assert list(form(date(2031, 1, 1)).years)[-1] == 2031


@given(st.dates(date(2021, 1, 1), date(2026, 12, 31)))
def test_the_place_on_the_slider_is_the_day(day: date) -> None:
    asked = form(day=day.isoformat())
    assert 0 <= asked.place <= asked.days
    assert (asked.moment.day - asked.first).days == asked.place


def test_what_was_known_counts_to_the_end_of_its_day() -> None:
    asked = form(day="2023-06-30", known="2023-07-15")
    assert asked.moment.known_at is not None
    assert asked.moment.known_at.isoformat() == "2023-07-15T23:59:59.999999+08:00"
    assert asked.query == "?day=2023-06-30&known=2023-07-15"


@pytest.mark.parametrize("known", ["2026-03-01", "2030-01-01", "昨天"])
def test_from_today_on_everything_is_known(known: str) -> None:
    assert form(known=known).moment.known is None


@pytest.mark.parametrize(
    ("day", "listed"),
    [
        ("2021-01-01", date(2021, 9, 3)),
        ("2023-06-30", date(2023, 6, 30)),
        ("2026-06-30", date(2025, 12, 31)),
    ],
)
def test_county_lists_are_those_of_the_term(day: str, listed: date) -> None:
    assert form(day=day).list_day == listed
