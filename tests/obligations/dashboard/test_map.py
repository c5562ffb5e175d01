"""The map as data."""

import json
from pathlib import Path

import pytest
from dashboard_cases import QUOTA, XIJI, XINGQING, YANCHI

from luoshi.areas.borders import SHAPES, credit
from luoshi.obligations import Status
from luoshi.obligations.dashboard.map import places
from luoshi.obligations.dashboard.sight import Sight
from luoshi.pack import Pack

REGION = "640000"
EVERYWHERE, OWN = Sight(None, REGION), Sight(frozenset({XIJI}), REGION)


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
