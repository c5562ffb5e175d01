"""What a user's departments are asked: measures, and comparisons.

A department that is asked something sees what it is asked, about whom, and where; of the
rest of the case nothing.
"""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from luoshi.site.accounts.services import User
from luoshi.site.casework.choices import MeasureState
from luoshi.site.casework.models import Case, Measure, Reply
from luoshi.site.casework.policies import parts_of
from luoshi.site.rights import ALL, Ability, Refused, Scope, scope_of

WAITING = (MeasureState.ASKED, MeasureState.TAKEN)


def own_measures(scope: Scope) -> QuerySet[Measure]:
    """Measures in the user's areas; of a department's user, those asked of it."""
    rows = scope.filter(Measure.objects.all(), "case__village")
    return rows if scope.departments is ALL else rows.filter(unit__in=scope.departments)


def own_replies(scope: Scope) -> QuerySet[Reply]:
    """Comparisons in the user's areas; of a department's user, those asked of it."""
    rows = scope.filter(Reply.objects.all(), "case__village")
    return rows if scope.departments is ALL else rows.filter(unit__in=scope.departments)


def asked_measures(scope: Scope) -> QuerySet[Measure]:
    """Measures that wait to be answered or done, those due first before others."""
    rows = own_measures(scope).filter(state__in=WAITING)
    return rows.select_related("case").order_by("due_on", "pk")


def asked_replies(scope: Scope) -> QuerySet[Reply]:
    """Comparisons that wait for an answer, those due first before others."""
    rows = own_replies(scope).filter(answered_on=None, case__closed_on=None)
    return rows.select_related("case").order_by("due_on", "pk")


def answered_measures(scope: Scope) -> QuerySet[Measure]:
    """Measures that were done or refused, the last answered first."""
    rows = own_measures(scope).exclude(state__in=WAITING)
    return rows.select_related("case").order_by("-answered_on", "-pk")


def answered_replies(scope: Scope) -> QuerySet[Reply]:
    """Comparisons that were answered, the last answered first."""
    rows = own_replies(scope).filter(answered_on__isnull=False)
    return rows.select_related("case").order_by("-answered_on", "-pk")


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


def late_answers(scope: Scope, today: date) -> int:
    """How much of what the user's departments are asked is late."""
    late = (rows.filter(due_on__lt=today) for rows in (asked_measures(scope), asked_replies(scope)))
    return sum(rows.count() for rows in late)


def demand_answer(user: User, asked: Measure | Reply) -> None:
    """Stop here unless the user answers for a unit: its own people, or who sees all of them.

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
