"""Whom a sentence speaks of, and the groups a notice defines."""

import pytest

from luoshi.drafting.places import Places, find_places, find_scopes
from luoshi.notice import Sentence

DEFINED = "青石县、白鹭县、云岭区为省级山区重点县，将东河县、西河县确定为林业示范县。"


def places(*texts: str) -> Places:
    return find_places([Sentence(id=f"1.0.{n}", text=text) for n, text in enumerate(texts, 1)])


def test_counties_that_get_a_common_name_are_a_group() -> None:
    first, second = places(DEFINED).groups
    assert (first.title, first.members) == ("省级山区重点县", ("青石县", "白鹭县", "云岭区"))
    assert (second.title, second.members) == ("林业示范县", ("东河县", "西河县"))
    assert (first.sentence, first.pending) == ("1.0.1", "待定")
    assert first.words in DEFINED


def test_a_group_is_known_by_its_name_and_a_county_by_its_own() -> None:
    known = places(DEFINED)
    (group,) = find_scopes("资金向省级山区重点县倾斜", known)
    assert group.members == ("青石县", "白鹭县", "云岭区")
    (two,) = find_scopes("支持云岭区、东河县建设林场", known)
    assert two.members == ("云岭区", "东河县")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("每县每年支持", "每县"),
        ("为每个行政村办一件实事", "每个行政村"),
        ("不低于其他县（市、区）平均", "其他县（市、区）"),
        ("在8个脱贫县实施", "8个脱贫县"),
        ("向国家乡村振兴重点帮扶县倾斜", "国家乡村振兴重点帮扶县"),
        ("在行政村设立", "行政村"),
    ],
)
def test_kinds_of_places_are_known_by_their_usual_names(text: str, words: str) -> None:
    assert [one.words for one in find_scopes(text, Places((), ()))] == [words]


@pytest.mark.parametrize("text", ["乡镇、社区、园区", "各市、全县", "农业农村局、示范区、开发区"])
def test_what_only_ends_like_a_name_is_none(text: str) -> None:
    assert places(f"{text}要抓好落实。") == Places((), ())
