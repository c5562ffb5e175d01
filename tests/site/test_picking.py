"""Choosing a division step by step."""

import pytest

from luoshi.pack import load
from luoshi.site.accounts.models import User
from luoshi.site.area_picker import Step, lowest, open_steps, prefix, steps
from luoshi.site.rights import scope_of


def picked(role: str, area: str = "", **asked: str) -> list[Step]:
    return steps(load().areas, scope_of(User(role=role, area=area)), asked)


def levels(taken: list[Step]) -> list[str]:
    return [step.level.value for step in open_steps(taken)]


def test_the_province_chooses_from_the_county_down() -> None:
    taken = picked("province")
    assert levels(taken) == ["county"]
    assert len(taken[0].options) == 22
    assert lowest(taken) is None


def test_each_choice_opens_the_next_level() -> None:
    taken = picked("province", county="640422000000", township="640422100000")
    assert levels(taken) == ["county", "township", "village"]
    chosen = lowest(taken)
    assert chosen is not None
    assert prefix(chosen) == "640422100"


@pytest.mark.parametrize(
    ("role", "area", "open_", "own"),
    [
        ("county", "640422000000", ["township"], "640422"),
        ("township", "640422100000", ["village"], "640422100"),
        ("village", "640422100201", [], "640422100201"),
    ],
)
def test_an_account_chooses_inside_its_own_area(
    role: str, area: str, open_: list[str], own: str
) -> None:
    taken = picked(role, area)
    assert levels(taken) == open_
    chosen = lowest(taken)
    assert chosen is not None
    assert prefix(chosen) == own


@pytest.mark.parametrize(
    "asked", [{"county": "640423000000"}, {"township": "640423100000"}, {"township": "x"}]
)
def test_a_division_outside_is_not_taken(asked: dict[str, str]) -> None:
    chosen = lowest(picked("county", "640422000000", **asked))
    assert chosen is not None
    assert chosen.code == "640422000000"


def test_a_township_of_the_county_chosen_before_is_dropped() -> None:
    chosen = lowest(picked("province", county="640423000000", township="640422100000"))
    assert chosen is not None
    assert chosen.code == "640423000000"


def test_who_sees_nothing_is_offered_nothing() -> None:
    assert levels(picked("admin")) == []
