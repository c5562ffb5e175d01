"""The map and a county's page as data."""

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from luoshi.areas.borders import SHAPES, credit
from luoshi.obligations import Status
from luoshi.pack import Pack
from luoshi.site.notices.policies import Sight
from luoshi.site.notices.presenters.board import View, board
from luoshi.site.notices.presenters.county import profile
from luoshi.site.notices.presenters.map import SHARE, MapForm, places
from luoshi.site.notices.tables import board_workbook, map_workbook

REGION, QUOTA, XIJI, YANCHI, XINGQING = "640000", "land-quota", "640422", "640323", "640104"
EVERYWHERE, OWN = Sight(None, REGION), Sight(frozenset({XIJI}), REGION)
DAY = date(2023, 12, 31)


class TestPlaces:
    def test_every_county_by_one_obligation(self, policy: Pack, results) -> None:
        found = {
            place.county.code[:6]: place for place in places(policy, results, EVERYWHERE, QUOTA)
        }
        assert len(found) == 22
        assert found[XIJI].document() == {
            "code": XIJI,
            "name": "西吉",
            "status": "breached",
            "label": "未达成",
            "reason": "640422 安排 480",
            "percent": None,
        }
        assert found[XINGQING].result.status is Status.NOT_APPLICABLE

    def test_every_county_by_the_share_met(self, policy: Pack, results) -> None:
        found = {place.county.code[:6]: place for place in places(policy, results, EVERYWHERE, "")}
        assert found[XIJI].percent == 0
        assert found[YANCHI].percent == 100
        # What a county is not asked of does not count against it.
        assert Status.NOT_APPLICABLE not in found[XINGQING].tally.counts

    @pytest.mark.parametrize("obligation", ["", QUOTA])
    def test_a_county_sees_its_own_colour(self, policy: Pack, results, obligation: str) -> None:
        found = places(policy, results, OWN, obligation)
        assert [place.county.code[:6] for place in found if place.seen] == [XIJI]
        unseen = next(place for place in found if not place.seen).document()
        assert (unseen["status"], unseen["percent"], unseen["reason"]) == (None, None, "")

    def test_the_form_offers_what_is_asked_of_counties(self, policy: Pack) -> None:
        assert MapForm({"promise": QUOTA}, policy).title == policy.obligations[QUOTA].title
        for nonsense in ("duty-measures", "<b>"):
            assert MapForm({"promise": nonsense}, policy).title == SHARE


class TestBorders:
    def test_the_file_says_whose_they_are(self, policy: Pack) -> None:
        found = credit(policy.folder)
        assert found is not None
        assert "天地图" in found.attribution
        assert not found.approval_confirmed

    def test_every_county_has_its_borders_and_a_place_for_its_name(self, policy: Pack) -> None:
        shapes = json.loads((policy.folder / SHAPES).read_text(encoding="utf-8"))["features"]
        codes = {shape["properties"]["code"] for shape in shapes}
        assert codes == {area.code[:6] for area in policy.areas.counties()}
        assert all(len(shape["properties"]["label"]) == 2 for shape in shapes)

    def test_a_pack_may_have_none(self, tmp_path: Path) -> None:
        assert credit(tmp_path) is None


class TestProfile:
    def test_a_countys_people_come_with_year_and_source(self, policy: Pack, results) -> None:
        found = profile(policy, policy.areas.by_code(XIJI), results)
        titles = [fact.title for fact in found.facts]
        assert titles[:2] == ["常住人口", "乡村人口"]
        assert all(fact.stat.year >= 2010 and fact.stat.source for fact in found.facts)
        assert found.townships > 10
        assert found.villages > 100

    def test_only_what_is_asked_of_counties_is_listed(self, policy: Pack, results) -> None:
        found = profile(policy, policy.areas.by_code(XIJI), results)
        assert all(row.own.county == XIJI for row in found.board.rows)
        asked = [one for one in policy.obligations.values() if one.where != "region"]
        assert len(found.board.rows) == len(asked)

    def test_the_obligations_are_ordered_by_state(self, policy: Pack, results) -> None:
        found = profile(policy, policy.areas.by_code(XIJI), results)
        by_state = [row.light.gravity for row in found.ordered("-status")]
        assert by_state == sorted(by_state, reverse=True)
        assert found.ordered("") == list(found.board.rows)
        assert found.ordered("-clause") == list(found.board.rows)[::-1]
        assert {row.light for row in found.ordered("", Status.BREACHED)} == {Status.BREACHED}


def named(head: tuple, line: tuple) -> dict[str, object]:
    """A line of a sheet by its headings."""
    return dict(zip(head, line, strict=True))


class TestWorkbooks:
    def cells(self, file, sheet: str) -> list[tuple[object, ...]]:
        return list(openpyxl.load_workbook(file)[sheet].iter_rows(values_only=True))

    def test_the_dashboard(self, policy: Pack, results) -> None:
        rows = board(policy, results, View(EVERYWHERE)).of_clause("2.3").rows
        file = board_workbook(policy, rows, DAY)
        head, *lines = self.cells(file, "承诺")
        quota = named(head, next(x for x in lines if x[1] == policy.obligations[QUOTA].title))
        assert (quota["本期"], quota["全期"]) == ("未达成", "未达成")
        assert (quota["数值"], quota["目标"], quota["达成"]) == ("480～720", "600", 7)
        head, *lines = self.cells(file, "各县")
        own = next(named(head, x) for x in lines if x[2] == "西吉县" and x[6] == 480)
        assert (own["条款"], own["目标"], own["依据"]) == ("二（三）", 600, "640422 安排 480")

    def test_a_county_gets_its_own_lines_only(self, policy: Pack, results) -> None:
        rows = board(policy, results, View(OWN)).rows
        _, *lines = self.cells(board_workbook(policy, rows, DAY), "各县")
        assert {line[2] for line in lines} == {"西吉县", "宁夏回族自治区"}

    def test_the_map(self, policy: Pack, results) -> None:
        found = places(policy, results, EVERYWHERE, QUOTA)
        _, *lines = self.cells(map_workbook(found, "题", DAY), "各县")
        assert len(lines) == 22
        assert next(line for line in lines if line[1] == "西吉县")[2:5] == ("未达成", 480, 600)

    def test_the_map_by_share(self, policy: Pack, results) -> None:
        found = places(policy, results, OWN, "")
        _, *lines = self.cells(map_workbook(found, "题", DAY), "达成比例")
        (line,) = lines
        assert line[1:3] == ("西吉县", 0)
