"""What came of what a department sent: lead by lead, in words its people may read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from luoshi.pack import Pack
from luoshi.site.casework.services.outcomes import Outcome, with_outcome
from luoshi.site.monitoring.policies import seen_leads
from luoshi.site.monitoring.services.leads import Lead
from luoshi.site.place import village_name
from luoshi.site.processes.models import Case
from luoshi.site.rights import Scope


@dataclass(frozen=True)
class LeadFeedback:
    """One lead with what came of it; ``words`` tell how it was found, or where it stands."""

    household: int
    number: str
    head: str
    person: str
    place: str
    rule: str
    evidence: str
    department: str
    first_seen: date
    outcome: Outcome
    words: str
    looked_on: date | None

    @property
    def url(self) -> str:
        """The page of its household."""
        return reverse("monitoring:household", args=[self.household])


def told_leads(scope: Scope) -> QuerySet[Any]:
    """The leads a user may see, the newest first, with what came of them."""
    rows = with_outcome(seen_leads(scope)).select_related("household")
    return rows.prefetch_related("ties__case__events", "decisions").order_by("-first_seen", "-pk")


def told(pack: Pack, scope: Scope, leads: Iterable[Lead]) -> Iterator[LeadFeedback]:
    """The leads as one user may read them."""
    for lead in leads:
        home, rule = lead.household, pack.rules.get(lead.rule)
        yield LeadFeedback(
            household=home.pk,
            number=home.number,
            head=scope.name(home.head),
            person=scope.name(lead.person_name),
            place=village_name(home.village),
            rule=rule.title if rule else lead.rule,
            evidence=lead.evidence,
            department=lead.department,
            first_seen=lead.first_seen,
            outcome=Outcome(lead.outcome),  # type: ignore[attr-defined]
            words=_words(pack, lead),
            looked_on=lead.looked_on,
        )


def _words(pack: Pack, lead: Lead) -> str:
    cases = sorted((tie.case for tie in lead.ties.all()), key=lambda case: case.pk)
    if cases:
        return "；".join(_of_case(pack, case) for case in cases)
    dismissed = next((one for one in lead.decisions.all() if one.reason), None)
    return dismissed.get_reason_display() if dismissed else ""


def _of_case(pack: Pack, case: Case) -> str:
    """Where a case stands, and why it was closed; never a note: that is for those who handle."""
    process = pack.processes[case.process]
    stage = f"{process.title}：{process.stage[case.stage].title}"
    reason = [*case.events.all()][-1].reason if case.closed_on else case.get_mark_display()
    return f"{stage}（{reason}）" if reason else stage
