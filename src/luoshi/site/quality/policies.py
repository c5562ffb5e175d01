"""What of the findings a user may see. Every page, file and action of this app starts here.

The exports are the national system's, not a department's: departments see nothing of them.
"""

from dataclasses import dataclass
from enum import Enum

from django.db.models import Q, QuerySet

from luoshi import pack
from luoshi.areas import Area
from luoshi.site.quality.choices import RunState
from luoshi.site.quality.models import Exemption, Finding, Run, Task
from luoshi.site.rights import ALL, Ability, Refused, Role, Scope


@dataclass(frozen=True)
class Duty:
    """What a part is called, which ability it takes, and whose it is."""

    title: str
    ability: Ability
    roles: tuple[Role, ...]


_UPPER = (Role.PROVINCE, Role.COUNTY)


class WorkPart(Enum):
    """One part of the work."""

    UPLOAD = Duty("上传导出表", Ability.DECIDE, _UPPER)
    SEND = Duty("派下核实", Ability.HANDLE, (*_UPPER, Role.TOWNSHIP))
    ANSWER = Duty("答复疑点", Ability.HANDLE, (Role.TOWNSHIP, Role.VILLAGE))
    PROPOSE = Duty("申请豁免", Ability.HANDLE, (*_UPPER, Role.TOWNSHIP, Role.VILLAGE))
    GRANT = Duty("批准豁免", Ability.DECIDE, _UPPER)
    WRITE = Duty("自定规则", Ability.DECIDE, _UPPER)


def may(scope: Scope, part: WorkPart) -> bool:
    """Whether a part is the user's."""
    return scope.role in part.value.roles and scope.can(part.value.ability)


def demand(scope: Scope, part: WorkPart) -> None:
    """Check that a part is the user's.

    Raises:
        Refused: it is another role's.
    """
    duty = part.value
    scope.demand(duty.ability)
    if scope.role not in duty.roles:
        holders = tuple(role.label for role in duty.roles)
        raise Refused("数据核查分工", f"“{duty.title}”由{'、'.join(holders)}账号办理。", holders)


def counties_of(scope: Scope) -> tuple[Area, ...]:
    """The counties of which a user sees anything, by code."""
    if scope.departments is not ALL:
        return ()
    counties = pack.load().areas.counties()
    if scope.areas is ALL:
        return counties
    codes = {bound[:6] for bound in scope.areas}
    return tuple(county for county in counties if county.code[:6] in codes)


def seen_findings(scope: Scope) -> QuerySet[Finding]:
    """Findings in the user's areas, and those sent there to be looked into."""
    rows = Finding.objects.all()
    if scope.departments is not ALL:
        return rows.none()
    if scope.areas is ALL:
        return rows
    own = scope.filter(rows, "area").values("pk")
    sent = scope.filter(Task.objects.all(), "area").values("finding")
    return rows.filter(Q(pk__in=own) | Q(pk__in=sent))


def seen_tasks(scope: Scope) -> QuerySet[Task]:
    """Tasks sent into the user's areas, or about findings that lie there."""
    if scope.areas is ALL and scope.departments is ALL:
        return Task.objects.all()
    return Task.objects.filter(finding__in=seen_findings(scope).values("pk"))


def seen_exemptions(scope: Scope) -> QuerySet[Exemption]:
    """Exemptions of findings the user sees."""
    if scope.areas is ALL and scope.departments is ALL:
        return Exemption.objects.all()
    return Exemption.objects.filter(finding__in=seen_findings(scope).values("pk"))


def seen_runs(scope: Scope) -> QuerySet[Run]:
    """Runs that are done, of the counties the user sees anything of, newest first."""
    codes = [county.code[:6] for county in counties_of(scope)]
    return Run.objects.filter(state=RunState.DONE, county__in=codes)


def latest_run(county: str) -> Run | None:
    """The newest run of a county that is done."""
    return Run.objects.filter(state=RunState.DONE, county=county).first()
