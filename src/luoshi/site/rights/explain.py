"""Why a user sees what the user sees: the scope in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.site.rights.scope import ALL, Bounds, Scope, scope_of
from luoshi.site.rights.table import TABLE, Ability, holders


@dataclass(frozen=True)
class RuleExplanation:
    """One rule that allowed (``given``) or refused something, with the reason."""

    subject: str
    given: bool
    reason: str


def explain(user: object) -> list[RuleExplanation]:
    """Each area, department and ability rule as it holds for ``user``."""
    scope = scope_of(user)
    if scope.role is None:
        return [RuleExplanation("全部", False, "账号没有角色或已停用：没有规则，什么也不显示。")]
    return [*_bounds(scope), *_abilities(scope)]


def _bounds(scope: Scope) -> Iterator[RuleExplanation]:
    assert scope.role is not None
    grant = TABLE[scope.role]
    yield RuleExplanation(
        "地区", bool(scope.areas), _reason(scope.areas, grant.reach.label, "区划代码")
    )
    departments = grant.departments.label
    yield RuleExplanation(
        "部门", bool(scope.departments), _reason(scope.departments, departments, "单位")
    )


def _reason(bounds: Bounds, rule: str, what: str) -> str:
    if bounds is ALL:
        return f"权限表给的是“{rule}”。"
    if bounds:
        return f"权限表给的是“{rule}”，账号的{what}是 {'、'.join(bounds)}。"
    return f"权限表给的是“{rule}”，账号没有对得上的{what}，什么也不显示。"


def _abilities(scope: Scope) -> Iterator[RuleExplanation]:
    for ability in Ability:
        given = scope.can(ability)
        reason = "权限表给了本角色。" if given else f"权限表只给：{'、'.join(holders(ability))}。"
        yield RuleExplanation(ability.label, given, reason)
