"""An obligation opened: its places, the average, the years."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from luoshi.obligations import Period, Result, Status
from luoshi.obligations.verdict import Each
from luoshi.pack import Pack
from luoshi.site.accounts.models import User
from luoshi.site.notices.policies import Sight
from luoshi.site.notices.presenters.board import View, board
from luoshi.site.notices.presenters.bounds import bounds
from luoshi.site.notices.presenters.obligation import Detail
from luoshi.site.notices.presenters.trends import Trend
from luoshi.site.notices.services.results import Moment

REGION, QUOTA, TILT, PILOT, FLOOR, REGIONAL = (
    "640000", "land-quota", "fiscal-tilt", "fiscal-pilot-continued", "fiscal-pilot-floor",
    "duty-measures",
)  # fmt: skip
XIJI, YANCHI, HONGSI = "640422", "640323", "640303"
EVERYWHERE, OWN = Sight(None, REGION), Sight(frozenset({XIJI}), REGION)
EARLIER = Period(date(2022, 1, 1), date(2022, 12, 31))

Open = Callable[..., Detail]


@pytest.fixture
def opened(policy: Pack, results) -> Open:
    """Opens an obligation for a sight."""

    def make(obligation: str, sight: Sight = EVERYWHERE) -> Detail:
        rows = {row.obligation.id: row for row in board(policy, results, View(sight)).rows}
        user = User(role="province" if sight.everywhere else "county", area=f"{XIJI}000000")
        return Detail(rows[obligation], policy, user, Moment(date(2023, 12, 31)))

    return make


class TestDetail:
    def test_each_county_stands_with_its_figures(self, opened: Open) -> None:
        lines = {line.result.county: line for line in opened(QUOTA).lines}
        assert len(lines) == 9
        assert (lines[XIJI].value, lines[XIJI].target) == ("480", "600")
        assert (lines[HONGSI].value, lines[HONGSI].target) == ("—", "—")
        assert opened(QUOTA).average is None

    def test_what_is_said_of_all_is_said_once(self, opened: Open) -> None:
        detail = opened(QUOTA)
        asked = [
            replace(result, reason=f"九县合计够了。其中{result.county} 少")
            for result in detail.row.asked
        ]
        said = replace(detail, row=replace(detail.row, results=tuple(asked)))
        assert said.shared_reason == "九县合计够了。"
        assert said.lines[0].reason == f"其中{said.lines[0].result.county} 少"
        assert detail.shared_reason == ""

    def test_those_out_of_scope_stand_with_the_reason(self, opened: Open) -> None:
        outside = {line.result.county: line for line in opened(PILOT).outside}
        assert "红寺堡区不属于原国家扶贫开发工作重点县" in outside[HONGSI].result.reason
        assert XIJI not in outside

    def test_those_compared_with_stand_apart(self, opened: Open) -> None:
        detail = opened(TILT)
        assert len(detail.compared) == 13
        assert detail.outside == []
        assert opened(QUOTA).compared == []

    def test_what_is_asked_by_itself_is_told_by_itself(self, opened: Open) -> None:
        detail, each = opened(FLOOR), (Each("水利发展资金", "3 万元", "2 万元", True),)
        results = tuple(replace(one, each=each) for one in detail.row.results)
        assert replace(detail, row=replace(detail.row, results=results)).each == each
        assert detail.each_titles == (
            "项目", "统筹整合使用财政涉农资金试点县均", "统筹整合试点以外的县（市、区）县均",
        )  # fmt: skip
        assert opened("finance-loan-growth").each_titles[0] == "机构"

    def test_why_those_are_compared_is_said_once(self, opened: Open) -> None:
        detail = opened(FLOOR)
        out = {line.result.county: line for line in detail.compared}
        assert detail.why_compared.startswith("不在名单内（")
        told = f"金凤区{detail.why_compared}；作为比较对象，金凤区合计 5 万元"
        line = replace(out["640106"], result=replace(out["640106"].result, reason=told))
        assert line.reason == "金凤区合计 5 万元"
        own = detail.scope.reason(HONGSI)
        assert "红寺堡区不属于原国家扶贫开发工作重点县" in own
        assert replace(out[HONGSI], result=replace(line.result, reason=own)).reason == own

    def test_a_county_sees_itself_and_the_average(self, opened: Open) -> None:
        detail = opened(QUOTA, OWN)
        assert [line.result.county for line in detail.lines] == [XIJI]
        assert detail.compared == detail.outside == []
        assert detail.average is not None
        # Seven have 720, one 480, one is not known.
        assert (detail.average.value, detail.average.target) == ("690", "600")
        assert (detail.average.known, detail.average.tally.total) == (8, 9)
        asked = [
            replace(one, status=Status.NO_DATA) if one.county == YANCHI else one
            for one in detail.row.results
        ]
        silent = replace(detail, row=replace(detail.row, results=tuple(asked))).average
        assert silent is not None
        # Six have 720, one 480.
        assert (silent.value, silent.known, silent.tally.unknown) == ("685.71", 7, 2)

    def test_the_region_is_one_line_for_all(self, opened: Open) -> None:
        for sight in (EVERYWHERE, OWN):
            detail = opened(REGIONAL, sight)
            assert [line.place.name for line in detail.lines] == ["宁夏回族自治区"]
            assert detail.average is None


class TestSources:
    def test_records_are_linked_where_the_ledger_is_open(self, opened: Open) -> None:
        line = next(line for line in opened(QUOTA).lines if line.result.county == XIJI)
        (source,) = line.sources
        assert source.url == f"/ledgers/land_quota/?county={XIJI}000000&year=2023"
        assert source.rows == 3

    def test_violations_are_named(self, opened: Open, policy: Pack) -> None:
        detail = opened(QUOTA)
        result = next(line.result for line in detail.lines if line.result.county == XIJI)
        key = (("年度", "2023"), ("安排文号", "甲〔2023〕1号"))
        evidence = replace(result.evidence[0], keys=(key,))
        row = replace(detail.row, results=(replace(result, evidence=(evidence,)),))
        (line,) = replace(detail, row=row).lines
        assert line.sources[0].violations == ("2023、甲〔2023〕1号",)


class TestTrend:
    @pytest.fixture
    def found(self, results) -> list[Result]:
        """The quota in two years; half as much in the first."""
        now = [result for result in results if result.id == QUOTA]
        return [
            replace(result, period=EARLIER, value=result.value and result.value / 2)
            for result in now
        ] + now

    def test_periods_stand_in_order(self, found: list[Result], policy: Pack) -> None:
        trend = Trend(found[::-1], EVERYWHERE, policy)
        assert [period.title for period in trend.periods] == ["2022年", "2023年"]
        assert len(trend.series) == 9
        own = next(one for one in trend.series if one.place.code.startswith(XIJI))
        assert [point.value for point in own.points] == ["240", "480"]
        assert trend.shown_means == ["345", "690"]

    def test_the_chart_has_the_tables_figures(self, found: list[Result], policy: Pack) -> None:
        chart = Trend(found, EVERYWHERE, policy).chart
        assert chart is not None
        assert chart["periods"] == ["2022年", "2023年"]
        assert chart["mean"] == [345.0, 690.0]
        assert chart["bounds"] == [{"name": "目标", "values": [600.0, 600.0]}]
        assert {"name": "西吉", "values": [240.0, 480.0]} in chart["series"]

    def test_a_county_gets_its_own_line_and_the_mean(
        self, found: list[Result], policy: Pack
    ) -> None:
        trend = Trend(found, OWN, policy)
        assert [one.place.name for one in trend.series] == ["西吉县"]
        assert trend.shown_means == ["345", "690"]

    def test_who_lacks_data_is_in_no_average_and_is_counted(
        self, found: list[Result], policy: Pack
    ) -> None:
        """However few rows it has: its number is no number yet."""
        silent = [
            replace(one, status=Status.NO_DATA, value=Decimal(0))
            if (one.county, one.period) == (YANCHI, EARLIER)
            else one
            for one in found
        ]
        trend = Trend(silent, EVERYWHERE, policy)
        # Six have 360 in the first year, one 240; 红寺堡区 is never known.
        assert trend.shown_means == ["342.86", "690"]
        assert trend.left_out == [2, 1]
        assert trend.chart is not None
        assert {"name": "盐池", "values": [None, 720.0]} in trend.chart["series"]  # type: ignore[operator]

    def test_one_period_makes_no_chart(self, found: list[Result], policy: Pack) -> None:
        trend = Trend([one for one in found if one.period == EARLIER], EVERYWHERE, policy)
        assert trend.chart is None

    def test_one_place_has_no_mean(self, results, policy: Pack) -> None:
        trend = Trend([one for one in results if one.id == REGIONAL], EVERYWHERE, policy)
        assert trend.means == []
        assert [one.place.name for one in trend.series] == ["宁夏回族自治区"]

    def test_the_target_is_one_for_all_or_none(self, found: list[Result], policy: Pack) -> None:
        other = [replace(one, target=Decimal(1)) if one.county == XIJI else one for one in found]
        chart = Trend(other, EVERYWHERE, policy).chart
        assert chart is not None
        assert chart["bounds"] == []

    def test_a_range_has_both_bounds(self, results, policy: Pack) -> None:
        now = [result for result in results if result.id == "demo-villages"]
        found = [*now, *(replace(result, period=EARLIER) for result in now)]
        chart = Trend(found, EVERYWHERE, policy).chart
        assert chart is not None
        assert chart["bounds"] == [
            {"name": "下限", "values": [10.0, 10.0]},
            {"name": "上限", "values": [15.0, 15.0]},
        ]

    def test_bounds_that_differ_by_county_are_the_results_targets(
        self, results, policy: Pack
    ) -> None:
        now = [result for result in results if result.id == "land-quota-overuse"]
        obligation = policy.obligations["land-quota-overuse"]
        found = bounds(obligation, policy, [now[0].period], now)
        assert [(one.name, one.values) for one in found] == [("目标", (600,))]

    def test_a_mean_short_of_the_target_does_not_reach_it(
        self, found: list[Result], policy: Pack
    ) -> None:
        near = [replace(one, value=Decimal("599.999")) for one in found]
        assert Trend(near, EVERYWHERE, policy).shown_means == ["599.999", "599.999"]
