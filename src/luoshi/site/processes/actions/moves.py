"""Making a move: the one way a case goes from stage to stage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.casework import Rules, hindrances
from luoshi.pack.processes import Move, Process
from luoshi.site.accounts.services import User
from luoshi.site.audit.services import Action, record
from luoshi.site.ledgers.services.checking import Read, read_cells
from luoshi.site.processes.choices import Source
from luoshi.site.processes.extensions import faults, needs_note
from luoshi.site.processes.models import LONGEST_NOTE, Case, Event
from luoshi.site.processes.policies import may_make, seen_cases
from luoshi.site.processes.services.events import apply_move, confirms, learn, write_event
from luoshi.site.processes.services.guard_context import case_file
from luoshi.site.processes.services.ledger_records import keep_records
from luoshi.site.processes.services.opening import Subject, open_case
from luoshi.site.processes.signals import moved
from luoshi.site.rights import Refused, Role, scope_of
from luoshi.site.sources import vault


class ConflictError(ValidationError):
    """Someone else has moved the case meanwhile."""


def wants_note(reason: str) -> bool:
    """Whether a reason of a list says nothing by itself."""
    return reason.endswith("（请写明）")


@dataclass(frozen=True)
class MakeMove:
    """Make a move on a case, with what its form says.

    ``cells`` is what was typed by field name; ``version`` the number of events the user saw (None:
    whatever there is); ``token`` makes sure that what is sent twice is done once; ``day`` is the
    day it was done, today if not given.
    """

    case: Case
    user: User
    move: str
    cells: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    note: str = ""
    version: int | None = None
    token: UUID | None = None
    day: date | None = None
    request: HttpRequest | None = None

    @cached_property
    def process(self) -> Process:
        """The process of the case."""
        return pack.load().processes[self.case.process]

    @cached_property
    def chosen(self) -> Move:
        """The move.

        Raises:
            ValidationError: the process has none of that name.
        """
        found = self.process.move.get(self.move)
        if found is None:
            raise ValidationError("没有这个步骤，请刷新页面。")
        return found

    @property
    def today(self) -> date:
        """The day the move is made on."""
        return self.day or localdate()

    def check(self, case: Case | None = None) -> Read:
        """Check that the user may make the move, now, with these values.

        Raises:
            Refused: the user is not one of those who make it, or may not see the case.
            ConflictError: the case has moved on since the user looked.
            ValidationError: a value is wrong or missing, or something else stands in the way.
        """
        case = case or self.case
        self._check_rights(case)
        self._check_place(case)
        self._check_words(case)
        read = self._read(case)
        if wrong := faults(case, self.process, self.chosen, read.data):
            raise ValidationError(wrong)
        if problems := self._hindrances(case, read):
            raise ValidationError(problems)
        return read

    def _hindrances(self, case: Case, read: Read) -> list[str]:
        if not self.chosen.guards:
            return []
        file = case_file(case, self.today, read.data)
        return hindrances(file, self.chosen.guards, Rules(pack.load()))

    @transaction.atomic
    def execute(self) -> Event:
        """Check, move, remember, log and tell. The same token again changes nothing.

        Raises:
            Refused, ConflictError, ValidationError: as :meth:`check`.
        """
        case = Case.objects.select_for_update().get(pk=self.case.pk)
        done = Event.objects.filter(token=self.token).first() if self.token else None
        if done is not None:
            return self._again(done)
        read = self.check(case)
        return self._write(case, read)

    def _again(self, done: Event) -> Event:
        self._check_rights(done.case)
        mine = done.case_id == self.case.pk and done.by_id == self.user.pk
        if not mine or done.move != self.move:
            raise ValidationError("这个提交编号已经用过，请刷新页面重填。")
        return done

    def _write(self, case: Case, read: Read) -> Event:
        vault().keep(read.numbers)
        before, confirmed = case.stage, confirms(case, self.process, self.chosen)
        event = write_event(
            case,
            self.move,
            self.today,
            by=self.user,
            stage=self.chosen.to,
            reason=self.reason,
            note=self.note.strip(),
            data=read.data,
            token=self.token,
        )
        learn(case, read.data)
        apply_move(case, self.process, self.chosen, self.today)
        case.save()
        keep_records(case, self.process, self.chosen, self.user)
        self._log(case)
        moved.send(
            Case, case=case, event=event, move=self.chosen, before=before, confirmed=confirmed
        )
        self._open_another(case, event)
        return event

    def _open_another(self, case: Case, event: Event) -> None:
        """What one kind of case finds becomes one of another kind, or is told to the one open."""
        if self.chosen.opens:
            home = Subject(case.village, case.household, case.head)
            about = "，".join(one for one in (event.reason, event.note) if one)
            open_case(self.chosen.opens, home, Source.REVIEW, event.on, about=about, by=self.user)

    def _check_rights(self, case: Case) -> None:
        scope = scope_of(self.user)
        if not seen_cases(scope).filter(pk=case.pk).exists():
            raise Refused("权限表 · 地区和部门", "这个事项不在账号的地区和部门范围内。")
        if not may_make(scope, case, self.chosen):
            holders = tuple(Role(owner).label for owner in self.chosen.by)
            raise Refused("办理流程", f"“{self.chosen.title}”由{'、'.join(holders)}办理。", holders)

    def _check_place(self, case: Case) -> None:
        stage = self.process.stage[case.stage]
        if self.version is not None and self.version != case.version:
            raise ConflictError(f"这件事刚有人办过，现在是“{stage.title}”。请看过再办。")
        if case.stage not in self.chosen.origins:
            raise ConflictError(f"现在是“{stage.title}”，不能“{self.chosen.title}”。")

    def _check_words(self, case: Case) -> None:
        reasons = self.chosen.reasons
        known = {one.name for one in pack.load().codes[reasons].items} if reasons else None
        if self.chosen.wants_reason and not (self.reason or self.note).strip():
            raise ValidationError("请写明理由。")
        if known is not None and self.reason not in known:
            raise ValidationError("请从清单里选一个理由。")
        if known is not None and wants_note(self.reason) and not self.note.strip():
            raise ValidationError(f"理由选“{self.reason}”的，请在说明里写明。")
        if not self.note.strip() and (why := needs_note(case, self.chosen)):
            raise ValidationError(why)
        if max(len(self.note.strip()), len(self.reason)) > LONGEST_NOTE:
            raise ValidationError(f"说明最多 {LONGEST_NOTE} 字，请写短些。")

    def _read(self, case: Case) -> Read:
        form = self.process.form(self.chosen)
        cells = {c.name: self.cells.get(c.name, case.facts.get(c.name, "")) for c in form.columns}
        read = read_cells(form, cells) if cells else Read()
        if read.faults:
            raise ValidationError(
                {name: f"{fault.reason}，{fault.mend}" for name, fault in read.faults.items()}
            )
        return read

    def _log(self, case: Case) -> None:
        record(
            Action.CASE,
            user=self.user,
            request=self.request,
            target=f"{self.process.title} {case.pk}：{self.chosen.title}",
            area=case.village,
        )
