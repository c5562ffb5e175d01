"""Whose work is what: the lists of a user, and how many cases stand on each."""

from datetime import date

from django.db.models import Count, Q, QuerySet, TextChoices

from luoshi.site.listing import chosen
from luoshi.site.processes.models import Case
from luoshi.site.processes.policies import own_part, seen_cases, waits_for
from luoshi.site.rights import Scope


class Tab(TextChoices):
    """A list of cases."""

    MINE = "mine", "待我办"
    LATE = "late", "我已逾期"
    BACK = "back", "退回给我"
    BELOW = "below", "督办下级"
    ALL = "all", "全部在办"
    CLOSED = "closed", "已办结"


OWN = (Tab.MINE, Tab.LATE, Tab.BACK)
"""The lists of a user's own work."""


def tabs_of(scope: Scope) -> list[Tab]:
    """The lists a user has: who has no part of the work has no work of one's own."""
    mine = own_part(scope) is not None
    return [tab for tab in Tab if mine or tab not in OWN]


def listed(scope: Scope, tab: Tab, today: date) -> QuerySet[Case]:
    """The cases of a list on a day."""
    if tab is Tab.CLOSED:
        return seen_cases(scope).filter(closed_on__isnull=False)
    return seen_cases(scope).filter(_of(tab, today, scope), closed_on=None)


def tab_of(scope: Scope, asked: str | None) -> Tab:
    """The list asked for, or the user's first."""
    mine = tabs_of(scope)
    return chosen(mine, asked, mine[0])


def _of(tab: Tab, today: date, scope: Scope) -> Q:
    """What of the open cases a list holds."""
    mine, part, late = waits_for(scope), own_part(scope), Q(due_on__lt=today)
    conditions = {
        Tab.MINE: mine,
        Tab.LATE: mine & late,
        Tab.BACK: mine & Q(returned=True),
        Tab.BELOW: late & ~Q(owner=part.value if part else ""),
    }
    return conditions.get(tab, Q())


def counts(scope: Scope, today: date) -> dict[Tab, int | None]:
    """How many cases stand on each of the user's lists; nobody counts what is closed."""
    tabs = tabs_of(scope)
    counted = {
        tab.value: Count("pk", filter=_of(tab, today, scope)) for tab in tabs if tab != Tab.CLOSED
    }
    found = seen_cases(scope).filter(closed_on=None).aggregate(**counted)
    return {tab: found.get(tab.value) for tab in tabs}
