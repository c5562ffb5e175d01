"""What a user's departments are asked: measures not done, comparisons not answered."""

from datetime import date

from django.db.models import QuerySet

from luoshi.site.casework.choices import MeasureState
from luoshi.site.casework.models import Measure, Reply
from luoshi.site.casework.seen import seen_cases
from luoshi.site.rights import ALL, Scope

WAITING = (MeasureState.ASKED, MeasureState.TAKEN)


def asked_measures(scope: Scope) -> QuerySet[Measure]:
    """Measures that wait to be answered or done, those due first before others."""
    rows = Measure.objects.filter(state__in=WAITING, case__in=seen_cases(scope))
    if scope.departments is not ALL:
        rows = rows.filter(unit__in=scope.departments)
    return rows.select_related("case").order_by("due_on", "pk")


def asked_replies(scope: Scope) -> QuerySet[Reply]:
    """Comparisons that wait for an answer, those due first before others."""
    rows = Reply.objects.filter(answered_on=None, case__in=seen_cases(scope), case__closed_on=None)
    if scope.departments is not ALL:
        rows = rows.filter(unit__in=scope.departments)
    return rows.select_related("case").order_by("due_on", "pk")


def late_answers(scope: Scope, today: date) -> int:
    """How much of what the user's departments are asked is late."""
    late = (rows.filter(due_on__lt=today) for rows in (asked_measures(scope), asked_replies(scope)))
    return sum(rows.count() for rows in late)
