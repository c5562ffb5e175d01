"""What a user's departments are asked: measures, and comparisons.

A department that is asked something sees what it is asked, about whom, and where; of the
rest of the case nothing.
"""

from datetime import date

from django.db.models import QuerySet

from luoshi.site.casework.choices import MeasureState
from luoshi.site.casework.models import Measure, Reply
from luoshi.site.casework.policies import own_measures, own_replies
from luoshi.site.rights import Scope

WAITING = (MeasureState.ASKED, MeasureState.TAKEN)


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


def late_answers(scope: Scope, today: date) -> int:
    """How much of what the user's departments are asked is late."""
    late = (rows.filter(due_on__lt=today) for rows in (asked_measures(scope), asked_replies(scope)))
    return sum(rows.count() for rows in late)
