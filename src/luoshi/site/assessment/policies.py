"""Who plans, scores, answers and sees what of a round.

The province plans, freezes, answers and adopts. The assessors and the province score; nobody
scores their own county or unit. A county and a unit report of themselves, see their own points
once these may be objected to, and everybody's order once it is published.
"""

from luoshi.site.accounts.services import User
from luoshi.site.assessment.choices import State
from luoshi.site.rights import ALL, Ability, Refused, Role, Scope, scope_of

SHOWN = (State.OBJECTING, State.ADOPTING, State.PUBLISHED)
"""The states in which a place sees its own points."""


def may_plan(scope: Scope) -> bool:
    """Whether a user may plan a round and lead it on."""
    return scope.role is Role.PROVINCE and scope.areas is ALL


def demand_plan(scope: Scope) -> None:
    """Stop here unless the user may.

    Raises:
        Refused: the user may not.
    """
    if not may_plan(scope):
        label = Role.PROVINCE.label
        raise Refused("考核 · 组织", f"考核由{label}账号组织。", (label,))


def may_score(user: User, place: str) -> bool:
    """Whether a user may score a place: never the county the account stands in, nor its unit."""
    scope = scope_of(user)
    own = user.area[:6] == place or user.unit == place
    return scope.can(Ability.ASSESS) and scope.areas is ALL and not own


def demand_score(user: User, place: str) -> None:
    """Stop here unless the user may.

    Raises:
        Refused: the user may not.
    """
    scope_of(user).demand(Ability.ASSESS)
    if not may_score(user, place):
        raise Refused("考核 · 评分", "不能给自己所在的县、单位评分。", ())


def stands_for(scope: Scope, place: str) -> bool:
    """Whether a user speaks for a place: a county's account for its county, a unit's for it."""
    if scope.role is Role.COUNTY:
        return scope.areas is not ALL and any(place == area[:6] for area in scope.areas)
    whole = scope.role is Role.DEPARTMENT and scope.areas is ALL
    return whole and scope.departments is not ALL and place in scope.departments


def demand_stand_for(scope: Scope, place: str) -> None:
    """Stop here unless the user does.

    Raises:
        Refused: the user does not.
    """
    if not stands_for(scope, place):
        raise Refused("考核 · 自评和异议", "自评、异议由被考核的县或单位自己写。", ())


def sees_every(scope: Scope) -> bool:
    """Whether a user sees the points of all places while a round is under way."""
    return scope.can(Ability.ASSESS) and scope.areas is ALL


def sees(scope: Scope, state: State, place: str) -> bool:
    """Whether a user sees the points of a place in a round that is so far."""
    return sees_every(scope) or (state in SHOWN and stands_for(scope, place))


def sees_order(scope: Scope, state: State) -> bool:
    """Whether a user sees the order of all places."""
    return sees_every(scope) or (state is State.PUBLISHED and scope.areas != ())
