"""Groups of counties as of a day, and the words that explain them."""

from datetime import date

import pytest
from pydantic import ValidationError

from luoshi.areas import AreaError, Areas, Group, resolve_groups

NATIONAL = {"640303", "640324", "640402", "640422", "640522"}
REGIONAL = {"640323", "640423", "640424", "640425"}
EIGHT = (NATIONAL | REGIONAL) - {"640303"}
DAY = date(2022, 6, 30)


@pytest.mark.parametrize(
    ("group", "on", "members"),
    [
        ("2021-26/national_key", DAY, NATIONAL),
        ("2021-26/regional_key", DAY, REGIONAL),
        ("2021-26/key", DAY, NATIONAL | REGIONAL),
        ("2021-26/key", date(2021, 9, 2), set()),
        ("2021-26/key", date(2021, 9, 3), NATIONAL | REGIONAL),
        ("2021-26/key", date(2025, 12, 31), NATIONAL | REGIONAL),
        ("2021-26/key", date(2026, 1, 1), set()),
        ("2021-26/former_poverty", DAY, EIGHT),
        ("2021-26/integration_pilot", date(2021, 1, 1), EIGHT),
        ("2021-26/integration_pilot", date(2023, 12, 31), EIGHT),
        ("2021-26/integration_pilot", date(2024, 1, 1), NATIONAL),
        ("2021-26/integration_pilot", date(2025, 12, 31), NATIONAL),
    ],
)
def test_members(groups: dict[str, Group], group: str, on: date, members: set[str]) -> None:
    assert groups[group].members(on) == members


def test_ever_gathers_all_lists(groups: dict[str, Group]) -> None:
    assert groups["2021-26/integration_pilot"].ever() == NATIONAL | REGIONAL


def test_a_complement_is_never_silently_empty() -> None:
    others = Group.model_validate(_group(members=[], complement_of="key"))
    with pytest.raises(AreaError, match="尚未按 key 展开"):
        others.members(DAY)


@pytest.mark.parametrize(
    ("group", "base", "on", "size"),
    [
        ("2021-26/others", "2021-26/key", DAY, 13),
        ("2021-26/outside_pilot", "integration_pilot", DAY, 14),
        ("2021-26/outside_pilot", "integration_pilot", date(2024, 6, 30), 17),
    ],
)
def test_complements(
    groups: dict[str, Group], areas: Areas, group: str, base: str, on: date, size: int
) -> None:
    inside, outside = groups[base].members(on), groups[group].members(on)
    assert len(outside) == size
    assert not inside & outside
    assert inside | outside == {county.code[:6] for county in areas.counties()}


@pytest.mark.parametrize(
    ("group", "county", "on", "reason"),
    [
        (
            "2021-26/integration_pilot",
            "640303",
            DAY,
            (
                "红寺堡区不属于原国家扶贫开发工作重点县，"
                "2021—2023 年不在统筹整合使用财政涉农资金试点范围"
            ),
        ),
        (
            "2021-26/integration_pilot",
            "640303",
            date(2024, 3, 1),
            (
                "红寺堡区属于统筹整合使用财政涉农资金试点（2024—2025 年）："
                "试点调整至国家乡村振兴重点帮扶县"
            ),
        ),
        (
            "2021-26/integration_pilot",
            "640425",
            date(2024, 3, 1),
            "彭阳县不属于国家乡村振兴重点帮扶县，2024—2025 年不在统筹整合使用财政涉农资金试点范围",
        ),
        (
            "2021-26/key",
            "640121",
            DAY,
            (
                "永宁县不在名单内（文件第一部分所列九个重点帮扶县（区）），"
                "2021 年 9 月 3 日至 2025 年 12 月 31 日不在乡村振兴重点帮扶县范围"
            ),
        ),
        (
            "2021-26/key",
            "640422",
            date(2026, 1, 1),
            "2026 年 1 月 1 日没有生效的乡村振兴重点帮扶县名单",
        ),
        (
            "2021-26/outside_pilot",
            "640303",
            date(2024, 3, 1),
            (
                "红寺堡区属于统筹整合使用财政涉农资金试点，"
                "2024—2025 年不在统筹整合试点以外的县（市、区）范围"
            ),
        ),
    ],
)
def test_reasons(
    groups: dict[str, Group], areas: Areas, group: str, county: str, on: date, reason: str
) -> None:
    assert groups[group].reason(areas.by_code(county), on) == reason


def test_every_group_has_a_source_and_the_uncertain_are_marked(groups: dict[str, Group]) -> None:
    assert all(group.source for group in groups.values())
    assert groups["2021-26/former_poverty"].assumption
    assert not groups["2021-26/key"].assumption


def _group(**changes: object) -> dict[str, object]:
    listed = {"from": "2021-09-03", "counties": ["640422"], "basis": "文件所列"}
    return {"id": "some", "title": "某组", "source": "某文件", "members": [listed]} | changes


def _listed(**changes: object) -> dict[str, object]:
    listed = {"from": "2021-01-01", "to": "2021-12-31", "counties": ["640422"], "basis": "所列"}
    return listed | changes


def test_an_open_list_lasts(areas: Areas) -> None:
    group = Group.model_validate(_group(assumption="true"))
    assert group.assumption is True
    assert group.members(date(2050, 1, 1)) == {"640422"}
    assert "2021 年 9 月 3 日起" in group.reason(areas.by_code("640422"), date(2050, 1, 1))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"complement_of": "key"}, "须写且只写一个"),
        ({"members": []}, "须写且只写一个"),
        ({"members": [_listed(), _listed(**{"from": "2021-12-31"})]}, "互不重叠"),
        ({"members": [_listed(to="2020-12-31")]}, "截止日期早于开始日期"),
        ({"members": [_listed(left_out={"640422": "某故"})]}, "又写在 left_out 里"),
        ({"members": [_listed(counties=["西吉县"])]}, "pattern"),
        ({"colour": "red"}, "Extra inputs"),
    ],
)
def test_a_bad_group_is_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Group.model_validate(_group(**changes))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([_group(), _group()], "县组 some 重复"),
        ([_group(members=[], complement_of="later")], "complement_of 指向 later，它须写在前面"),
        ([_group(members=[_listed(counties=["110101"])])], "县代码 110101 不在区划表中"),
    ],
)
def test_groups_are_resolved_against_the_counties(
    areas: Areas, rows: list[dict[str, object]], message: str
) -> None:
    with pytest.raises(AreaError, match=message):
        resolve_groups(map(Group.model_validate, rows), areas.counties())
