"""An obligation over its periods."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from dashboard_cases import QUOTA, REGIONAL, XIJI, YANCHI

from luoshi.obligations import Period, Result, Status
from luoshi.obligations.dashboard.bounds import bounds
from luoshi.obligations.dashboard.sight import Sight
from luoshi.obligations.dashboard.trends import Trend
from luoshi.pack import Pack

REGION = "640000"
EVERYWHERE, OWN = Sight(None, REGION), Sight(frozenset({XIJI}), REGION)
EARLIER = Period(date(2022, 1, 1), date(2022, 12, 31))


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
        obligation = policy.obligations["2021-26/land-quota-overuse"]
        found = bounds(obligation, policy, [now[0].period], now)
        assert [(one.name, one.values) for one in found] == [("目标", (600,))]

    def test_a_mean_short_of_the_target_does_not_reach_it(
        self, found: list[Result], policy: Pack
    ) -> None:
        near = [replace(one, value=Decimal("599.999")) for one in found]
        assert Trend(near, EVERYWHERE, policy).shown_means == ["599.999", "599.999"]
