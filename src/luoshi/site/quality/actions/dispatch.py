"""Sending findings down to be looked into."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils import timezone
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.areas import AreaError
from luoshi.areas import Level as AreaLevel
from luoshi.casework import Rules
from luoshi.quality.comparison import ACTIVE, State
from luoshi.quality.requirements import CLOCK
from luoshi.site.accounts.services import User
from luoshi.site.audit.services import Action, record
from luoshi.site.quality.actions.base import plain_note
from luoshi.site.quality.choices import OPEN_TASKS, EventKind, Level, TaskState
from luoshi.site.quality.models import Finding, FindingEvent, Task
from luoshi.site.quality.policies import WorkPart, demand, latest_run, seen_findings
from luoshi.site.rights import Refused, Role, scope_of

CHUNK = 500
SENT_AGAIN = ("level", "area", "state", "returned", "sent_on", "due_on", "answered_on")

MOST = 5_000
"""Findings sent down at once."""


def usual_due(day: date) -> date:
    """When what is sent down on a day is due."""
    return Rules(pack.load()).due(CLOCK, day)


@dataclass(frozen=True)
class Outcome:
    """How many findings were sent down, and which were not and why."""

    sent: int
    failed: tuple[tuple[Finding, str], ...]


@dataclass(frozen=True)
class SendDown:
    """Send findings to the townships or villages they lie in, or all to one other place.

    ``area`` (a code) is that other place. A finding that was sent before goes where it is
    sent now, unless it waits there already.
    """

    findings: Iterable[Finding]
    user: User
    level: str
    due_on: date | None = None
    area: str = ""
    note: str = ""
    day: date | None = None
    request: HttpRequest | None = None

    @property
    def today(self) -> date:
        """The day they are sent on."""
        return self.day or localdate()

    def check(self) -> Level:
        """Check that the user sends down, to that level, in time.

        Raises:
            Refused: the user does not.
            ValidationError: level, place or day will not do.
        """
        scope = scope_of(self.user)
        demand(scope, WorkPart.SEND)
        if self.level not in Level.values:
            raise ValidationError("请选派给乡镇还是派给村。")
        if scope.role == Role.TOWNSHIP and self.level != Level.VILLAGE:
            raise ValidationError("乡级账号只能派给村。")
        if self.due_on and self.due_on < self.today:
            raise ValidationError(f"办理时限 {self.due_on} 已经过了。")
        if self.area:
            self._check_place(Level(self.level))
        return Level(self.level)

    @transaction.atomic
    def execute(self) -> Outcome:
        """Send each that can be sent; the others are told with why."""
        level, note = self.check(), plain_note(self.note)
        due_on = self.due_on or usual_due(self.today)
        tasks, failed = [], []
        for finding in self._allowed():
            task = self._task(finding, level, due_on)
            if isinstance(task, str):
                failed.append((finding, task))
            else:
                tasks.append(task)
        self._write(tasks, f"派给{level.label}，{due_on} 前办" + (f"。{note}" if note else ""))
        return Outcome(len(tasks), tuple(failed))

    def _allowed(self) -> list[Finding]:
        keys = [finding.pk for finding in self.findings][:MOST]
        seen = seen_findings(scope_of(self.user)).filter(pk__in=keys)
        rows = Finding.objects.select_for_update().filter(pk__in=seen.values("pk"))
        waiting = Prefetch("tasks", Task.objects.filter(state__in=OPEN_TASKS), to_attr="waiting")
        return list(rows.order_by("area", "household", "pk").prefetch_related(waiting))

    def _task(self, finding: Finding, level: Level, due_on: date) -> Task | str:
        """The task (not saved) of a finding; where it cannot be sent, why."""
        area = self.area or finding.area
        if finding.state not in ACTIVE:
            return f"{State(finding.state).label}，不用核实"
        if not _tells(area, level):
            return "导出表里的地名对不上，不知道派给哪里；请选派到哪里"
        area = area[: AreaLevel(level).digits].ljust(12, "0")
        waiting: list[Task] = finding.waiting  # type: ignore[attr-defined]
        task = waiting[0] if waiting else Task(finding=finding)
        if task.state == TaskState.ASKED:
            return "正在申请豁免，请先批复"
        if waiting and (task.state, task.area, task.level) == (TaskState.WAITING, area, level):
            return "已经派下去了"
        task.level, task.area, task.state, task.returned = level, area, TaskState.WAITING, False
        task.sent_on, task.due_on, task.answered_on = self.today, due_on, None
        return task

    def _write(self, tasks: list[Task], words: str) -> None:
        if not tasks:
            return
        Task.objects.bulk_create([task for task in tasks if task.pk is None])
        again = [task for task in tasks if task.pk is not None]
        Task.objects.bulk_update(again, SENT_AGAIN, batch_size=CHUNK)
        runs = {county: latest_run(county) for county in {task.finding.county for task in tasks}}
        now = timezone.now()
        FindingEvent.objects.bulk_create(
            FindingEvent(
                finding=task.finding,
                kind=EventKind.SENT,
                run=runs[task.finding.county] or task.finding.seen,
                by=self.user,
                at=now,
                note=words,
            )
            for task in tasks
        )
        what = f"派下核实 {len(tasks)} 处"
        record(Action.QUALITY, user=self.user, request=self.request, target=what)

    def _check_place(self, level: Level) -> None:
        if not scope_of(self.user).allows(self.area):
            raise Refused("权限表 · 地区", "要派到的地方不在账号的地区范围内。")
        try:
            found = pack.load().areas.by_code(self.area)
        except AreaError as error:
            raise ValidationError(str(error)) from None
        if found.level.value != level.value:
            raise ValidationError(f"{found.label}不是{level.label}，请重选派到哪里。")


def _tells(area: str, level: Level) -> bool:
    """Whether a code tells a division of the level."""
    return bool(area[AreaLevel(level).part].strip("0"))
