"""Tilt, floor and outpace: counties against other counties."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from obligations.making import case

from luoshi.obligations.kinds import floor, outpace, tilt
from luoshi.obligations.status import Status
from luoshi.obligations.verdict import Each

HALF, END = date(2023, 6, 30), date(2023, 12, 31)


def _entry(
    name: str, amount: int, people: int, villages: int, *, counted: bool = True
) -> tilt.Entry:
    weights = (Decimal(1), Decimal(people), Decimal(villages))
    return tilt.Entry(name, counted, Decimal(amount), weights)


XIJI = _entry("西吉县", 3000, 300_000, 300)
JINGYUAN = _entry("泾源县", 2000, 80_000, 100)
FAVOURED = tilt.Side("重点帮扶县", (XIJI, JINGYUAN))


def _tilt(*others: tilt.Entry, day: date = END, own: tilt.Entry = XIJI) -> tilt.Verdict:
    figures = tilt.Figures(FAVOURED, tilt.Side("其他县", others), own)
    return tilt.judge(case("tilt", day), figures)


@pytest.mark.parametrize(
    ("other", "status"),
    [
        (_entry("永宁县", 1000, 100_000, 100), Status.MET),
        (_entry("永宁县", 2500, 300_000, 300), Status.BREACHED),
        (_entry("永宁县", 2000, 80_000, 300), Status.BREACHED),
        (_entry("永宁县", 2000, 300_000, 100), Status.BREACHED),
    ],
)
def test_tilt_asks_per_county_per_head_and_per_village(other: tilt.Entry, status: Status) -> None:
    assert _tilt(other).status is status


def test_an_open_year_is_on_track_or_at_risk() -> None:
    assert _tilt(_entry("永宁县", 1000, 100_000, 100), day=HALF).status is Status.ON_TRACK
    assert _tilt(_entry("永宁县", 9000, 100_000, 100), day=HALF).status is Status.AT_RISK


def test_tilt_names_the_means_and_the_countys_own() -> None:
    found = _tilt(_entry("永宁县", 1000, 100_000, 100))
    assert found.reason == (
        "2023年重点帮扶县县均 2,500 万元，其他县 1,000 万元，为 2.5 倍；"
        "农村人口人均 0.01316 万元，其他县 0.01 万元，为 1.316 倍；"
        "行政村均 12.5 万元，其他县 10 万元，为 1.25 倍。"
        "其中西吉县 3,000 万元，农村人口人均 0.01 万元，行政村均 10 万元"
    )
    assert (found.value, found.target, found.unit) == (Decimal("1.25"), 1, "倍")


def test_means_too_small_to_read_are_told_for_ten_thousand() -> None:
    small = tilt.Side("重点帮扶县", (_entry("西吉县", 20, 300_000, 300),))
    rest = tilt.Side("其他县", (_entry("永宁县", 10, 300_000, 300),))
    found = tilt.judge(case("tilt", END, unit="人"), tilt.Figures(small, rest, small.entries[0]))
    assert "农村人口人均（每万） 0.6667 人，其他县 0.3333 人" in found.reason


def test_nothing_to_compare_by_is_no_data() -> None:
    found = _tilt(_entry("永宁县", 10, 0, 100))
    assert found.status is Status.NO_DATA
    assert found.reason == "2023年西吉县无从比较：缺少用来平均的数"


@pytest.mark.parametrize(("day", "status"), [(END, Status.NOTHING_DUE), (HALF, Status.NO_DATA)])
def test_where_neither_side_got_anything_nothing_is_compared(day: date, status: Status) -> None:
    none = tilt.Side("重点帮扶县", (_entry("西吉县", 0, 10, 10),))
    figures = tilt.Figures(none, tilt.Side("其他县", none.entries), none.entries[0])
    found = tilt.judge(case("tilt", day, figure="资金"), figures)
    assert found.status is status
    assert found.reason.endswith("重点帮扶县和其他县都没有资金，无从比较")


def test_others_that_got_nothing_are_tilted_against() -> None:
    found = _tilt(_entry("永宁县", 0, 100_000, 100))
    assert (found.status, found.value) == (Status.MET, None)


def test_a_county_that_has_not_reported_is_told_so() -> None:
    silent = _entry("海原县", 0, 100_000, 100, counted=False)
    assert _tilt(_entry("永宁县", 10, 10, 10), own=silent).reason.endswith(
        "其中海原县没有报全，没有计入"
    )


def _item(name: str, favoured: int, others: int) -> floor.Item:
    return floor.Item(name, Fraction(favoured), Fraction(others))


def _floor(*items: floor.Item, day: date = END) -> floor.Verdict:
    figures = floor.Figures(items, (Decimal(5),) * len(items), "试点县", "其他县")
    return floor.judge(case("floor", day), figures)


@pytest.mark.parametrize(
    ("items", "day", "status"),
    [
        ([("甲", 10, 10), ("乙", 11, 10)], END, Status.MET),
        ([("甲", 9, 10), ("乙", 1000, 10)], END, Status.BREACHED),
        ([("甲", 9, 10), ("乙", 1000, 10)], HALF, Status.AT_RISK),
        ([("甲", 10, 10)], HALF, Status.ON_TRACK),
        ([], END, Status.NOTHING_DUE),
        ([], HALF, Status.NO_DATA),
    ],
)
def test_floor_asks_each_fund_by_itself(
    items: list[tuple[str, int, int]], day: date, status: Status
) -> None:
    assert _floor(*(_item(*item) for item in items), day=day).status is status


def test_floor_names_the_funds_that_fall_short() -> None:
    found = _floor(_item("水利发展资金", 300, 350), _item("农业生产发展资金", 10, 5))
    assert found.reason == (
        "2023年试点县 2 项中 1 项县均不低于其他县；"
        "水利发展资金县均 300 万元，低于其他县县均 350 万元。"
        "其中西吉县合计 10 万元，水利发展资金 5 万元"
    )
    assert (found.value, found.target) == (1, 2)


def test_floor_tells_each_fund_whether_it_holds_or_not() -> None:
    found = _floor(_item("水利发展资金", 300, 350), _item("农业生产发展资金", 10, 5))
    assert found.each == (
        Each("水利发展资金", "300 万元", "350 万元", False),
        Each("农业生产发展资金", "10 万元", "5 万元", True),
    )
    assert _floor().each == ()


def _bank(
    name: str, part: tuple[int | None, int | None], whole: tuple[int | None, int | None]
) -> outpace.Item:
    def growth(ends: tuple[int | None, int | None]) -> outpace.Growth:
        return outpace.Growth(*(None if end is None else Decimal(end) for end in ends))

    return outpace.Item(name, growth(part), growth(whole))


FASTER = _bank("工商银行", (100, 120), (1000, 1100))
AS_FAST = _bank("农业银行", (100, 110), (1000, 1100))
OWN = outpace.Growth(Decimal(200), Decimal(230))
UNKNOWN = _bank("建设银行", (None, 110), (1000, 1100))
FROM_NOTHING = _bank("中国银行", (0, 110), (1000, 1100))


@pytest.mark.parametrize(
    ("banks", "day", "status"),
    [
        ([FASTER], END, Status.MET),
        ([FASTER, AS_FAST], END, Status.BREACHED),
        ([FASTER, AS_FAST], HALF, Status.AT_RISK),
        ([FASTER], HALF, Status.ON_TRACK),
        ([FASTER, UNKNOWN], END, Status.NO_DATA),
        ([FASTER, FROM_NOTHING], END, Status.NO_DATA),
        ([AS_FAST, UNKNOWN], END, Status.BREACHED),
        ([], END, Status.NO_DATA),
    ],
)
def test_outpace_asks_each_institution(
    banks: list[outpace.Item], day: date, status: Status
) -> None:
    figures = outpace.Figures(tuple(banks), OWN, "国家重点县")
    assert outpace.judge(case("outpace", day), figures).status is status


def test_outpace_names_both_growths() -> None:
    figures = outpace.Figures((FASTER, AS_FAST), OWN, "国家重点县")
    found = outpace.judge(case("outpace", END, figure="贷款"), figures)
    assert found.reason == (
        "2023年国家重点县贷款 2 家机构中 1 家增速更快；"
        "农业银行增长 10%，不高于本机构全部的 10%。"
        "其中西吉县由 200 万元到 230 万元，增长 15%"
    )
    assert (found.value, found.target) == (1, 2)


def test_outpace_tells_each_institution_even_where_a_year_end_is_missing() -> None:
    figures = outpace.Figures((FASTER, UNKNOWN), OWN, "国家重点县")
    assert outpace.judge(case("outpace", END), figures).each == (
        Each("工商银行", "20%", "10%", True),
        Each("建设银行", "缺年末数", "10%", None),
    )


def test_a_county_that_lacks_a_year_end_is_told_so() -> None:
    figures = outpace.Figures((FASTER,), outpace.Growth(None, Decimal(1)), "国家重点县")
    found = outpace.judge(case("outpace", END), figures)
    assert found.status is Status.MET
    assert found.reason.endswith("。其中西吉县缺年末数")
