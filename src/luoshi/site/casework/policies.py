"""What of leads, help and campaigns a user may see and answer for."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from luoshi.site.accounts.services import User
from luoshi.site.casework.models import Campaign, Enrolment, Measure, Reply
from luoshi.site.processes.models import Case
from luoshi.site.processes.policies import parts_of, seen_cases
from luoshi.site.rights import ALL, Ability, Refused, Scope, scope_of


def own_measures(scope: Scope) -> QuerySet[Measure]:
    """Measures in the user's areas; of a department's user, those asked of it."""
    rows = scope.filter(Measure.objects.all(), "case__village")
    return rows if scope.departments is ALL else rows.filter(unit__in=scope.departments)


def own_replies(scope: Scope) -> QuerySet[Reply]:
    """Comparisons in the user's areas; of a department's user, those asked of it."""
    rows = scope.filter(Reply.objects.all(), "case__village")
    return rows if scope.departments is ALL else rows.filter(unit__in=scope.departments)


def asked_case(scope: Scope, pk: int) -> Case:
    """A case of which the user's department is asked something.

    Raises:
        Http404: there is none.
    """
    asked = Q(pk__in=own_measures(scope).filter(case=pk).values("case"))
    asked |= Q(pk__in=own_replies(scope).filter(case=pk).values("case"))
    found = Case.objects.filter(asked, pk=pk).first()
    if found is None or scope.departments is ALL:
        raise Http404("没有这个事项")
    return found


def demand_answer(user: User, asked: Measure | Reply) -> None:
    """Check that the user answers for a unit: its own people, or who sees all of them.

    Raises:
        Refused: the user handles no cases, or none there, or the unit is another's.
    """
    scope = scope_of(user)
    scope.demand(Ability.HANDLE)
    if not parts_of(scope) or not scope.allows(asked.case.village):
        raise Refused("权限表 · 地区和部门", "这个事项不在账号的地区和部门范围内。")
    if not scope.allows_department(asked.unit):
        unit = asked.unit
        raise Refused("权限表 · 部门", f"这是问{unit}的，由{unit}答复。", (unit,))


def seen_campaigns(scope: Scope) -> QuerySet[Campaign]:
    """The campaigns that have a case the user may see."""
    mine = Enrolment.objects.filter(campaign=OuterRef("pk"), case__in=seen_cases(scope))
    return Campaign.objects.filter(Exists(mine))
