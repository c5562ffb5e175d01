"""What the table of rights gives each role."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser

from luoshi.site.accounts.models import User
from luoshi.site.rights import (
    ALL,
    NOTHING,
    TABLE,
    Ability,
    Refused,
    Role,
    explain,
    scope_of,
)
from luoshi.site.rights.explain import RuleExplanation

VILLAGE = "640422100201"


def account(role: str, area: str = "", unit: str = "", is_active: bool = True) -> User:
    return User(username="某人", role=role, area=area, unit=unit, is_active=is_active)


@pytest.mark.parametrize(
    ("role", "area", "prefix"),
    [
        ("county", "640422", "640422"),
        ("county", "640422000000", "640422"),
        ("township", "640422100", "640422100"),
        ("township", "640422100000", "640422100"),
        ("village", VILLAGE, VILLAGE),
    ],
)
def test_a_role_is_bound_to_its_own_division(role: str, area: str, prefix: str) -> None:
    scope = scope_of(account(role, area))
    assert scope.areas == (prefix,)
    assert scope.allows(VILLAGE)
    assert not scope.allows("640423100201")


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("county", ""),
        ("county", "640000000000"),
        ("county", "640400000000"),
        ("township", "640422"),
        ("township", "640422000000"),
        ("village", "640422100"),
        ("village", "640422100000"),
        ("village", "6404221002"),
    ],
)
def test_an_account_placed_too_high_sees_nothing(role: str, area: str) -> None:
    scope = scope_of(account(role, area))
    assert scope.areas == ()
    assert not scope.allows(VILLAGE)


@pytest.mark.parametrize("role", ["province", "assessor"])
def test_some_roles_see_every_area_and_department(role: str) -> None:
    scope = scope_of(account(role))
    assert scope.areas is ALL
    assert scope.allows_department("医保局")


def test_a_department_sees_its_own_facts_everywhere() -> None:
    scope = scope_of(account("department", unit="医保局"))
    assert scope.allows(VILLAGE)
    assert scope.allows_department("医保局")
    assert not scope.allows_department("教育厅")


def test_a_countys_bureau_sees_its_own_facts_in_its_county() -> None:
    scope = scope_of(account("department", "640422000000", "医保局"))
    assert scope.areas == ("640422",)
    assert not scope.allows("640423100201")
    assert scope_of(account("department", "640000000000", "医保局")).areas == ()


def test_a_department_without_unit_sees_no_facts() -> None:
    assert scope_of(account("department")).departments == ()


def test_an_administrator_sees_no_data() -> None:
    scope = scope_of(account("admin", VILLAGE, "医保局"))
    assert scope.areas == scope.departments == ()
    assert not scope.can(Ability.NAMES)


@pytest.mark.parametrize(
    "user",
    [
        None,
        AnonymousUser(),
        account(""),
        account("king"),
        account("province", is_active=False),
        SimpleNamespace(role="province", area="", unit=""),
    ],
)
def test_without_a_rule_nothing_is_shown(user: object) -> None:
    assert scope_of(user) == NOTHING
    assert not any(NOTHING.can(ability) for ability in Ability)
    assert not NOTHING.allows(VILLAGE)
    assert not NOTHING.allows_department("医保局")


def test_a_refusal_names_the_rule_and_who_may() -> None:
    with pytest.raises(Refused, match="评估组账号没有“导出”的权限") as caught:
        scope_of(account("assessor")).demand(Ability.EXPORT)
    assert caught.value.rule == "权限表 · 评估组 · 导出"
    assert caught.value.holders == ("自治区", "行业部门", "县级", "乡级")


def test_without_a_role_it_is_refused_by_what_it_is() -> None:
    with pytest.raises(Refused) as caught:
        NOTHING.demand(Ability.MANAGE)
    assert caught.value.rule == "权限表 · 没有角色的 · 管理账号"
    assert caught.value.reason == "没有角色的账号没有“管理账号”的权限。"
    assert caught.value.holders == ("系统管理员",)


def test_an_assessor_reads_and_scores_only_and_sees_no_names() -> None:
    scope = scope_of(account("assessor"))
    assert scope.abilities == {Ability.READ, Ability.ASSESS}
    assert scope.name("马小花") == "马**"
    assert scope.phone("13812345678") == "138****5678"


def test_names_and_numbers_are_shown_by_right() -> None:
    village = scope_of(account("village", VILLAGE))
    assert village.name("马小花") == "马小花"
    assert village.phone("13812345678") == "13812345678"


@pytest.mark.parametrize("role", list(TABLE))
def test_every_role_is_explained(role: str) -> None:
    lines = explain(account(role, VILLAGE, "医保局"))
    given = {line.subject: line.given for line in lines}
    assert set(given) == {"地区", "部门", *Ability.labels}
    assert all(given[ability.label] == (ability in TABLE[role].abilities) for ability in Ability)


def test_bounds_are_explained_by_the_table_and_the_account() -> None:
    area, department = explain(account("department", unit="医保局"))[:2]
    assert (area.given, area.reason) == (True, "权限表给的是“全区，账号填了县的为本县”。")
    assert (department.given, department.reason) == (
        True,
        "权限表给的是“本部门”，账号的单位是 医保局。",
    )
    area, department = explain(account("village", VILLAGE))[:2]
    assert area.reason == f"权限表给的是“本村”，账号的区划代码是 {VILLAGE}。"
    assert department.reason == "权限表给的是“全部部门”。"


def test_what_does_not_fit_the_table_is_explained_as_nothing() -> None:
    area, department = explain(account("admin", VILLAGE, "医保局"))[:2]
    assert not area.given
    assert not department.given
    assert area.reason == "权限表给的是“不看数据”，账号没有对得上的区划代码，什么也不显示。"
    assert department.reason == "权限表给的是“不看数据”，账号没有对得上的单位，什么也不显示。"


def test_abilities_are_explained_with_those_who_have_them() -> None:
    said = {line.subject: line.reason for line in explain(account("village", VILLAGE))}
    assert said["看姓名"] == "权限表给了本角色。"
    assert said["看操作日志"] == "权限表只给：自治区、系统管理员。"


def test_an_account_without_role_is_told_so() -> None:
    (line,) = explain(account(""))
    assert line == RuleExplanation("全部", False, "账号没有角色或已停用：没有规则，什么也不显示。")


def test_every_role_has_a_row_in_the_table() -> None:
    assert list(TABLE) == list(Role)
