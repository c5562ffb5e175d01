"""What of the cases a user may see and work on. Every page, file and action starts here."""

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from luoshi import pack
from luoshi.pack.processes import Move, Owner
from luoshi.site.accounts.policies import scope_in
from luoshi.site.accounts.services import User
from luoshi.site.monitoring.policies import closed_rules
from luoshi.site.processes.models import Case
from luoshi.site.rights import ALL, Ability, Refused, Role, Scope, scope_of

_OWNERS = {
    Role.PROVINCE: tuple(Owner),
    Role.COUNTY: (Owner.COUNTY,),
    Role.TOWNSHIP: (Owner.TOWNSHIP,),
    Role.VILLAGE: (Owner.VILLAGE,),
    Role.DEPARTMENT: (Owner.DEPARTMENT,),
}
"""Whose part each role may play: the province stands in for any level that cannot."""


def parts_of(scope: Scope) -> tuple[Owner, ...]:
    """The parts a user may play in a process."""
    if scope.role is None or not scope.can(Ability.HANDLE):
        return ()
    return _OWNERS.get(scope.role, ())


def seen_cases(scope: Scope) -> QuerySet[Case]:
    """Cases in the user's areas; of a department's user, those its department owns.

    One it is only asked about is not its to see: of that, `presenters.requests`
    gives what it is asked.
    """
    rows = scope.filter(Case.objects.all(), "village")
    return rows if scope.departments is ALL else rows.filter(unit__in=scope.departments)


def may_read_why(scope: Scope) -> bool:
    """Whether what department data said of a household is the user's to read.

    Who handles cases has to know it, whoever else only where no table is closed to them.
    """
    return scope.can(Ability.HANDLE) or not closed_rules(scope)


def may_make(scope: Scope, case: Case, move: Move) -> bool:
    """Whether the user is one of those who make a move, and the case is the user's to work on."""
    parts = [part for part in parts_of(scope) if part in move.by]
    if not parts or not scope.allows(case.village):
        return False
    return parts != [Owner.DEPARTMENT] or scope.allows_department(case.unit)


def open_moves(scope: Scope, case: Case) -> list[Move]:
    """The moves the user may make from where the case stands, in the process' order."""
    moves = pack.load().processes[case.process].moves
    return [m for m in moves if case.stage in m.origins and may_make(scope, case, m)]


def own_part(scope: Scope) -> Owner | None:
    """The part whose work comes to the user's list; none for the province, which stands in."""
    parts = parts_of(scope)
    return parts[0] if len(parts) == 1 else None


def waits_for(scope: Scope) -> Q:
    """What of the open cases waits for the user: those whose stage is the user's part."""
    part = own_part(scope)
    if part is None:
        return Q(pk__in=())
    mine = Q(owner=part.value)
    return mine if scope.departments is ALL else mine & Q(unit__in=scope.departments)


def my_cases(scope: Scope) -> QuerySet[Case]:
    """Open cases that wait for the user."""
    return seen_cases(scope).filter(waits_for(scope), closed_on=None)


def seen_case(request: HttpRequest, pk: int) -> Case:
    """A case the user may see.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(seen_cases(scope_in(request)), pk=pk)


def move_of(case: Case, move: str) -> Move:
    """A move of the case's process.

    Raises:
        Http404: there is none.
    """
    found = pack.load().processes[case.process].move.get(move)
    if found is None:
        raise Http404("没有这个步骤")
    return found


def demand_case(user: User, case: Case) -> None:
    """Check that the user handles cases and sees this one.

    Raises:
        Refused: the user does not, or the case lies elsewhere.
    """
    scope = scope_of(user)
    scope.demand(Ability.HANDLE)
    if not parts_of(scope) or not seen_cases(scope).filter(pk=case.pk).exists():
        raise Refused("权限表 · 地区和部门", "这个事项不在账号的地区和部门范围内。")
