"""What becomes of a case when none of its leads is left: it never ends as if it were solved.

A case nobody has begun ends in a state of its own. One that was begun stays with whoever has
it, marked, for a person to decide.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from luoshi import pack
from luoshi.pack.processes import Process
from luoshi.site.accounts.services import User
from luoshi.site.casework.choices import BY_ITSELF, CaseworkEvent
from luoshi.site.casework.models import Tie
from luoshi.site.monitoring.services.leads import LIVE
from luoshi.site.processes.choices import Mark, Source
from luoshi.site.processes.models import Case, Event
from luoshi.site.processes.services.events import learn, stand, write_event

EVENTS = {Mark.SILENT: CaseworkEvent.SILENT, Mark.DISMISSED: CaseworkEvent.LEAD_DISMISSED}


@dataclass(frozen=True)
class Cause:
    """Why no lead is left since a day: the data show none, or ``by`` dismissed the last.

    ``visited_on`` and ``visitor`` tell of who went to the household for it.
    """

    mark: Mark
    on: date
    by: User | None = None
    reason: str = ""
    note: str = ""
    visited_on: date | None = None
    visitor: str = ""


@dataclass(frozen=True)
class Left:
    """How many cases ended, and how many stay, marked."""

    ended: int
    marked: int


def without_leads(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The open ones of the cases that came from leads, or were told of some, and have none left."""
    ties = Tie.objects.filter(case=OuterRef("pk"))
    live = ties.filter(lead__state__in=LIVE)
    return cases.filter(Exists(ties), ~Exists(live), closed_on=None)


def leave(cases: QuerySet[Case], cause: Cause) -> Left:
    """End those of the open cases nobody has begun, and mark the others."""
    others = Event.objects.filter(case=OuterRef("pk")).exclude(move__in=BY_ITSELF)
    unmarked = cases.filter(mark="").annotate(begun=Exists(others))
    ended = marked = 0
    for case in unmarked.select_for_update(of=("self",)):
        if case.begun or case.source != Source.RULE:
            _mark(case, cause)
            marked += 1
        else:
            _end(case, cause)
            ended += 1
    return Left(ended, marked)


def show_again(cases: QuerySet[Case], on: date) -> None:
    """Take the mark off those of the open cases that have it: there is a lead again."""
    for case in cases.filter(closed_on=None).exclude(mark="").select_for_update(of=("self",)):
        case.mark = ""
        write_event(case, CaseworkEvent.SHOWN, on)
        case.save()


def with_leads(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The open ones of the cases that have a lead left."""
    live = Tie.objects.filter(case=OuterRef("pk"), lead__state__in=LIVE)
    return cases.filter(Exists(live), closed_on=None)


def _mark(case: Case, cause: Cause) -> None:
    case.mark = cause.mark
    write_event(
        case, EVENTS[cause.mark], cause.on, by=cause.by, reason=cause.reason, note=cause.note
    )
    case.save()


def _end(case: Case, cause: Cause) -> None:
    process = pack.load().processes[case.process]
    told = _visit(process, cause)
    stage = process.stage[_stage(process, cause, visited=bool(told))]
    write_event(
        case,
        EVENTS[cause.mark],
        cause.on,
        by=cause.by,
        stage=stage.id,
        reason=cause.reason,
        note=cause.note,
        data=told,
    )
    learn(case, told)
    stand(case, process, stage, cause.on)
    case.save()


def _visit(process: Process, cause: Cause) -> dict[str, str]:
    """What a visit told, where it says something of this kind of case."""
    if cause.visited_on is None or process.visit is None or process.visit.to is None:
        return {}
    day, visitor = process.visit.fields
    return {day: cause.visited_on.isoformat(), visitor: cause.visitor}


def _stage(process: Process, cause: Cause, visited: bool) -> str:
    if visited and process.visit and process.visit.to:
        return process.visit.to
    stage = process.lapsed if cause.mark == Mark.SILENT else process.dismissed
    assert stage is not None, process.id
    return stage
