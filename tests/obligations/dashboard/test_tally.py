"""Counting states, and numbers in short."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.obligations import Period, Result, Status
from luoshi.obligations.dashboard.figures import (
    mean,
    rounded_mean,
    shown,
    shown_mean,
    spread,
    target_of,
    targets_of,
)
from luoshi.obligations.dashboard.status_counts import SHOWN, UNDECIDED, Tally

statuses = st.lists(st.sampled_from(Status), max_size=40)


def test_every_state_is_shown_once() -> None:
    assert sorted(SHOWN) == sorted(Status)


@given(statuses)
def test_the_parts_make_the_whole(found: list[Status]) -> None:
    tally = Tally.of(found)
    assert sum(count for _, count in tally.lines) == tally.total == len(found)
    assert sum(count for _, count in tally.present) == tally.total
    assert tally.due == sum(status not in UNDECIDED for status in found)


@given(statuses)
def test_a_hundred_percent_means_all(found: list[Status]) -> None:
    tally = Tally.of(found)
    if tally.due == 0:
        assert tally.percent_met is None
    else:
        assert (tally.percent_met == 100) == (tally.met == tally.due)


@given(statuses.filter(bool))
def test_the_bar_is_filled_from_end_to_end(found: list[Status]) -> None:
    parts = Tally.of(found).segments
    assert parts[0].start == 0
    assert sum(part.width for part in parts) == pytest.approx(100, abs=0.1)
    for before, after in pairwise(parts):
        assert after.start == pytest.approx(before.start + before.width, abs=0.01)


@given(statuses)
def test_one_more_met_never_lowers_the_share(found: list[Status]) -> None:
    before, after = Tally.of(found).share_met, Tally.of([*found, Status.MET]).share_met
    assert after is not None
    assert (before or Fraction(0)) <= after


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([], ""),
        ([None, None], ""),
        ([Decimal(600), None], "600"),
        ([Decimal(600), Decimal("600.0")], "600"),
        ([Decimal("12000.5"), Decimal(3)], "3～12,000.5"),
    ],
)
def test_from_the_least_to_the_greatest(values: list[Decimal | None], said: str) -> None:
    assert spread(values) == said


def test_what_is_not_known_is_a_dash() -> None:
    assert shown(None) == shown_mean([None]) == "—"
    assert shown_mean([Decimal(1), None, Decimal(2)]) == "1.5"


@pytest.mark.parametrize(
    ("met", "due", "percent"),
    [(2, 3, 67), (1, 8, 13), (199, 200, 99), (9999, 10000, 99), (5, 5, 100)],
)
def test_the_share_met_is_rounded_but_never_to_all(met: int, due: int, percent: int) -> None:
    found = [Status.MET] * met + [Status.BREACHED] * (due - met)
    assert Tally.of(found).percent_met == percent


@pytest.mark.parametrize(
    ("values", "target", "said"),
    [
        ([Decimal(105), *[Decimal(0)] * 8], None, "11.67"),
        ([Decimal("0.5"), Decimal("0.505")], None, "0.5025"),
        ([Decimal(24001), Decimal(24000)], None, "24,000.5"),
        ([Decimal(100), Decimal("99.99")], Decimal(100), "99.995"),
        ([Decimal(100), Decimal("99.99")], None, "100"),
        ([Decimal(101), Decimal("100.99")], Decimal(100), "101"),
    ],
)
def test_an_average_is_rounded_but_never_up_to_the_target(
    values: list[Decimal], target: Decimal | None, said: str
) -> None:
    assert shown_mean(values, target) == said


@given(st.lists(st.decimals(0, 10_000, places=4), min_size=1, max_size=9), st.integers(0, 10_000))
def test_what_is_shown_stands_on_the_side_of_the_target_where_the_average_does(
    values: list[Decimal], target: int
) -> None:
    exact, shown_as = mean(values), rounded_mean(values, Decimal(target))
    assert exact is not None
    assert shown_as is not None
    assert (shown_as >= target) == (exact >= target)


def _result(target: int | None, *, at_most: bool = False) -> Result:
    year = Period(date(2023, 1, 1), date(2023, 12, 31))
    value = None if target is None else Decimal(target)
    return Result("a", "2.3", "640422", year, Status.MET, value, value, "个", "", at_most=at_most)


def test_a_limit_from_above_reads_as_one() -> None:
    assert target_of(_result(15, at_most=True)) == "≤ 15"
    assert target_of(_result(10)) == "10"
    assert target_of(_result(None, at_most=True)) == target_of(None) == "—"
    together = [_result(10), _result(15, at_most=True), _result(12, at_most=True)]
    assert targets_of(together) == "10、≤ 12～15"
    assert targets_of([_result(0, at_most=True)]) == "≤ 0"
