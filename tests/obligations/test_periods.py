"""When an obligation is asked, and the edges of its periods."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from obligations.making import obligation
from pydantic import ValidationError

from luoshi.area_queries.period import Period
from luoshi.obligations.inputs import When, span
from luoshi.obligations.period import current, periods

FIRST, LAST = date(2021, 9, 3), date(2025, 12, 31)
YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))
days = st.dates(date(2020, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("day", "begun", "over"),
    [
        (date(2022, 12, 31), False, False),
        (date(2023, 1, 1), True, False),
        (date(2023, 12, 30), True, False),
        (date(2023, 12, 31), True, True),
        (date(2024, 1, 1), True, True),
    ],
)
def test_a_day_is_asked_at_its_end(day: date, begun: bool, over: bool) -> None:
    assert (YEAR.begun(day), YEAR.over(day)) == (begun, over)


def test_elapsed_counts_the_day_itself() -> None:
    assert YEAR.elapsed(date(2022, 12, 31)) == 0
    assert YEAR.elapsed(date(2023, 1, 1)) == Fraction(1, 365)
    assert YEAR.elapsed(date(2023, 12, 31)) == 1
    assert YEAR.elapsed(date(2030, 1, 1)) == 1


def test_years_are_cut_to_the_first_and_last_day() -> None:
    found = periods(obligation("quota", **{"from": FIRST, "to": LAST}))
    assert len(found) == 5
    assert found[0] == Period(FIRST, date(2021, 12, 31))
    assert found[1] == Period(date(2022, 1, 1), date(2022, 12, 31))
    assert found[-1].end == LAST


def test_a_term_is_one_period_and_a_milestone_ends_when_due() -> None:
    assert periods(obligation("quota", every="term")) == (Period(date(2021, 1, 1), LAST),)
    assert periods(obligation("milestone")) == (Period(date(2021, 1, 1), date(2023, 12, 31)),)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2021, 9, 2), 2021),
        (FIRST, 2021),
        (date(2021, 12, 31), 2021),
        (date(2022, 1, 1), 2022),
        (LAST, 2025),
        (date(2026, 1, 1), 2025),
        (date(2030, 6, 1), 2025),
    ],
)
def test_the_current_period_is_the_latest_begun(day: date, year: int) -> None:
    assert current(obligation("quota", **{"from": FIRST}), day).end.year == year


@given(day=days)
def test_the_current_period_never_moves_back(day: date) -> None:
    asked = obligation("quota")
    assert current(asked, day) <= current(asked, day + timedelta(1))


@given(day=days)
def test_periods_follow_each_other_without_gap(day: date) -> None:
    asked = obligation("quota", **{"from": FIRST})
    holding = [period for period in periods(asked) if period.start <= day <= period.end]
    assert len(holding) == (FIRST <= day <= LAST)


@pytest.mark.parametrize(
    ("period", "title"),
    [
        (YEAR, "2023年"),
        (Period(FIRST, date(2021, 12, 31)), "2021年"),
        (Period(date(2021, 1, 1), LAST), "2021—2025年"),
        (Period(FIRST, LAST), "2021年9月3日至2025年12月31日"),
    ],
)
def test_titles(period: Period, title: str) -> None:
    assert period.title == title
    assert period.title_on(date(2026, 1, 1)) == title


def test_an_open_period_says_up_to_when() -> None:
    assert YEAR.title_on(date(2023, 6, 30)) == "2023年截至6月30日，"
    term = Period(date(2021, 1, 1), LAST)
    assert term.title_on(date(2023, 6, 30)) == "2021年1月1日至2023年6月30日，"


def test_now_is_what_has_passed() -> None:
    asked = obligation("quota")
    assert span(asked, When.NOW, YEAR, date(2023, 6, 30)).end == date(2023, 6, 30)
    assert span(asked, When.NOW, YEAR, date(2024, 6, 30)) == YEAR


@pytest.mark.parametrize(
    ("rest", "before"),
    [
        ({}, Period(date(2022, 1, 1), date(2022, 12, 31))),
        ({"base_year": 2021}, Period(date(2021, 1, 1), date(2021, 12, 31))),
        ({"every": "term"}, Period(date(2023, 1, 1), date(2023, 1, 1))),
    ],
)
def test_before(rest: dict[str, object], before: Period) -> None:
    asked = obligation("stable", **rest)
    assert span(asked, When.BEFORE, YEAR, date(2023, 6, 30)) == before


def test_the_base_year_is_never_asked_ahead_of_the_day() -> None:
    asked = obligation("stable", base_year=2023)
    assert span(asked, When.BEFORE, YEAR, date(2023, 6, 30)).end == date(2023, 6, 30)


def test_later_goes_past_the_end() -> None:
    found = span(obligation("milestone"), When.LATER, YEAR, date(2024, 3, 1))
    assert found == Period(YEAR.start, date(2024, 3, 1))


@pytest.mark.parametrize(
    ("kind", "rest", "said"),
    [
        ("quota", {"from": "2023-01-01", "to": "2022-12-31"}, "早于起始日"),
        ("milestone", {"from": "2023-01-01", "due": "2022-12-31"}, "不在 2023-01-01 到"),
        ("prohibition", {"when": None}, "至少写一个"),
    ],
)
def test_a_obligation_that_cannot_be_is_refused(kind: str, rest: dict[str, str], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        obligation(kind, **rest)
