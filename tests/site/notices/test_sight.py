"""Whose figures each role sees."""

import pytest

from luoshi import pack
from luoshi.site.accounts.models import User
from luoshi.site.notices.policies import sight_of
from luoshi.site.rights import Role, scope_of

REGION, OWN, OTHER = "640000", "640422", "640423"
AREAS = {"county": "640422000000", "township": "640422100000", "village": "640422100201"}


def sight(role: str, area: str | None = None):
    place = AREAS.get(role, "") if area is None else area
    return sight_of(scope_of(User(role=role, area=place, unit="医保局")), pack.load())


@pytest.mark.parametrize("role", [Role.PROVINCE, Role.DEPARTMENT, Role.ASSESSOR])
def test_who_sees_everywhere_sees_each_county(role: str) -> None:
    seen = sight(role)
    assert seen.everywhere
    assert all(map(seen.sees, (REGION, OWN, OTHER)))


@pytest.mark.parametrize("role", list(AREAS))
def test_who_is_placed_in_a_county_sees_that_one(role: str) -> None:
    seen = sight(role)
    assert seen.own == OWN
    assert seen.sees(OWN)
    assert seen.sees(REGION)
    assert not seen.sees(OTHER)


@pytest.mark.parametrize(
    ("role", "area"), [("admin", ""), ("", ""), ("county", ""), ("township", "640422000000")]
)
def test_without_an_area_nothing_is_seen(role: str, area: str) -> None:
    seen = sight(role, area)
    assert seen.blind
    assert not any(map(seen.sees, (REGION, OWN, OTHER)))
