"""What differs by a hair never looks alike, in any sentence; and no gap looks like none."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from obligations.making import case

from luoshi.obligations.kinds import coverage, floor, milestone, outpace, quota, stable, tilt
from luoshi.obligations.kinds import range as range_
from luoshi.obligations.verdict import Each

END = date(2023, 12, 31)


def d(text: str) -> Decimal:
    return Decimal(text)


@pytest.mark.parametrize(
    ("value", "least", "most", "said"),
    [
        (
            "15.000002",
            "10",
            "15.000001",
            "15.000002 个，超过上限 15.000001 个，多 0.000001 个",
        ),
        (
            "10.000001",
            "10.000002",
            "15",
            "10.000001 个，少于下限 10.000002 个，差 0.000001 个",
        ),
        ("10.000002", "10.000001", "15", "10 个，在 10.000001—15 个之间"),
        ("15.000001", "10", "15.000002", "15.000001 个，在 10—15.000002 个之间"),
        ("15.000001", "0", "15.000002", "15.000001 个，不超过 15.000002 个"),
    ],
)
def test_of_a_range(value: str, least: str, most: str, said: str) -> None:
    found = range_.judge(case("range", END), range_.Figures(d(value), d(least), d(most)))
    assert found.reason == f"2023年西吉县 {said}"


@pytest.mark.parametrize(
    ("value", "target", "said"),
    [
        ("600.000001", "600.000002", "600.000001 亩，低于 600.000002 亩，差 0.000001 亩"),
        ("600.000002", "600.000001", "600.000002 亩，达到 600.000001 亩，多 0.000001 亩"),
    ],
)
def test_of_a_quota_or_a_milestone(value: str, target: str, said: str) -> None:
    found = quota.judge(case("quota", END), quota.Figures(d(value), d(target)))
    assert found.reason == f"2023年西吉县 {said}"
    done = milestone.Figures(d(value), d(target), d(value))
    assert f"西吉县 {said}" in milestone.judge(case("milestone", END), done).reason


@pytest.mark.parametrize(
    ("part", "whole", "target", "said"),
    [
        (
            "99.999998",
            "99.999999",
            "1",
            "99.999998 / 99.999999 个村，占 99.999999%，低于 100%，差 1 个村",
        ),
        (
            "9800002",
            "10000000",
            "0.9800001",
            "9,800,002 / 10,000,000 个村，占 98.00002%，达到 98.00001%",
        ),
        (
            "9800001",
            "10000000",
            "0.9800002",
            "9,800,001 / 10,000,000 个村，占 98.00001%，低于 98.00002%，差 1 个村",
        ),
    ],
)
def test_of_a_coverage(part: str, whole: str, target: str, said: str) -> None:
    figures = coverage.Figures(d(part), d(whole), d(target))
    assert coverage.judge(case("coverage", END), figures).reason == f"2023年西吉县 {said}"


@pytest.mark.parametrize(
    ("value", "base", "said"),
    [
        ("480.000001", "480.000002", "480.000001 人，2022年 480.000002 人，减少 0.000001 人"),
        ("480.000002", "480.000001", "480.000002 人，2022年 480.000001 人，增加 0.000001 人"),
    ],
)
def test_of_what_is_to_be_stable(value: str, base: str, said: str) -> None:
    found = stable.judge(case("stable", END), stable.Figures(d(value), d(base), 1))
    assert found.reason == f"2023年西吉县 {said}"


def _side(title: str, amount: str) -> tilt.Side:
    return tilt.Side(title, (tilt.Entry("西吉县", True, d(amount), (Decimal(1),) * 3),))


def test_of_tilted_means() -> None:
    ours, theirs = _side("甲", "200.000002"), _side("乙", "200.000001")
    found = tilt.judge(case("tilt", END), tilt.Figures(ours, theirs, ours.entries[0]))
    assert "县均 200.000002 万元，乙 200.000001 万元，为 1.000000005 倍" in found.reason
    less = tilt.judge(case("tilt", END), tilt.Figures(theirs, ours, ours.entries[0]))
    assert "县均 200.000001 万元，甲 200.000002 万元，为 0.999999995 倍，没有更多" in less.reason


OURS, THEIRS = Fraction("200.000001"), Fraction("200.000002")


def test_of_a_floors_means() -> None:
    item = floor.Item("水利发展资金", OURS, THEIRS)
    figures = floor.Figures((item,), (Decimal(5),), "甲", "乙")
    found = floor.judge(case("floor", END), figures)
    assert "县均 200.000001 万元，低于乙县均 200.000002 万元" in found.reason
    assert found.each == (Each("水利发展资金", "200.000001 万元", "200.000002 万元", False),)
    together = floor.judge(case("floor", END, by=None), figures)
    assert "甲县均 200.000001 万元，低于乙 200.000002 万元。" in together.reason


def test_of_growth() -> None:
    slower = outpace.Growth(Decimal(10**8), Decimal(110_000_001))
    faster = outpace.Growth(Decimal(10**8), Decimal(110_000_002))
    own = outpace.Growth(d("200.000001"), d("200.000002"))
    figures = outpace.Figures((outpace.Item("农业银行", slower, faster),), own, "甲")
    found = outpace.judge(case("outpace", END), figures)
    assert "农业银行增长 10.000001%，不高于本机构全部的 10.000002%。" in found.reason
    assert "由 200.000001 万元到 200.000002 万元，增长 " in found.reason
    assert found.each == (Each("农业银行", "10.000001%", "10.000002%", False),)
