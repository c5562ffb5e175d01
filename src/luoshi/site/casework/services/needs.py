"""Needs for help: each becomes a case of the department that gives it; counted against help."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, QuerySet

from luoshi import pack
from luoshi.batches import batched
from luoshi.households.names import Names
from luoshi.pack.endings import Ending
from luoshi.pack.processes import Process
from luoshi.screening import Lead, RuleLeads
from luoshi.site.casework.actions.lead_intake import Received
from luoshi.site.casework.actions.leads_gone import Cause, Left, leave, show_again
from luoshi.site.processes.choices import Mark, Source
from luoshi.site.processes.models import Case
from luoshi.site.processes.policies import seen_cases
from luoshi.site.processes.services.opening import Subject, new_case, open_all
from luoshi.site.rights import Scope
from luoshi.site.sources import engine

PROCESS = "low-income"
"""The process that answers needs."""

UNLOOKED = (Ending.DISMISSED, Ending.SILENT, Ending.GONE)
"""Endings of needs nobody answered: the lead was dismissed, or the data no longer show it."""


@transaction.atomic
def receive_needs(needs: Iterable[RuleLeads], on: date, behind: Collection[str] = ()) -> Received:
    """Open a case for each need found; leave those of the asked needs that nobody has any more.

    A need that was answered is not asked again in the same year. Of needs that are not among
    those asked, or whose data are ``behind`` (ids), nobody knows: theirs stay.
    """
    asked = list(needs)
    subjects = {subject.key: (subject, lead) for subject, lead in _found(asked)}
    answered = _answered(on)
    standing = set(_open().values_list("subject", flat=True))
    new = [pair for key, pair in subjects.items() if key not in standing | answered]
    _open_all(new, on)
    marked = _open().exclude(mark="").values_list("pk", "subject")
    show_again(_open().filter(pk__in=[pk for pk, key in marked if key in subjects]), on)
    known = [one.parsed.rule.id for one in asked if one.parsed.rule.id not in behind]
    left = _leave_silent(known, subjects, on)
    return Received(len(new), 0, left.ended, left.marked)


def _leave_silent(asked: Collection[str], found: Collection[str], on: date) -> Left:
    """Leave the open cases of the asked needs (ids) whose subjects were not found."""
    standing = _open().filter(source=Source.RULE, matter__in=asked, mark="")
    gone = [pk for pk, key in standing.values_list("pk", "subject") if key not in found]
    parts = [leave(_open().filter(pk__in=some), Cause(Mark.SILENT, on)) for some in batched(gone)]
    return Left(sum(one.ended for one in parts), sum(one.marked for one in parts))


def _process() -> Process:
    return pack.load().processes[PROCESS]


def _open() -> QuerySet[Case]:
    return Case.objects.filter(process=PROCESS, closed_on=None)


def _answered(on: date) -> set[str]:
    done = Case.objects.filter(process=PROCESS, closed_on__year=on.year)
    done = done.exclude(ending=Ending.SILENT)
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
    if not new:
        return
    process = _process()
    cases = [
        new_case(process, subject, Source.RULE, on, about=lead.evidence, unit=lead.rule.sender)
        for subject, lead in new
    ]
    open_all(cases)


@dataclass(frozen=True)
class NeedTally:
    """One kind of help in one place: who needs it, and what became of it.

    ``dropped`` are needs that ended without anybody having answered them.
    """

    place: str
    wanted: int
    given: int
    refused: int
    dropped: int

    @property
    def waiting(self) -> int:
        """Needs that are not answered yet."""
        return self.wanted - self.given - self.refused - self.dropped

    @property
    def share(self) -> float | None:
        """Given of those who are entitled to it."""
        entitled = self.wanted - self.refused - self.dropped
        return self.given / entitled if entitled else None


def need_cases(scope: Scope) -> QuerySet[Case]:
    """The cases of needs a user may see."""
    return seen_cases(scope).filter(process=PROCESS)


def tallies(cases: QuerySet[Case], digits: int) -> dict[str, list[NeedTally]]:
    """For each need (id), the numbers by place: the first ``digits`` of the village's code."""
    rows = cases.order_by().values_list("matter", "village", "ending").annotate(n=Count("pk"))
    found: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for matter, village, ending, number in rows:
        found[matter, village[:digits]][ending] += number
    tallied: dict[str, list[NeedTally]] = {}
    for matter, place in sorted(found):
        tallied.setdefault(matter, []).append(_tally(place, found[matter, place]))
    return tallied


def _tally(place: str, endings: Counter[str]) -> NeedTally:
    dropped = sum(endings[one] for one in UNLOOKED)
    return NeedTally(place, endings.total(), endings[Ending.DONE], endings[Ending.REFUSED], dropped)
