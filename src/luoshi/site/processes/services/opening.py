"""Opening a case."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import TextChoices

from luoshi import pack
from luoshi.batches import BATCH, batched
from luoshi.casework import Rules
from luoshi.casework.rules import NO_FACTS
from luoshi.pack.processes import Phase, Process
from luoshi.site.accounts.services import User
from luoshi.site.processes.choices import EventKind, Source
from luoshi.site.processes.models import LONGEST_NOTE, Case, Event
from luoshi.site.processes.services.events import stand, write_event
from luoshi.site.processes.services.ledger_records import keep_records
from luoshi.text.masking import shortened


@dataclass(frozen=True)
class Subject:
    """What a case is about: a village (12 digits), in it a household, in that a person.

    ``matter`` tells cases of one process about the same subject apart: the need (id).
    """

    village: str
    household: str = ""
    head: str = ""
    person: int | None = None
    person_name: str = ""
    matter: str = ""

    @property
    def key(self) -> str:
        """The subject as one text: the same for the same thing."""
        whose = str(self.person) if self.person is not None else self.household or self.village
        return f"{whose}/{self.matter}" if self.matter else whose


@transaction.atomic
def open_case(
    process_id: str,
    subject: Subject,
    source: Source,
    on: date,
    *,
    about: str = "",
    unit: str = "",
    by: User | None = None,
    facts: Mapping[str, str] = NO_FACTS,
) -> tuple[Case, bool]:
    """A new case of a process about a subject (True); where one stands open, that is told.

    ``facts`` are what is known of it from the beginning, by field.
    """
    open_ones = Case.objects.select_for_update().filter(process=process_id, closed_on=None)
    standing = open_ones.filter(subject=subject.key).first()
    if standing is not None:
        tell_again(standing, EventKind.TOLD_AGAIN, on, by=by, note=f"{source.label}：{about}")
        return standing, False
    process = pack.load().processes[process_id]
    case = new_case(process, subject, source, on, about=about, unit=unit, facts=facts)
    case.save()
    write_event(case, EventKind.OPENED, on, by=by, note="" if facts else about, data=facts)
    case.save(update_fields=["version"])
    keep_records(case, process, process.opening, by)
    return case, True


def tell_again(
    case: Case,
    kind: TextChoices,
    on: date,
    *,
    by: User | None = None,
    note: str = "",
    until: date | None = None,
) -> None:
    """Record a further report about an open case, and save it.

    Who is only looked after (helped, or watched) is visited soon: until a day, by default that
    of a first visit.
    """
    write_event(case, kind, on, by=by, note=shortened(note, LONGEST_NOTE))
    if case.phase in (Phase.HELP, Phase.WATCH):
        soon = until or Rules(pack.load()).due("case_visit_days", on)
        case.due_on = min(soon, case.due_on or soon)
    case.save()


def standing_cases(process_id: str, keys: Iterable[str]) -> dict[str, Case]:
    """The open cases of a process about some subjects, by the subject's key."""
    cases = Case.objects.filter(process=process_id, closed_on=None)
    return {case.subject: case for some in batched(keys) for case in cases.filter(subject__in=some)}


def new_case(
    process: Process,
    subject: Subject,
    source: Source,
    on: date,
    *,
    about: str = "",
    unit: str = "",
    look_by: date | None = None,
    facts: Mapping[str, str] = NO_FACTS,
) -> Case:
    """A case of a process in its first stage, not saved.

    ``look_by`` is until when somebody must have looked, by default as the stage's clock says.
    """
    case = Case(
        process=process.id,
        subject=subject.key,
        household=subject.household,
        head=subject.head,
        person=subject.person,
        person_name=subject.person_name,
        village=subject.village,
        matter=subject.matter,
        unit=unit or process.unit_for(facts),
        source=source,
        about=about,
        look_by=look_by,
        facts=dict(facts),
        opened_on=on,
    )
    stand(case, process, process.stage[process.first], on)
    return case


def open_all(cases: Sequence[Case], noted: bool = True) -> None:
    """Keep new cases, each with the event that opens it, all at once.

    ``noted``: the event tells what the case is about.
    """
    for case in cases:
        case.version = 1
    Case.objects.bulk_create(cases, BATCH)
    Event.objects.bulk_create((_opened(case, case.about if noted else "") for case in cases), BATCH)


def _opened(case: Case, note: str) -> Event:
    on = case.opened_on
    return Event(case=case, number=1, move=EventKind.OPENED, after=case.stage, on=on, note=note)
