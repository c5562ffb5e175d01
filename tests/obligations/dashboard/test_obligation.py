"""An obligation opened: its places, and the average."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from dashboard_cases import DAY, HONGSI, PILOT, QUOTA, REGIONAL, TILT, XIJI, YANCHI

from luoshi.obligations import Status
from luoshi.obligations.dashboard.board import View, board
from luoshi.obligations.dashboard.obligation import Detail
from luoshi.obligations.dashboard.sight import Sight
from luoshi.obligations.verdict import Each
from luoshi.pack import Pack

REGION, FLOOR = "640000", "2021-26/fiscal-pilot-floor"
EVERYWHERE, OWN = Sight(None, REGION), Sight(frozenset({XIJI}), REGION)

Open = Callable[..., Detail]


@pytest.fixture
def opened(policy: Pack, results) -> Open:
    """Opens an obligation for a sight."""

    def make(obligation: str, sight: Sight = EVERYWHERE) -> Detail:
        rows = {row.obligation.id: row for row in board(policy, results, View(sight)).rows}
        return Detail(rows[obligation], policy, DAY, lambda result: ())

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
        assert opened("2021-26/finance-loan-growth").each_titles[0] == "机构"

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
