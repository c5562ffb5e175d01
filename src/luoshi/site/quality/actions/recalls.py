"""Calling back what was sent down."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from luoshi.site.accounts.services import User
from luoshi.site.quality.actions.base import locked, log, plain_note, write_event
from luoshi.site.quality.choices import OPEN_TASKS, EventKind, Level, TaskState
from luoshi.site.quality.models import Task
from luoshi.site.quality.policies import WorkPart, demand, seen_tasks
from luoshi.site.rights import Refused, Role, scope_of


@dataclass(frozen=True)
class CallBack:
    """Take a task back that need not be done any more."""

    task: Task
    user: User
    note: str = ""
    request: HttpRequest | None = None

    @transaction.atomic
    def execute(self) -> Task:
        """Check, call back and log.

        Raises:
            Refused: the user sends nothing down, or sees not this.
            ValidationError: it is over already.
        """
        scope = scope_of(self.user)
        demand(scope, WorkPart.SEND)
        if not seen_tasks(scope).filter(pk=self.task.pk).exists():
            raise Refused("权限表 · 地区和部门", "这项任务不在账号的地区范围内。")
        if scope.role == Role.TOWNSHIP and self.task.level == Level.TOWNSHIP:
            raise Refused("数据核查分工", "县里派给乡镇的任务，由县里收回。", (Role.COUNTY.label,))
        finding = locked(self.task.finding)
        task = Task.objects.get(pk=self.task.pk)
        if task.state not in OPEN_TASKS:
            raise ValidationError(f"这项任务{task.get_state_display()}，不用收回。")
        if task.state == TaskState.ASKED:
            raise ValidationError("这处疑点正在申请豁免，请先批复。")
        task.state = TaskState.CALLED_BACK
        task.save(update_fields=["state"])
        write_event(finding, EventKind.CALLED_BACK, self.user, plain_note(self.note))
        log(finding, EventKind.CALLED_BACK, self.user, self.request)
        return task
