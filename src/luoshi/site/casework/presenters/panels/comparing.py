"""What the departments answered about the household's assets."""

from typing import Any

from django.utils.timezone import localdate

from luoshi import pack
from luoshi.casework.clocks import clock
from luoshi.site.processes.models import Case
from luoshi.site.rights import ALL, Scope


def panel(case: Case, scope: Scope) -> dict[str, Any] | None:
    """Each comparison with its answer; a department sees its own."""
    replies = case.replies.order_by("-asked_on", "pk")
    if scope.departments is not ALL:
        replies = replies.filter(unit__in=scope.departments)
    titles = pack.load().comparisons
    lines = [(titles[one.comparison].title, one, clock(one.due_on, localdate())) for one in replies]
    waiting = sum(1 for _, one, _ in lines if one.answered_on is None)
    return {"lines": lines, "waiting": waiting} if lines else None
