"""Answering a task: corrected, explained, or not in one's place."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import localdate

from luoshi.site.accounts.services import User
from luoshi.site.quality.actions.base import demand_active, locked, log, plain_note, write_event
from luoshi.site.quality.actions.exemptions import Explain
from luoshi.site.quality.choices import EventKind, Level, TaskState
from luoshi.site.quality.models import Task
from luoshi.site.quality.policies import WorkPart, demand
from luoshi.site.rights import Refused, Role, scope_of

ANSWERS = {
    EventKind.CORRECTED: "已在国家系统改正",
    EventKind.PROPOSED: "情况属实，申请豁免",
    EventKind.ELSEWHERE: "不是本地的",
}
"""What may be answered, in the answerer's words."""

AFTER = {
    EventKind.CORRECTED: TaskState.CORRECTED,
    EventKind.PROPOSED: TaskState.ASKED,
    EventKind.ELSEWHERE: TaskState.ELSEWHERE,
}
"""How a task stands after an answer."""


@dataclass(frozen=True)
class Answer:
    """Answer a task. ``until`` is the last day of the exemption asked for, if one is."""

    task: Task
    user: User
    answer: str
    note: str = ""
    until: date | None = None
    day: date | None = None
    request: HttpRequest | None = None

    def check(self) -> EventKind:
        """Check that the task waits for the user; gives what is answered.

        Raises:
            Refused: it is another's.
            ValidationError: there is no such answer, or it lacks what it must tell.
        """
        demand_mine(self.user, self.task)
        if self.answer not in [kind.value for kind in ANSWERS]:
            raise ValidationError("请选怎样答复。")
        return EventKind(self.answer)

    @transaction.atomic
    def execute(self) -> Task:
        """Check, answer, write and log."""
        kind = self.check()
        finding = locked(self.task.finding)
        task = Task.objects.get(pk=self.task.pk)
        if task.state != TaskState.WAITING:
            raise ValidationError(f"这项任务{task.get_state_display()}，不用再答复。")
        demand_active(finding)
        task.state, task.answered_on = AFTER[kind], self.day or localdate()
        task.returned = False
        task.save()
        if kind is EventKind.PROPOSED:
            Explain(finding, self.user, self.note, self.until, request=self.request).execute()
            return task
        wanted = "是哪里的，或为什么不是本地的" if kind is EventKind.ELSEWHERE else ""
        write_event(finding, kind, self.user, plain_note(self.note, wanted))
        log(finding, kind, self.user, self.request)
        return task


def demand_mine(user: User, task: Task) -> None:
    """Check that a task is the user's to answer: a township answers its villages' too.

    Raises:
        Refused: it is another's.
    """
    scope = scope_of(user)
    demand(scope, WorkPart.ANSWER)
    if not scope.allows(task.area):
        raise Refused("权限表 · 地区", "这项任务不是派给账号所在地区的。")
    if scope.role == Role.VILLAGE and task.level != Level.VILLAGE:
        raise Refused("数据核查分工", "这项任务派给了乡镇。", (Role.TOWNSHIP.label,))


def is_mine(user: User, task: Task) -> bool:
    """Whether a task is the user's to answer."""
    try:
        demand_mine(user, task)
    except Refused:
        return False
    return True
