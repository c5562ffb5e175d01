"""Whose work is what: the lists of a user, and how many cases stand on each."""

from datetime import date

from django.db.models import Count, Q, QuerySet, TextChoices

from luoshi.site.casework.models import Case
from luoshi.site.casework.seen import my_cases, own_part, seen_cases
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
    if tab in OWN:
        return my_cases(scope).filter(_of(tab, today))
    return seen_cases(scope).filter(_of(tab, today, scope))


def tab_of(scope: Scope, asked: str | None) -> Tab:
    """The list asked for, or the user's first."""
    mine = tabs_of(scope)
    return next((tab for tab in mine if tab.value == asked), mine[0])


def _of(tab: Tab, today: date, scope: Scope | None = None) -> Q:
    part = own_part(scope) if scope else None
    conditions = {
        Tab.MINE: Q(),
        Tab.LATE: Q(due_on__lt=today),
        Tab.BACK: Q(returned=True),
        Tab.BELOW: Q(closed_on=None, due_on__lt=today) & ~Q(owner=part.value if part else ""),
        Tab.ALL: Q(closed_on=None),
        Tab.CLOSED: Q(closed_on__isnull=False),
    }
    return conditions[tab]


def counts(scope: Scope, today: date) -> dict[Tab, int | None]:
    """How many cases stand on each of the user's lists; nobody counts what is closed."""
    mine = my_cases(scope).aggregate(**_counted(today, *OWN))
    standing = seen_cases(scope).filter(closed_on=None)
    seen = standing.aggregate(**_counted(today, Tab.BELOW, Tab.ALL, scope=scope))
    found = {**mine, **seen}
    return {tab: found.get(tab.value) for tab in tabs_of(scope)}


def _counted(today: date, *tabs: Tab, scope: Scope | None = None) -> dict[str, Count]:
    return {tab.value: Count("pk", filter=_of(tab, today, scope)) for tab in tabs}
