"""Quota, range, coverage, milestone, stable: one amount against another."""

from datetime import date
from decimal import Decimal

import pytest
from obligations.making import case

from luoshi.obligations.kinds import coverage, milestone, quota, stable
from luoshi.obligations.kinds import range as range_
from luoshi.obligations.status import Status

HALF, END, AFTER = date(2023, 6, 30), date(2023, 12, 31), date(2024, 5, 1)


def _quota(day: date, value: int, records: int = 1, **rest: str) -> quota.Verdict:
    asked = case("quota", day, records, figure="安排", **rest)
    return quota.judge(asked, quota.Figures(Decimal(value), Decimal(600)))


@pytest.mark.parametrize(
    ("day", "value", "status"),
    [
        (END, 600, Status.MET),
        (END, 599, Status.BREACHED),
        (HALF, 600, Status.MET),
        (HALF, 299, Status.ON_TRACK),
        (HALF, 180, Status.ON_TRACK),
        (HALF, 170, Status.AT_RISK),
        (date(2023, 1, 1), 0, Status.ON_TRACK),
        (date(2023, 12, 30), 470, Status.AT_RISK),
    ],
)
def test_quota(day: date, value: int, status: Status) -> None:
    assert _quota(day, value).status is status


def test_a_quota_names_the_numbers() -> None:
    found = _quota(END, 480)
    assert found.reason == "2023年西吉县安排 480 亩，低于 600 亩，差 120 亩"
    assert (found.value, found.target, found.unit) == (480, 600, "亩")
    assert _quota(END, 650).reason == "2023年西吉县安排 650 亩，达到 600 亩，多 50 亩"
    assert _quota(END, 600).reason == "2023年西吉县安排 600 亩，达到 600 亩"


def test_an_open_quota_tells_how_far_it_is() -> None:
    said = _quota(HALF, 150).reason
    assert said.startswith("2023年截至6月30日，西吉县安排 150 亩，低于 600 亩")
    assert said.endswith("，完成 25%，时间已过 49.59%")


def test_no_records_are_never_a_figure() -> None:
    found = _quota(END, 700, records=0)
    assert (found.status, found.value) == (Status.NO_DATA, None)
    assert found.reason == "2023年西吉县没有记录"


@pytest.mark.parametrize(
    ("strength", "said"), [("duty", "亩"), ("principle", "原则上”）"), ("effort", "努力做到）")]
)
def test_the_strength_of_the_obligation_is_told(strength: str, said: str) -> None:
    assert _quota(END, 480, strength=strength).reason.endswith(said)


@pytest.mark.parametrize(
    ("day", "value", "status", "target"),
    [
        (END, 9, Status.BREACHED, 10),
        (END, 10, Status.MET, 10),
        (END, 15, Status.MET, 10),
        (END, 16, Status.BREACHED, 15),
        (HALF, 16, Status.AT_RISK, 15),
        (HALF, 12, Status.ON_TRACK, 10),
        (HALF, 4, Status.ON_TRACK, 10),
        (HALF, 2, Status.AT_RISK, 10),
    ],
)
def test_range(day: date, value: int, status: Status, target: int) -> None:
    figures = range_.Figures(Decimal(value), Decimal(10), Decimal(15))
    found = range_.judge(case("range", day), figures)
    assert (found.status, found.target) == (status, target)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (8, "2023年西吉县 8 个，少于下限 10 个，差 2 个"),
        (18, "2023年西吉县 18 个，超过上限 15 个，多 3 个"),
        (12, "2023年西吉县 12 个，在 10—15 个之间"),
    ],
)
def test_a_range_names_the_bound(value: int, said: str) -> None:
    figures = range_.Figures(Decimal(value), Decimal(10), Decimal(15))
    assert range_.judge(case("range", END), figures).reason == said


def test_a_range_from_nothing_has_one_bound() -> None:
    figures = range_.Figures(Decimal(0), Decimal(0), Decimal(15))
    found = range_.judge(case("range", END), figures)
    assert found.reason == "2023年西吉县 0 个，不超过 15 个"
    assert (found.status, found.target) == (Status.MET, 15)


def _coverage(day: date, part: int, whole: int, target: str) -> coverage.Verdict:
    figures = coverage.Figures(Decimal(part), Decimal(whole), Decimal(target))
    return coverage.judge(case("coverage", day), figures)


@pytest.mark.parametrize(
    ("day", "part", "whole", "target", "status"),
    [
        (END, 295, 295, "1", Status.MET),
        (END, 294, 295, "1", Status.BREACHED),
        (END, 290, 295, "0.98", Status.MET),
        (HALF, 290, 295, "0.98", Status.MET),
        (HALF, 100, 295, "1", Status.ON_TRACK),
        (HALF, 80, 295, "1", Status.AT_RISK),
        (END, 0, 0, "1", Status.NO_DATA),
        (END, 0, 295, "1", Status.BREACHED),
    ],
)
def test_coverage(day: date, part: int, whole: int, target: str, status: Status) -> None:
    assert _coverage(day, part, whole, target).status is status


def test_a_coverage_is_told_in_percent_with_what_is_missing() -> None:
    found = coverage.judge(
        case("coverage", END),
        coverage.Figures(Decimal(280), Decimal(295), Decimal("0.98")),
    )
    assert found.reason == "2023年西吉县 280 / 295 个村，占 94.92%，低于 98%，差 10 个村"
    assert (found.value, found.target, found.unit) == (Decimal("94.915254"), 98, "%")


def test_a_share_just_short_never_looks_full() -> None:
    figures = coverage.Figures(Decimal(99_999), Decimal(100_000), Decimal(1))
    found = coverage.judge(case("coverage", END), figures)
    assert found.status is Status.BREACHED
    assert "占 99.999%，低于 100%，差 1 个村" in found.reason
    assert found.value is not None
    assert found.value < 100


def test_a_share_is_rounded_not_cut() -> None:
    figures = coverage.Figures(Decimal(9), Decimal(11), Decimal("0.98"))
    assert "9 / 11 个村，占 81.82%，" in coverage.judge(case("coverage", END), figures).reason


def _milestone(day: date, done: int, later: int | None = None) -> milestone.Verdict:
    figures = milestone.Figures(
        Decimal(done), Decimal(1), Decimal(done if later is None else later)
    )
    return milestone.judge(case("milestone", day, unit="家"), figures)


@pytest.mark.parametrize(
    ("day", "done", "status"),
    [
        (END, 1, Status.MET),
        (END, 0, Status.BREACHED),
        (date(2023, 12, 30), 0, Status.AT_RISK),
        (date(2021, 3, 1), 0, Status.ON_TRACK),
        (HALF, 1, Status.MET),
        (AFTER, 0, Status.BREACHED),
        (AFTER, 1, Status.MET),
    ],
)
def test_milestone(day: date, done: int, status: Status) -> None:
    assert _milestone(day, done).status is status


def test_late_is_a_breach_that_says_it_was_done_later() -> None:
    late = _milestone(AFTER, 0, later=1)
    assert late.status is Status.BREACHED
    assert late.reason == (
        "到期日2023年12月31日，西吉县 0 家，低于 1 家，差 1 家；逾期后在2024年5月1日前已补上"
    )
    assert _milestone(AFTER, 0).reason.endswith("；至今没有补上")


def test_a_milestone_to_come_tells_the_due_day() -> None:
    assert _milestone(HALF, 0).reason.startswith("截至2023年6月30日（2023年12月31日到期），西吉县")


def _stable(day: date, value: int, base: int | None, earlier: int = 1) -> stable.Verdict:
    before = None if base is None else Decimal(base)
    return stable.judge(case("stable", day), stable.Figures(Decimal(value), before, earlier))


@pytest.mark.parametrize(
    ("day", "value", "base", "status"),
    [
        (END, 500, 500, Status.MET),
        (END, 499, 500, Status.BREACHED),
        (HALF, 500, 500, Status.ON_TRACK),
        (HALF, 499, 500, Status.AT_RISK),
        (END, 500, 0, Status.NO_DATA),
        (END, 500, None, Status.NO_DATA),
    ],
)
def test_stable(day: date, value: int, base: int | None, status: Status) -> None:
    assert _stable(day, value, base).status is status


def test_stable_names_both_years() -> None:
    assert _stable(END, 480, 500).reason == "2023年西吉县 480 人，2022年 500 人，减少 20 人"
    assert _stable(END, 500, 500).reason.endswith("，持平")
    assert _stable(END, 500, 500, earlier=0).reason == "2023年西吉县没有2022年的数可比"
