"""Needs for help: each becomes a case of the department that gives it; counted against help."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, QuerySet

from luoshi import pack
from luoshi.pack.processes import Process
from luoshi.screening import Lead, RuleLeads
from luoshi.site.casework.choices import Deed, Source
from luoshi.site.casework.models import Case, Step
from luoshi.site.casework.opening import BATCH, Subject, new_case
from luoshi.site.casework.receiving import Received
from luoshi.site.casework.seen import seen_cases
from luoshi.site.casework.steps import stand, write_step
from luoshi.site.monitoring.naming import Names
from luoshi.site.rights import Scope
from luoshi.site.sources import engine

PROCESS = "low-income"
"""The process that answers needs."""

ANSWERED = frozenset({"helped", "covered"})
REFUSED = frozenset({"refused"})
"""Its closed stages: help was given, or rightly not."""


@transaction.atomic
def receive_needs(needs: Iterable[RuleLeads], on: date, unasked: Collection[str] = ()) -> Received:
    """Open a case for each need found, and let those lapse that nobody has any more.

    A need that was answered is not asked again in the same year. Needs (ids) that were
    ``unasked`` do not lapse: nobody knows.
    """
    found = list(_found(needs))
    answered = _answered(on)
    subjects = {subject.key: (subject, lead) for subject, lead in found}
    standing = set(_open().values_list("subject", flat=True))
    new = [pair for key, pair in subjects.items() if key not in standing | answered]
    _open_all(new, on)
    waiting = _open().filter(source=Source.RULE, stage=_process().first)
    gone = waiting.exclude(subject__in=subjects).exclude(matter__in=unasked)
    return Received(len(new), 0, _lapse(gone, on))


def _process() -> Process:
    return pack.load().processes[PROCESS]


def _open() -> QuerySet[Case]:
    return Case.objects.filter(process=PROCESS, closed_on=None)


def _answered(on: date) -> set[str]:
    done = Case.objects.filter(process=PROCESS, closed_on__year=on.year)
    return set(done.values_list("subject", flat=True))


def _found(needs: Iterable[RuleLeads]) -> Iterator[tuple[Subject, Lead]]:
    leads = [lead for need in needs for lead in need]
    names = Names.read(
        pack.load(),
        engine(),
        {lead.household for lead in leads},
        {lead.person for lead in leads if lead.person is not None},
    )
    for lead in leads:
        person = names.persons.get(lead.person, "") if lead.person is not None else ""
        yield (
            Subject(
                lead.village or "",
                lead.household,
                names.heads.get(lead.household, ""),
                lead.person,
                person,
                lead.rule.id,
            ),
            lead,
        )


def _open_all(new: list[tuple[Subject, Lead]], on: date) -> None:
    process = _process()
    cases = [
        new_case(process, subject, Source.RULE, on, about=lead.evidence, unit=lead.rule.sender)
        for subject, lead in new
    ]
    for case in cases:
        case.version = 1
    Case.objects.bulk_create(cases, BATCH)
    steps = (
        Step(case=case, number=1, move=Deed.OPENED, after=case.stage, on=on, note=case.about)
        for case in cases
    )
    Step.objects.bulk_create(steps, BATCH)


def _lapse(cases: QuerySet[Case], on: date) -> int:
    process = _process()
    assert process.lapsed is not None
    for case in cases:
        write_step(case, Deed.LAPSED, on, stage=process.lapsed)
        stand(case, process, process.stage[process.lapsed], on)
        case.save()
    return len(cases)


@dataclass(frozen=True)
class NeedTally:
    """One kind of help in one place: who needs it, and what became of it."""

    place: str
    wanted: int
    given: int
    refused: int

    @property
    def waiting(self) -> int:
        """Needs that are not answered yet."""
        return self.wanted - self.given - self.refused

    @property
    def share(self) -> float | None:
        """Given of those who are entitled to it."""
        entitled = self.wanted - self.refused
        return self.given / entitled if entitled else None


def need_cases(scope: Scope) -> QuerySet[Case]:
    """The cases of needs a user may see."""
    return seen_cases(scope).filter(process=PROCESS)


def tallies(cases: QuerySet[Case], digits: int) -> dict[str, list[NeedTally]]:
    """For each need (id), the numbers by place: the first ``digits`` of the village's code."""
    rows = cases.order_by().values_list("matter", "village", "stage").annotate(n=Count("pk"))
    wanted: Counter[tuple[str, str]] = Counter()
    given: Counter[tuple[str, str]] = Counter()
    refused: Counter[tuple[str, str]] = Counter()
    for matter, village, stage, number in rows:
        key = (matter, village[:digits])
        wanted[key] += number
        given[key] += number if stage in ANSWERED else 0
        refused[key] += number if stage in REFUSED else 0
    found: dict[str, list[NeedTally]] = {}
    for matter, place in sorted(wanted):
        key = (matter, place)
        found.setdefault(matter, []).append(NeedTally(place, wanted[key], given[key], refused[key]))
    return found
