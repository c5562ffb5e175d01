"""Lists are bound in the database, by one method."""

import pytest

from luoshi.site.accounts.models import User
from luoshi.site.rights import Scope, scope_of, within

pytestmark = [pytest.mark.db, pytest.mark.django_db]

AREAS = ["640422100201", "640422100202", "640422101201", "640423100201"]
"""Two villages of one township, one of its neighbour, one of another county."""


@pytest.fixture(autouse=True)
def rows() -> None:
    """Accounts stand in for rows: they have an area and a unit."""
    User.objects.bulk_create(
        User(username=f"row{area}", area=area, unit="医保局" if n % 2 else "教育厅")
        for n, area in enumerate(AREAS)
    )


def seen(role: str, area: str = "", unit: str = "", department: str | None = None) -> list[str]:
    scope = scope_of(User(role=role, area=area, unit=unit))
    rows = scope.filter(User.objects.all(), department=department)
    return list(rows.order_by("area").values_list("area", flat=True))


@pytest.mark.parametrize(
    ("role", "area", "expected"),
    [
        ("province", "", AREAS),
        ("assessor", "", AREAS),
        ("county", "640422", AREAS[:3]),
        ("township", "640422100", AREAS[:2]),
        ("village", "640422100201", AREAS[:1]),
        ("county", "", []),
        ("admin", "", []),
        ("", "640422", []),
    ],
)
def test_each_role_gets_the_rows_of_its_area(role: str, area: str, expected: list[str]) -> None:
    assert seen(role, area) == expected


def test_a_department_gets_its_own_rows_where_rows_have_departments() -> None:
    assert seen("department", unit="医保局", department="unit") == AREAS[1::2]
    assert seen("department", unit="医保局") == AREAS
    assert seen("department", unit="", department="unit") == []


def test_others_get_the_rows_of_every_department() -> None:
    assert seen("county", "640422", department="unit") == AREAS[:3]


CODES = ["", "09", "10", "1", "990", "H1", "H12", *AREAS]


@pytest.mark.parametrize("digits", ["", "0", "09", "1", "9", "99", "640422", "64042210020", "H1"])
def test_within_are_the_codes_that_begin_so(digits: str) -> None:
    User.objects.all().delete()
    User.objects.bulk_create(User(username=f"of{n}", area=area) for n, area in enumerate(CODES))
    found = User.objects.filter(within("area", digits)).values_list("area", flat=True)
    assert sorted(found) == sorted(area for area in CODES if area.startswith(digits))


def test_digits_are_asked_as_a_range_that_an_index_finds() -> None:
    assert "LIKE" not in str(User.objects.filter(within("area", "640422")).query)


def test_a_scope_of_several_places_has_the_rows_of_each() -> None:
    scope = Scope(areas=(AREAS[0], AREAS[3]))
    rows = scope.filter(User.objects.exclude(area=""))
    assert sorted(rows.values_list("area", flat=True)) == [AREAS[0], AREAS[3]]
    assert [scope.allows(area) for area in AREAS] == [True, False, False, True]
