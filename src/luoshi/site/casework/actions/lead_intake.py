"""From leads to cases: each household (or person) that rules name gets one, all at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from luoshi import pack
from luoshi.batches import BATCH
from luoshi.pack.processes import Process
from luoshi.site.casework.actions.lead_ties import forget_answers, forget_findings, sync_states
from luoshi.site.casework.actions.leads_gone import (
    Cause,
    Left,
    leave,
    show_again,
    with_leads,
    without_leads,
)
from luoshi.site.casework.choices import CaseworkEvent
from luoshi.site.casework.models import Tie
from luoshi.site.monitoring.services.leads import LIVE, Lead, State, every_lead
from luoshi.site.processes.choices import Mark, Source
from luoshi.site.processes.models import Case
from luoshi.site.processes.services.opening import (
    Subject,
    new_case,
    open_all,
    standing_cases,
    tell_again,
)
from luoshi.warehouse.schema import About

EVERY = "*"


@dataclass(frozen=True)
class Received:
    """How many cases were opened and got more leads; and of those whose leads are all gone, how
    many nobody had begun, which lapsed, and how many stay with who has them, marked."""

    opened: int
    added: int
    lapsed: int
    marked: int = 0


@transaction.atomic
def receive_leads(on: date, households: Collection[str] | None = None) -> Received:
    """Open a case for whatever live leads tell of; leave those whose leads are all gone.

    With ``households`` (numbers), only what leads tell of these.
    """
    cases, leads = Case.objects.all(), every_lead()
    if households is not None:
        cases = cases.filter(household__in=households)
        leads = leads.filter(household__number__in=households)
    forget_answers(leads)
    forget_findings(leads)
    received = [_receive(process, on, leads) for process in pack.load().processes.values()]
    opened = sum(new for new, _ in received)
    show_again(with_leads(cases), on)
    left = _leave_silent(cases, on)
    sync_states(leads)
    return Received(opened, sum(more for _, more in received), left.ended, left.marked)


def _leave_silent(cases: QuerySet[Case], on: date) -> Left:
    """Leave the cases of which the data show nothing any more."""
    gone = Tie.objects.filter(case=OuterRef("pk"), lead__state=State.GONE)
    return leave(without_leads(cases).filter(Exists(gone)), Cause(Mark.SILENT, on))


def _receive(process: Process, on: date, leads: QuerySet[Lead]) -> tuple[int, int]:
    coming = _by_subject(process, _new_leads(process, leads))
    standing = standing_cases(process.id, (subject.key for subject in coming))
    new = {subject: some for subject, some in coming.items() if subject.key not in standing}
    _open(process, new, on)
    for subject, more in coming.items():
        if subject.key in standing:
            case = standing[subject.key]
            tell_again(case, CaseworkEvent.LEAD_ADDED, on, note=_about(more))
            _tie([(case, more)])
    return len(new), len(coming) - len(new)


def _new_leads(process: Process, leads: QuerySet[Lead]) -> QuerySet[Lead]:
    leads = leads.filter(state__in=LIVE).select_related("household")
    if EVERY not in process.opened_by:
        leads = leads.filter(rule__in=process.opened_by)
    ties = Tie.objects.filter(case__process=process.id)
    known = ties.filter(Q(case__closed_on=None) | Q(answered=True))
    return leads.exclude(pk__in=known.values("lead"))


def _by_subject(process: Process, leads: Iterable[Lead]) -> dict[Subject, list[Lead]]:
    found: defaultdict[Subject, list[Lead]] = defaultdict(list)
    for lead in leads:
        subject = _subject(process, lead)
        if subject is not None:
            found[subject].append(lead)
    return found


def _subject(process: Process, lead: Lead) -> Subject | None:
    home = lead.household
    if process.subject is About.HOUSEHOLD:
        return Subject(home.village, home.number, home.head)
    if process.subject is About.PERSON and lead.person is not None:
        return Subject(home.village, home.number, home.head, lead.person, lead.person_name)
    return Subject(home.village) if process.subject is About.AREA else None


def _open(process: Process, subjects: dict[Subject, list[Lead]], on: date) -> None:
    cases = [
        new_case(process, subject, Source.RULE, on, about=_about(leads))
        for subject, leads in subjects.items()
    ]
    open_all(cases)
    _tie(zip(cases, subjects.values(), strict=True))


def _tie(pairs: Iterable[tuple[Case, list[Lead]]]) -> None:
    ties = (Tie(case=case, lead=lead) for case, leads in pairs for lead in leads)
    Tie.objects.bulk_create(ties, BATCH, ignore_conflicts=True)


def _about(leads: list[Lead]) -> str:
    rules = pack.load().rules
    titles = (rules[lead.rule].title if lead.rule in rules else lead.rule for lead in leads)
    return "、".join(dict.fromkeys(titles))[:200]
