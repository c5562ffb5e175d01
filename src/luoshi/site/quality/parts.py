"""Who does which part of the work: an ability of the table of rights, and the roles that do it."""

from dataclasses import dataclass
from enum import Enum

from luoshi.site.rights import Ability, Refused, Role, Scope


@dataclass(frozen=True)
class Duty:
    """What a part is called, which ability it takes, and whose it is."""

    title: str
    ability: Ability
    roles: tuple[Role, ...]


_UPPER = (Role.PROVINCE, Role.COUNTY)


class Part(Enum):
    """One part of the work."""

    UPLOAD = Duty("上传导出表", Ability.DECIDE, _UPPER)
    SEND = Duty("派下核实", Ability.HANDLE, (*_UPPER, Role.TOWNSHIP))
    ANSWER = Duty("答复疑点", Ability.HANDLE, (Role.TOWNSHIP, Role.VILLAGE))
    PROPOSE = Duty("申请豁免", Ability.HANDLE, (*_UPPER, Role.TOWNSHIP, Role.VILLAGE))
    GRANT = Duty("批准豁免", Ability.DECIDE, _UPPER)
    WRITE = Duty("自定规则", Ability.DECIDE, _UPPER)


def may(scope: Scope, part: Part) -> bool:
    """Whether a part is the user's."""
    return scope.role in part.value.roles and scope.can(part.value.ability)


def demand(scope: Scope, part: Part) -> None:
    """Stop here unless a part is the user's.

    Raises:
        Refused: it is another role's.
    """
    duty = part.value
    scope.demand(duty.ability)
    if scope.role not in duty.roles:
        holders = tuple(role.label for role in duty.roles)
        raise Refused("数据核查分工", f"“{duty.title}”由{'、'.join(holders)}账号办理。", holders)
