"""Writing an event: the one place where a case changes."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.http import HttpRequest

from luoshi import pack
from luoshi.casework import Rules
from luoshi.pack.processes import Direction, Move, Owner, Phase, Process, Stage
from luoshi.site.accounts.services import User
from luoshi.site.audit.services import Action, record
from luoshi.site.processes.models import Case, Event

KIND, RISKS = "监测对象类别", "致贫返贫风险"
"""The fields lists ask by."""


def write_event(
    case: Case,
    move: str,
    on: date,
    *,
    by: User | None = None,
    stage: str | None = None,
    reason: str = "",
    note: str = "",
    data: Mapping[str, Any] | None = None,
    token: UUID | None = None,
) -> Event:
    """Add an event to a case (locked by the caller); ``stage`` is where it stands after it."""
    event = Event.objects.create(
        case=case,
        number=case.version + 1,
        move=move,
        before=case.stage if case.version else "",
        after=stage or case.stage,
        on=on,
        by=by,
        role=by.role if by else "",
        reason=reason,
        note=note,
        data=dict(data or {}),
        token=token,
    )
    case.version = event.number
    return event


def learn(case: Case, told: Mapping[str, str]) -> None:
    """Merge what an event told into the facts of a case; does not save."""
    case.facts = {**case.facts, **told}
    risks = case.facts.get(RISKS, "")
    case.kind, case.risks = case.facts.get(KIND, ""), f",{risks}," if risks else ""


def stand(case: Case, process: Process, stage: Stage, on: date) -> None:
    """Enter a stage on a day, with its owner and due date; does not save."""
    rules = Rules(pack.load())
    closed = stage.phase is Phase.CLOSED
    case.stage, case.phase, case.since = stage.id, stage.phase.value, on
    case.owner = owner_at(stage, case.village)
    case.due_on = _due(case, rules, stage, on)
    case.closed_on = on if closed else None
    case.ending = stage.end.value if stage.end else ""
    _span(case, process, rules, stage, on)


def _due(case: Case, rules: Rules, stage: Stage, on: date) -> date | None:
    """When the stage is due; who asked for a first look may have given time of their own."""
    if stage.phase is Phase.LEAD and case.look_by and case.look_by >= on:
        return case.look_by
    return rules.stage_due(stage, on, case.facts)


def owner_at(stage: Stage, place: str) -> str:
    """The owner of a stage; a case that lies in no single village is the township's, and so on."""
    if stage.owner is Owner.VILLAGE and place.endswith("000"):
        return owner_at(stage.model_copy(update={"owner": Owner.TOWNSHIP}), place)
    if stage.owner is Owner.TOWNSHIP and place.endswith("000000"):
        return Owner.COUNTY.value
    return stage.owner.value if stage.owner else ""


def _span(case: Case, process: Process, rules: Rules, stage: Stage, on: date) -> None:
    for span in process.spans:
        if stage.id == span.start and case.entry_due_on is None:
            case.entry_due_on = rules.due(span.clock, on)
        if stage.id == span.end or stage.phase is Phase.CLOSED:
            case.entry_due_on = None


def confirms(case: Case, process: Process, move: Move) -> bool:
    """Whether a move (not made yet) says that somebody looked and found it to be so."""
    if move.to is None or move.unseen or move.direction is not Direction.ON:
        return False
    looked_after = process.stage[move.to].phase not in (Phase.LEAD, Phase.CLOSED)
    return looked_after and (case.confirmed_on is None or case.phase == Phase.LEAD)


def apply_move(case: Case, process: Process, move: Move, on: date) -> None:
    """Apply a move to a case; does not save."""
    case.returned = move.direction is Direction.BACK
    if confirms(case, process, move) and case.confirmed_on is None:
        case.confirmed_on = on
    if move.to is not None:
        stand(case, process, process.stage[move.to], on)
    elif move.restarts:
        case.due_on = _due(case, Rules(pack.load()), process.stage[case.stage], on)
    if move.urgent:
        case.urgent = True


def locked(case: Case) -> Case:
    """The case as it stands, locked until the end of the transaction."""
    return Case.objects.select_for_update().get(pk=case.pk)


def record_event(
    case: Case,
    kind: TextChoices,
    on: date,
    user: User,
    *,
    note: str = "",
    data: Mapping[str, str] | None = None,
    request: HttpRequest | None = None,
) -> None:
    """Write an event of a kind on a locked case, save the case and log it."""
    write_event(case, kind, on, by=user, note=note, data=data)
    case.save()
    target = f"{case.process} {case.pk}：{kind.label}"
    record(Action.CASE, user=user, request=request, target=target, area=case.village)
