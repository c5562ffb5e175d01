"""Verdicts whole: what is told, what it is held against, and whether it stands as it is."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from obligations.making import case

from luoshi.area_queries.reported import Standing
from luoshi.obligations.kinds import (
    KINDS,
    activity,
    coverage,
    floor,
    mechanism,
    milestone,
    outpace,
    prohibition,
    quota,
    stable,
    tilt,
)
from luoshi.obligations.kinds import range as range_
from luoshi.obligations.sheet import Violation
from luoshi.obligations.status import Status
from luoshi.obligations.verdict import Verdict

HALF, END = date(2023, 6, 30), date(2023, 12, 31)
ONE, TWO, THREE = Decimal(1), Decimal(2), Decimal(3)
AT_HALF = "2023年截至6月30日，西吉县"
TIME = "，时间已过 49.59%"
GONE = (Violation("640422", "甲"), Violation("640422", "乙"))

QUOTA, RANGE, STABLE = quota.Figures, range_.Figures, stable.Figures

WHOLE: list[tuple[str, date, Any, Verdict]] = [
    (
        "quota", END, QUOTA(TWO, TWO),
        Verdict(Status.MET, TWO, TWO, "亩", "2023年西吉县 2 亩，达到 2 亩", stands=True),
    ),
    (
        "quota", HALF, QUOTA(ONE, TWO),
        Verdict(
            Status.ON_TRACK, ONE, TWO, "亩",
            f"{AT_HALF} 1 亩，低于 2 亩，差 1 亩，完成 50%{TIME}",
        ),
    ),
    (
        "range", END, RANGE(THREE, ONE, TWO),
        Verdict(
            Status.BREACHED, THREE, TWO, "个", "2023年西吉县 3 个，超过上限 2 个，多 1 个",
            at_most=True, stands=True,
        ),
    ),
    (
        "range", END, RANGE(TWO, TWO, TWO),
        Verdict(Status.MET, TWO, TWO, "个", "2023年西吉县 2 个，在 2—2 个之间"),
    ),
    (
        "range", HALF, RANGE(ONE, TWO, THREE),
        Verdict(
            Status.ON_TRACK, ONE, TWO, "个",
            f"{AT_HALF} 1 个，少于下限 2 个，差 1 个，完成 50%{TIME}",
        ),
    ),
    (
        "range", END, RANGE(ONE, Decimal(0), TWO),
        Verdict(Status.MET, ONE, TWO, "个", "2023年西吉县 1 个，不超过 2 个", at_most=True),
    ),
    (
        "coverage", HALF, coverage.Figures(ONE, TWO, ONE, lambda: ("甲村",)),
        Verdict(
            Status.ON_TRACK, Decimal(50), Decimal(100), "%",
            f"{AT_HALF} 1 / 2 个村，占 50%，低于 100%，差 1 个村，完成 50%{TIME}"
            "；没有做到的：甲村",
            lacking=("甲村",),
        ),
    ),
    (
        "coverage", END, coverage.Figures(ONE, TWO, Decimal("0.5"), lambda: ("甲村",)),
        Verdict(
            Status.MET, Decimal(50), Decimal(50), "%", "2023年西吉县 1 / 2 个村，占 50%，达到 50%"
        ),
    ),
    (
        "coverage", END, coverage.Figures(THREE, Decimal(10), Decimal("0.45"), tuple),
        Verdict(
            Status.BREACHED, Decimal(30), Decimal(45), "%",
            "2023年西吉县 3 / 10 个村，占 30%，低于 45%，差 2 个村",
        ),
    ),
    (
        "milestone", HALF, milestone.Figures(ONE, TWO, ONE),
        Verdict(
            Status.AT_RISK, ONE, TWO, "亩",
            "截至2023年6月30日（2023年12月31日到期），西吉县 1 亩，低于 2 亩，差 1 亩"
            "，完成 50%，时间已过 83.2%",
        ),
    ),
    (
        "milestone", END, milestone.Figures(TWO, ONE, TWO),
        Verdict(
            Status.MET, TWO, ONE, "亩",
            "到期日2023年12月31日，西吉县 2 亩，达到 1 亩，多 1 亩",
        ),
    ),
    (
        "milestone", END, milestone.Figures(ONE, TWO, None),
        Verdict(
            Status.BREACHED, ONE, TWO, "亩",
            "到期日2023年12月31日，西吉县 1 亩，低于 2 亩，差 1 亩；至今没有补上",
        ),
    ),
    (
        "stable", END, STABLE(TWO, ONE, 1),
        Verdict(Status.MET, TWO, ONE, "人", "2023年西吉县 2 人，2022年 1 人，增加 1 人"),
    ),
    (
        "stable", HALF, STABLE(ONE, TWO, 1),
        Verdict(Status.AT_RISK, ONE, TWO, "人", f"{AT_HALF} 1 人，2022年 2 人，减少 1 人"),
    ),
    (
        "mechanism", HALF, mechanism.Figures((True, False, True)),
        Verdict(
            Status.ON_TRACK, TWO, THREE, "项",
            f"{AT_HALF} 3 项中 2 项在运转，缺：结对帮扶，完成 66.67%{TIME}",
        ),
    ),
    (
        "mechanism", END, mechanism.Figures((True, True, True)),
        Verdict(Status.MET, THREE, THREE, "项", "2023年西吉县 3 项中 3 项在运转"),
    ),
    (
        "activity", END, activity.Figures(ONE),
        Verdict(Status.MET, ONE, None, "次", "2023年西吉县，本项 1 次", stands=True),
    ),
    (
        "activity", HALF, activity.Figures(None, TWO),
        Verdict(
            Status.AT_RISK, TWO, None, "次",
            f"{AT_HALF}填报了 1 条记录，没有一条属于本项，完成 0%{TIME}",
        ),
    ),
    (
        "prohibition", HALF, prohibition.Figures(GONE),
        Verdict(
            Status.BREACHED, TWO, Decimal(0), "处", f"{AT_HALF}发现 2 处：甲、乙",
            at_most=True, stands=True,
        ),
    ),
    (
        "prohibition", END, prohibition.Figures(()),
        Verdict(
            Status.MET, Decimal(0), Decimal(0), "处", "2023年西吉县查 1 条记录，没有发现",
            at_most=True,
        ),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "day", "figures", "whole"), WHOLE)
def test_a_verdict_whole(kind: str, day: date, figures: Any, whole: Verdict) -> None:
    assert KINDS[kind].judge(case(kind, day), figures) == whole


@pytest.mark.parametrize(
    ("kind", "figures", "unit"),
    [
        ("activity", activity.Figures(ONE), "条"),
        ("activity", activity.Figures(None), "条"),
        ("prohibition", prohibition.Figures(()), "条"),
        ("prohibition", prohibition.Figures(GONE), "条"),
        ("quota", QUOTA(ONE, ONE), None),
    ],
)
def test_a_obligation_without_a_unit(kind: str, figures: Any, unit: str | None) -> None:
    assert KINDS[kind].judge(case(kind, END, unit=None), figures).unit == unit


NONE = [
    ("quota", QUOTA(None, TWO)),
    ("quota", QUOTA(TWO, None)),
    ("range", RANGE(None, ONE, TWO)),
    ("range", RANGE(ONE, None, TWO)),
    ("range", RANGE(ONE, ONE, None)),
    ("coverage", coverage.Figures(None, TWO, ONE)),
    ("coverage", coverage.Figures(ONE, None, ONE)),
    ("coverage", coverage.Figures(ONE, TWO, None)),
    ("coverage", coverage.Figures(ONE, -TWO, ONE)),
    ("milestone", milestone.Figures(None, TWO, TWO)),
    ("milestone", milestone.Figures(TWO, None, TWO)),
    ("stable", STABLE(None, TWO, 1)),
    ("stable", STABLE(TWO, None, 1)),
    ("stable", STABLE(TWO, TWO, 0)),
]


@pytest.mark.parametrize(("kind", "figures"), NONE)
def test_what_is_not_known_is_no_data(kind: str, figures: Any) -> None:
    assert KINDS[kind].judge(case(kind, END), figures).status is Status.NO_DATA


@pytest.mark.parametrize("kind", ["quota", "range", "coverage", "milestone", "stable"])
def test_known_figures_without_anything_told_are_no_data(kind: str) -> None:
    figures = next(one for name, _, one, _ in WHOLE if name == kind)
    asked = case(kind, END, records=0)
    assert KINDS[kind].judge(asked, figures).status is Status.NO_DATA


def test_without_rows_but_with_the_word_that_there_are_none_it_is_nothing() -> None:
    told = case("quota", END, 0, Standing.COMPLETE)
    assert quota.judge(told, QUOTA(None, TWO)).value == 0
    told = case("range", END, 0, Standing.COMPLETE)
    assert range_.judge(told, RANGE(None, ONE, TWO)).value == 0
    told = case("milestone", END, 0, Standing.COMPLETE)
    assert milestone.judge(told, milestone.Figures(None, ONE, None)).value == 0
    told = case("stable", END, 0, Standing.COMPLETE)
    assert stable.judge(told, STABLE(None, ONE, 1)).value == 0
    told = case("coverage", END, 0, Standing.COMPLETE)
    assert coverage.judge(told, coverage.Figures(None, ONE, ONE)).value == 0


def test_a_coverage_of_nothing_says_what_is_lacking() -> None:
    asked = case("coverage", END, figure="用地")
    found = coverage.judge(asked, coverage.Figures(ONE, Decimal(0), ONE))
    assert found.reason == "2023年西吉县用地应有数为 0，算不出占比"
    bare = coverage.judge(case("coverage", END), coverage.Figures(ONE, Decimal(0), ONE))
    assert bare.reason == "2023年西吉县应有数为 0，算不出占比"


def test_a_part_of_less_than_one_is_a_share() -> None:
    half = Decimal("0.5")
    found = coverage.judge(case("coverage", END), coverage.Figures(half, half, ONE))
    assert (found.status, found.value) == (Status.MET, 100)


def test_a_coverage_names_five_and_counts_the_rest() -> None:
    villages = tuple("甲乙丙丁戊己")
    figures = coverage.Figures(ONE, TWO, ONE, lambda: villages)
    found = coverage.judge(case("coverage", END), figures)
    assert found.reason.endswith("；没有做到的：甲、乙、丙、丁、戊等 6 个")
    assert found.lacking == villages


def test_what_is_stable_over_a_term_is_held_against_its_first_day() -> None:
    found = stable.judge(case("stable", END, every="term"), STABLE(TWO, TWO, 1))
    assert "，2021年1月1日 2 人，持平" in found.reason


def test_a_slower_institution_that_lacks_a_year_end_is_told_so() -> None:
    unknown = outpace.Item("建设银行", outpace.Growth(None, TWO), outpace.Growth(ONE, TWO))
    own = outpace.Growth(Decimal(0), TWO)
    found = outpace.judge(case("outpace", END), outpace.Figures((unknown,), own, "重点县"))
    assert found == Verdict(
        Status.NO_DATA,
        None,
        None,
        "万元",
        "2023年重点县 1 家机构中 0 家增速更快；建设银行缺年末数，算不出增速。"
        "其中西吉县由 0 万元到 2 万元",
        found.each,
    )


@pytest.mark.parametrize(
    ("others", "status", "value", "said"),
    [
        (2, Status.MET, "1.5", "不低于其他县 2 万元"),
        (4, Status.BREACHED, "0.75", "低于其他县 4 万元"),
        (0, Status.MET, None, "不低于其他县 0 万元"),
    ],
)
def test_a_floor_of_all_together_tells_how_many_times_as_much(
    others: int, status: Status, value: str | None, said: str
) -> None:
    item = floor.Item("", Fraction(3), Fraction(others))
    figures = floor.Figures((item,), (THREE,), "重点县", "其他县")
    found = floor.judge(case("floor", END, by=None), figures)
    assert found == Verdict(
        status,
        Decimal(value) if value else None,
        ONE,
        "倍",
        f"2023年重点县县均 3 万元，{said}。其中西吉县合计 3 万元",
    )


def test_institutions_that_outpace_are_counted_and_the_others_told() -> None:
    def bank(name: str, now: int) -> outpace.Item:
        whole = outpace.Growth(Decimal(100), Decimal(110))
        return outpace.Item(name, outpace.Growth(Decimal(100), Decimal(now)), whole)

    banks = (bank("甲行", 120), bank("乙行", 110), bank("丙行", 105), *(bank("丁行", 130),) * 2)
    own = outpace.Growth(Decimal(100), Decimal(130))
    found = outpace.judge(case("outpace", END), outpace.Figures(banks, own, "重点县"))
    assert (found.status, found.value, found.target) == (Status.BREACHED, 3, 5)
    assert found.unit == "家"
    assert found.reason == (
        "2023年重点县 5 家机构中 3 家增速更快"
        "；乙行增长 10%，不高于本机构全部的 10%；丙行增长 5%，不高于本机构全部的 10%"
        "。其中西吉县由 100 万元到 130 万元，增长 30%"
    )


def test_funds_that_fall_short_are_all_told() -> None:
    items = tuple(floor.Item(name, Fraction(1), Fraction(2)) for name in ("水利", "农业"))
    more = floor.Item("林业", Fraction(3), Fraction(2))
    figures = floor.Figures((*items, more), (ONE, TWO, THREE), "重点县", "其他县")
    found = floor.judge(case("floor", END), figures)
    assert (found.status, found.value, found.target) == (Status.BREACHED, 1, 3)
    assert found.unit == "项"
    assert found.reason == (
        "2023年重点县 3 项中 1 项县均不低于其他县"
        "；水利县均 1 万元，低于其他县县均 2 万元；农业县均 1 万元，低于其他县县均 2 万元"
        "。其中西吉县合计 6 万元，水利 1 万元，农业 2 万元"
    )


@pytest.mark.parametrize(
    ("amount", "said"),
    [("0.00995", "（每万） 99.5 万元"), ("0.01", " 0.01 万元"), ("0", " 0 万元")],
)
def test_a_mean_below_a_hundredth_is_told_for_ten_thousand(amount: str, said: str) -> None:
    own = tilt.Entry("西吉县", True, Decimal(amount), (ONE,) * 3)
    side = tilt.Side("甲", (own,))
    told = tilt.beside(case("tilt", END), tilt.Figures(side, side, own))
    assert told.endswith(f"，农村人口人均{said}，行政村均{said}")


@pytest.mark.parametrize(("ours", "theirs"), [("1", "0.001"), ("0.001", "1")])
def test_means_are_told_for_ten_thousand_only_where_both_are_small(ours: str, theirs: str) -> None:
    def side(title: str, amount: str) -> tilt.Side:
        return tilt.Side(title, (tilt.Entry(title, True, Decimal(amount), (ONE,) * 3),))

    figures = tilt.Figures(side("甲", ours), side("乙", theirs), side("甲", ours).entries[0])
    found = tilt.judge(case("tilt", END), figures)
    assert f"年甲县均 {ours} 万元，乙 {theirs} 万元，" in found.reason


def test_where_neither_side_got_anything_unnamed_it_is_told_plainly() -> None:
    none = tilt.Entry("西吉县", True, Decimal(0), (ONE,) * 3)
    side = tilt.Side("甲", (none,))
    found = tilt.judge(case("tilt", END), tilt.Figures(side, tilt.Side("乙", (none,)), none))
    assert found.reason == "2023年甲和乙都没有，无从比较"


def test_a_county_compared_with_tells_its_own() -> None:
    item = floor.Item("水利发展资金", Fraction(1), Fraction(2))
    figures = floor.Figures((item,), (THREE,), "重点县", "其他县")
    told = floor.beside(case("floor", END), figures)
    assert told == "作为比较对象，西吉县合计 3 万元，水利发展资金 3 万元"
    entry = tilt.Entry("西吉县", True, TWO, (ONE, TWO, Decimal(0)))
    side = tilt.Side("重点县", (entry,))
    own = tilt.beside(case("tilt", END), tilt.Figures(side, side, entry))
    assert own == "作为比较对象，西吉县 2 万元，农村人口人均 1 万元"
    few = tilt.Entry("西吉县", True, TWO, (ONE, Decimal(10_000), ONE))
    own = tilt.beside(case("tilt", END), tilt.Figures(side, side, few))
    assert own == "作为比较对象，西吉县 2 万元，农村人口人均（每万） 2 万元，行政村均 2 万元"
