"""Laws that hold of every figure."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from obligations.making import case

from luoshi.area_queries.reported import Standing
from luoshi.obligations.kinds import (
    activity,
    coverage,
    floor,
    mechanism,
    milestone,
    outpace,
    quota,
    stable,
    tilt,
)
from luoshi.obligations.kinds import range as range_
from luoshi.obligations.status import Status
from luoshi.obligations.verdict import JudgedObligation, Verdict, decimal
from luoshi.text.numbers import number, percent

RANK = {Status.BREACHED: 0, Status.AT_RISK: 1, Status.ON_TRACK: 2, Status.MET: 3}
"""How good a judged status is."""

days = st.dates(date(2021, 1, 1), date(2026, 12, 31))
amounts = st.decimals(0, 10**9, places=2)
counts = st.integers(0, 10**6).map(Decimal)
shares = st.decimals(0, 1, places=2)


def better(one: Verdict, other: Verdict) -> bool:
    return RANK[one.status] >= RANK[other.status]


@given(days, amounts, amounts, st.decimals(1, 10**9, places=2))
def test_raising_an_amount_never_worsens_its_quota(
    day: date, value: Decimal, more: Decimal, target: Decimal
) -> None:
    asked = case("quota", day)
    found = quota.judge(asked, quota.Figures(value, target))
    assert better(quota.judge(asked, quota.Figures(value + more, target)), found)


@given(days, counts, counts, counts.filter(bool), shares)
def test_more_evidence_never_worsens_coverage(
    day: date, part: Decimal, more: Decimal, whole: Decimal, target: Decimal
) -> None:
    asked = case("coverage", day)
    found = coverage.judge(asked, coverage.Figures(part, whole, target))
    assert better(coverage.judge(asked, coverage.Figures(part + more, whole, target)), found)


@given(days, counts, counts, counts.filter(bool))
def test_more_to_cover_never_betters_coverage(
    day: date, part: Decimal, more: Decimal, whole: Decimal
) -> None:
    asked = case("coverage", day)
    found = coverage.judge(asked, coverage.Figures(part, whole, Decimal(1)))
    assert better(found, coverage.judge(asked, coverage.Figures(part, whole + more, Decimal(1))))


@given(days, st.lists(st.booleans(), min_size=3, max_size=3), st.integers(0, 2))
def test_a_part_that_comes_to_hold_never_worsens_a_mechanism(
    day: date, parts: list[bool], mended: int
) -> None:
    asked = case("mechanism", day)
    more = [holds or i == mended for i, holds in enumerate(parts)]
    found = mechanism.judge(asked, mechanism.Figures(tuple(parts)))
    assert better(mechanism.judge(asked, mechanism.Figures(tuple(more))), found)


@given(days, amounts, amounts, amounts.filter(bool))
def test_more_people_never_worsen_stability(
    day: date, value: Decimal, more: Decimal, base: Decimal
) -> None:
    asked = case("stable", day)
    found = stable.judge(asked, stable.Figures(value, base, 1))
    assert better(stable.judge(asked, stable.Figures(value + more, base, 1)), found)


weights = st.integers(1, 10**6).map(Decimal)
entries = st.builds(
    tilt.Entry,
    st.sampled_from(("西吉县", "海原县", "泾源县")),
    st.just(True),
    amounts,
    st.tuples(st.just(Decimal(1)), weights, weights),
)
sides = st.lists(entries, min_size=1, max_size=6).map(tuple)


def _tilt(day: date, favoured: tuple[tilt.Entry, ...], others: tuple[tilt.Entry, ...]) -> Verdict:
    figures = tilt.Figures(tilt.Side("甲", favoured), tilt.Side("乙", others), favoured[0])
    return tilt.judge(case("tilt", day), figures)


@given(days, sides, sides, st.decimals("0.01", 1000, places=2))
def test_scaling_all_amounts_leaves_tilt_unchanged(
    day: date, favoured: tuple[tilt.Entry, ...], others: tuple[tilt.Entry, ...], times: Decimal
) -> None:
    def scaled(side: tuple[tilt.Entry, ...]) -> tuple[tilt.Entry, ...]:
        return tuple(replace(entry, amount=entry.amount * times) for entry in side)

    found, after = _tilt(day, favoured, others), _tilt(day, scaled(favoured), scaled(others))
    assert (found.status, found.value) == (after.status, after.value)


@given(days, sides, sides, st.randoms())
def test_the_order_of_counties_does_not_matter_to_tilt(
    day: date, favoured: tuple[tilt.Entry, ...], others: tuple[tilt.Entry, ...], random: Any
) -> None:
    def shuffled(side: tuple[tilt.Entry, ...]) -> tuple[tilt.Entry, ...]:
        return tuple(random.sample(side, len(side)))

    one = _tilt(day, favoured, others)
    figures = tilt.Figures(
        tilt.Side("甲", shuffled(favoured)), tilt.Side("乙", shuffled(others)), favoured[0]
    )
    assert tilt.judge(case("tilt", day), figures) == one


@given(days, sides, sides, amounts)
def test_giving_the_favoured_more_never_worsens_tilt(
    day: date, favoured: tuple[tilt.Entry, ...], others: tuple[tilt.Entry, ...], more: Decimal
) -> None:
    raised = (replace(favoured[0], amount=favoured[0].amount + more), *favoured[1:])
    found = _tilt(day, favoured, others)
    nothing = found.status in (Status.NO_DATA, Status.NOTHING_DUE)
    assert nothing == (not any(one.amount for one in (*favoured, *others)))
    assert nothing or better(_tilt(day, raised, others), found)


SOME: dict[str, tuple[Callable[[JudgedObligation[Any], Any], Verdict], Any]] = {
    "quota": (quota.judge, quota.Figures(Decimal(1), Decimal(2))),
    "range": (range_.judge, range_.Figures(Decimal(1), Decimal(0), Decimal(2))),
    "coverage": (coverage.judge, coverage.Figures(Decimal(1), Decimal(2), Decimal(1))),
    "milestone": (milestone.judge, milestone.Figures(Decimal(1), Decimal(2), Decimal(2))),
    "stable": (stable.judge, stable.Figures(Decimal(1), Decimal(2), 1)),
    "mechanism": (mechanism.judge, mechanism.Figures((True, False, True))),
    "activity": (activity.judge, activity.Figures(Decimal(0))),
}
"""The kinds that ask one county by itself, each with figures that are all known."""


untold = st.sampled_from((Standing.UNOWED, Standing.OPEN, Standing.MISSING))


@pytest.mark.parametrize("kind", SOME)
@given(day=days, records=st.integers(0, 3), standing=st.sampled_from(Standing))
def test_no_data_if_and_only_if_nothing_is_told(
    kind: str, day: date, records: int, standing: Standing
) -> None:
    judge, figures = SOME[kind]
    found = judge(case(kind, day, records, standing), figures)
    told = bool(records) or standing is Standing.COMPLETE
    assert (found.status is Status.NO_DATA) == (not told)


@pytest.mark.parametrize("kind", SOME)
@given(day=days, standing=untold)
def test_where_some_may_be_missing_there_is_no_verdict_unless_it_stands(
    kind: str, day: date, standing: Standing
) -> None:
    judge, figures = SOME[kind]
    asked = case(kind, day, 3, standing)
    found = judge(asked, figures)
    told = asked.as_told(found)
    withheld = standing is Standing.MISSING and not found.stands
    assert told.status is (Status.NO_DATA if withheld else found.status)


@pytest.mark.parametrize("kind", SOME)
@given(day=days, later=st.integers(0, 400))
def test_a_breach_of_a_closed_period_stays_one(kind: str, day: date, later: int) -> None:
    judge, figures = SOME[kind]
    asked = case(kind, day)
    found = judge(asked, figures)
    after = judge(replace(asked, day=day + timedelta(later)), figures)
    if asked.over:
        assert after.status is found.status
    if found.status is Status.BREACHED:
        assert after.status is Status.BREACHED


@pytest.mark.parametrize("kind", SOME)
@given(day=days)
def test_nothing_is_breached_before_its_last_day_nor_open_after_it(kind: str, day: date) -> None:
    judge, figures = SOME[kind]
    asked = case(kind, day)
    status = judge(asked, figures).status
    open_ = {Status.MET, Status.ON_TRACK, Status.AT_RISK}
    assert status in ({Status.MET, Status.BREACHED} if asked.over else open_)


@given(st.lists(st.tuples(amounts, amounts), min_size=1, max_size=5), days)
def test_floor_holds_only_where_each_fund_holds(
    funds: list[tuple[Decimal, Decimal]], day: date
) -> None:
    items = tuple(floor.Item(f"资金{i}", *map(Fraction, fund)) for i, fund in enumerate(funds))
    own = (Decimal(1),) * len(items)
    found = floor.judge(case("floor", day), floor.Figures(items, own, "甲", "乙"))
    good = found.status in (Status.MET, Status.ON_TRACK)
    assert good == all(favoured >= others for favoured, others in funds)


@given(amounts.filter(bool), amounts, st.decimals("0.01", 1000, places=2))
def test_growth_does_not_know_its_unit(before: Decimal, now: Decimal, times: Decimal) -> None:
    assert outpace.Growth(before, now).rate == outpace.Growth(before * times, now * times).rate


@given(st.decimals(-(10**9), 10**9, places=6))
def test_numbers_told_are_the_nearest(value: Decimal) -> None:
    told = Decimal(number(value).replace(",", ""))
    assert abs(told - value) <= Decimal("0.005")
    assert decimal(value) == value


near = st.decimals(-(10**6), 10**6, places=6)


@given(near, st.decimals("-0.1", "0.1", places=6))
def test_what_falls_short_never_looks_as_if_it_did_not(value: Decimal, gap: Decimal) -> None:
    target = value + gap
    for told in (number, percent):
        shown = [
            Decimal(text.replace(",", "").rstrip("%"))
            for text in (told(value, target), told(target, value))
        ]
        assert (shown[0] < shown[1]) == (value < target)
        assert (shown[0] > shown[1]) == (value > target)
