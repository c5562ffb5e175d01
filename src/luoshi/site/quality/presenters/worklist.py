"""Whose tasks are whose: the lists of a user, and how many tasks stand on each."""

from datetime import date

from django.db.models import Count, Q, QuerySet, TextChoices

from luoshi.site.listing import chosen
from luoshi.site.quality.choices import OPEN_TASKS, Level, TaskState
from luoshi.site.quality.models import Task
from luoshi.site.quality.policies import WorkPart, may, seen_tasks
from luoshi.site.rights import Role, Scope


class Tab(TextChoices):
    """A list of tasks."""

    MINE = "mine", "待我办"
    LATE = "late", "逾期"
    WAITING = "waiting", "待下级答复"
    CORRECTED = "corrected", "已改正待验证"
    ALL = "all", "全部在办"
    CLOSED = "closed", "已了结"


_OWN_LEVEL = {Role.TOWNSHIP: Level.TOWNSHIP, Role.VILLAGE: Level.VILLAGE}


def my_tasks(scope: Scope) -> QuerySet[Task]:
    """What waits for the user: tasks to answer; for those above, answers to decide on."""
    rows = seen_tasks(scope)
    if scope.role in _OWN_LEVEL:
        own = scope.filter(rows, "area")
        return own.filter(state=TaskState.WAITING, level=_OWN_LEVEL[scope.role])
    if scope.role == Role.COUNTY and may(scope, WorkPart.SEND):
        return rows.filter(state__in=(TaskState.ASKED, TaskState.ELSEWHERE))
    return rows.none()


def tabs_of(scope: Scope) -> list[Tab]:
    """The lists a user has: a village has nobody below, the province answers nothing."""
    left_out = {
        Tab.MINE: scope.role not in (*_OWN_LEVEL, Role.COUNTY),
        Tab.WAITING: scope.role == Role.VILLAGE,
    }
    return [tab for tab in Tab if not left_out.get(tab)]


def tab_of(scope: Scope, asked: str | None) -> Tab:
    """The list asked for, or the user's first."""
    there = tabs_of(scope)
    return chosen(there, asked, there[0])


def listed(scope: Scope, tab: Tab, today: date) -> QuerySet[Task]:
    """The tasks of a list on a day."""
    if tab is Tab.MINE:
        return my_tasks(scope)
    return seen_tasks(scope).filter(_of(tab, today))


def counts(scope: Scope, today: date) -> dict[Tab, int]:
    """How many tasks stand on each of the user's lists."""
    tabs = [tab for tab in tabs_of(scope) if tab is not Tab.MINE]
    counted = {tab.value: Count("pk", filter=_of(tab, today)) for tab in tabs}
    found = seen_tasks(scope).aggregate(**counted)
    mine = {Tab.MINE: my_tasks(scope).count()} if Tab.MINE in tabs_of(scope) else {}
    return {**mine, **{tab: found[tab.value] for tab in tabs}}


def _of(tab: Tab, today: date) -> Q:
    conditions = {
        Tab.LATE: Q(state=TaskState.WAITING, due_on__lt=today),
        Tab.WAITING: Q(state=TaskState.WAITING),
        Tab.CORRECTED: Q(state=TaskState.CORRECTED),
        Tab.ALL: Q(state__in=OPEN_TASKS),
        Tab.CLOSED: ~Q(state__in=OPEN_TASKS),
    }
    return conditions[tab]
