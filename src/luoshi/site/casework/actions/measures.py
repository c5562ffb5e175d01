"""Help: asked of a department, taken by it, done or refused."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.casework import Rules
from luoshi.pack.helping import HelpGroup
from luoshi.site.accounts.services import User
from luoshi.site.casework.choices import CaseworkEvent, MeasureState
from luoshi.site.casework.models import Measure
from luoshi.site.casework.policies import demand_answer
from luoshi.site.processes.models import LONGEST_NOTE, Case
from luoshi.site.processes.policies import demand_case
from luoshi.site.processes.services.events import locked, record_event


@dataclass(frozen=True)
class AskMeasure:
    """Ask a department for a measure of a group; by default the group's own department."""

    case: Case
    user: User
    group: str
    kind: str
    unit: str = ""
    note: str = ""
    person: int | None = None
    person_name: str = ""
    day: date | None = None
    request: HttpRequest | None = None

    def check(self) -> HelpGroup:
        """Check that the user may, the case is being helped, and the measure is known.

        Raises:
            Refused: the user may not.
            ValidationError: it is too early, or there is no such measure or unit.
        """
        demand_case(self.user, self.case)
        policy = pack.load()
        stage = policy.processes[self.case.process].stage[self.case.stage]
        if not (stage.helping or self.case.urgent):
            raise ValidationError(
                f"现在是“{stage.title}”，还不能安排措施；情况紧急的先点“先行救助”。"
            )
        group = policy.help_groups.get(self.group)
        if group is None or self.kind not in policy.codes[group.codes].spellings.values():
            raise ValidationError("请从清单里选一项措施。")
        if self.unit and self.unit not in policy.units:
            raise ValidationError(f"没有“{self.unit}”这个部门，请从清单里选。")
        if len(self.note) > LONGEST_NOTE:
            raise ValidationError(f"说明最多 {LONGEST_NOTE} 字，请写短些。")
        return group

    @transaction.atomic
    def execute(self) -> Measure:
        """Check, ask, remember and log.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        case = locked(self.case)
        group = self.check()
        on = self.day or localdate()
        measure = Measure.objects.create(
            case=case,
            group=group.id,
            kind=self.kind,
            unit=self.unit or group.unit,
            note=self.note.strip(),
            person=self.person,
            person_name=self.person_name,
            state=MeasureState.ASKED,
            asked_on=on,
            due_on=Rules(pack.load()).due("case_reply_days", on),
        )
        told = f"{measure.kind}（{group.title}），请{measure.unit}受理"
        record_event(
            case, CaseworkEvent.MEASURE_ASKED, on, self.user, note=told, request=self.request
        )
        return measure


@dataclass(frozen=True)
class AnswerMeasure:
    """A department takes, refuses or has done what it was asked; a county may stand in for it."""

    measure: Measure
    user: User
    state: str
    answer: str = ""
    day: date | None = None
    request: HttpRequest | None = None

    def check(self) -> CaseworkEvent:
        """Check that the user answers for the department, and this may come next.

        Raises:
            Refused: the user does not.
            ValidationError: it may not come now, or a refusal gives no reason.
        """
        demand_answer(self.user, self.measure)
        if self.state not in NEXT.get(self.measure.state, {}):
            label = MeasureState(self.measure.state).label
            raise ValidationError(f"这项措施{label}，不能这样答复。")
        if self.state == MeasureState.REFUSED and not self.answer.strip():
            raise ValidationError("不予受理请写明理由。")
        if len(self.answer) > LONGEST_NOTE:
            raise ValidationError(f"答复最多 {LONGEST_NOTE} 字，请写短些。")
        return NEXT[self.measure.state][self.state]

    @transaction.atomic
    def execute(self) -> Measure:
        """Check, answer, remember and log; a refusal sends the case back to be planned anew.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        case = locked(self.measure.case)
        self.measure.refresh_from_db()
        kind, on = self.check(), self.day or localdate()
        answer = self.answer.strip()
        measure = self.measure
        measure.state, measure.answer = self.state, answer or measure.answer
        measure.answered_on = measure.answered_on or on
        if self.state == MeasureState.TAKEN:
            measure.due_on = Rules(pack.load()).due("case_deliver_days", on)
        measure.done_on = on if self.state == MeasureState.DONE else None
        measure.save()
        case.returned = case.returned or self.state == MeasureState.REFUSED
        told = f"{measure.unit}：{measure.kind}{'，' + answer if answer else ''}"
        record_event(case, kind, on, self.user, note=told, request=self.request)
        return measure


NEXT: dict[str, dict[str, CaseworkEvent]] = {
    MeasureState.ASKED: {
        MeasureState.TAKEN: CaseworkEvent.MEASURE_TAKEN,
        MeasureState.REFUSED: CaseworkEvent.MEASURE_REFUSED,
        MeasureState.DONE: CaseworkEvent.MEASURE_DONE,
    },
    MeasureState.TAKEN: {
        MeasureState.DONE: CaseworkEvent.MEASURE_DONE,
        MeasureState.REFUSED: CaseworkEvent.MEASURE_REFUSED,
    },
}
"""What may become of a measure from each state, and the event that says so."""
