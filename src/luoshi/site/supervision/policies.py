"""Who hands matters over, and who speaks for a unit.

The province hands over, urges, grants, closes. A unit's account, or a county's for its county,
speaks for it; what its handler tells counts once another of its accounts has agreed. Who leads or
helps sees a matter; the province and the assessors see all.
"""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from luoshi import pack
from luoshi.areas import AreaError
from luoshi.site.rights import ALL, Refused, Role, Scope
from luoshi.site.supervision.models import Matter
from luoshi.supervision import Kind

OFFICE = frozenset(
    {
        Kind.REASSIGN,
        Kind.WITHDRAW,
        Kind.URGE,
        Kind.GRANT,
        Kind.DENY,
        Kind.CLOSE,
        Kind.SEND_BACK,
        Kind.INSTRUCT,
        Kind.REVISIT,
        Kind.REOPEN,
    }
)
"""What the office does; the rest is the lead unit's."""


def may_lead(scope: Scope) -> bool:
    """Whether a user hands matters over and follows them up."""
    return scope.role is Role.PROVINCE and scope.areas is ALL


def demand_lead(scope: Scope) -> None:
    """Stop here unless the user does.

    Raises:
        Refused: the user does not.
    """
    if not may_lead(scope):
        label = Role.PROVINCE.label
        raise Refused("督办 · 交办", f"督办由{label}账号交办、催办、审核。", (label,))


def own_unit(scope: Scope) -> str:
    """The unit a user speaks for: its own, or the county of a county's account; else none."""
    if scope.role is Role.DEPARTMENT and scope.areas is ALL and scope.departments is not ALL:
        return next(iter(scope.departments), "")
    if scope.role is Role.COUNTY and scope.areas is not ALL and scope.areas:
        try:
            return pack.load().areas.by_code(f"{scope.areas[0][:6]:0<12}").name
        except AreaError:
            return ""
    return ""


def may_do(scope: Scope, matter: Matter, kind: Kind) -> bool:
    """Whether what may be done in a matter is the user's to do."""
    return may_lead(scope) if kind in OFFICE else own_unit(scope) == matter.unit


def demand_do(scope: Scope, matter: Matter, kind: Kind) -> None:
    """Stop here unless it is.

    Raises:
        Refused: it is not.
    """
    if not may_do(scope, matter, kind):
        who = Role.PROVINCE.label if kind in OFFICE else matter.unit
        raise Refused(f"督办 · {kind.label}", f"“{kind.label}”由{who}的账号办。", ())


def sees_every(scope: Scope) -> bool:
    """Whether a user sees all matters."""
    return scope.areas is ALL and scope.role in (Role.PROVINCE, Role.ASSESSOR)


def visible(scope: Scope) -> QuerySet[Matter]:
    """The matters a user sees."""
    every = Matter.objects.all()
    if sees_every(scope):
        return every
    unit = own_unit(scope)
    if not unit:
        return every.none()
    helped = [pk for pk, units in every.values_list("pk", "co_units") if unit in units]
    return every.filter(Q(unit=unit) | Q(tasks__unit=unit) | Q(pk__in=helped)).distinct()


def units() -> Iterable[str]:
    """Whom a matter can be handed to: the place's units and its counties, by name."""
    policy = pack.load()
    return (*policy.units, *(one.name for one in policy.areas.counties()))
