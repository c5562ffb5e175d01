"""How good each rule is: what came of its leads (查实率), how fast, at what cost in visits."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median

from luoshi import pack
from luoshi.pack.models import Rule
from luoshi.site.casework.choices import Deed
from luoshi.site.casework.models import Case, Step
from luoshi.site.casework.receiving import CaseLead
from luoshi.site.monitoring.choices import State
from luoshi.site.monitoring.models import Lead
from luoshi.site.monitoring.seen import seen_leads
from luoshi.site.monitoring.tables import closed_rules
from luoshi.site.rights import Scope

PROCESS = "monitoring"
"""The process whose cases judge leads: there somebody goes and looks."""


@dataclass(frozen=True)
class ReportCard:
    """What came of a rule's leads.

    ``true`` were found to be so by somebody who looked, ``false`` not, ``gone`` fired no more
    before anybody looked, the rest wait. ``days`` is the median from the lead to the finding.
    """

    rule: Rule
    leads: int
    true: int
    false: int
    gone: int
    days: float | None

    @property
    def waiting(self) -> int:
        """Leads nobody has looked at yet."""
        return self.leads - self.true - self.false - self.gone

    @property
    def share(self) -> float | None:
        """True of those looked at."""
        looked = self.true + self.false
        return self.true / looked if looked else None

    @property
    def visits(self) -> float | None:
        """Visits for one that was true."""
        return (self.true + self.false) / self.true if self.true else None


@dataclass(frozen=True)
class Verdict:
    """What was found of a lead: true, false, or None while nobody looked; and the day."""

    rule: str
    fact: str
    found: bool | None
    gone: bool
    days: int | None


def seen_rules(scope: Scope) -> list[Rule]:
    """The rules whose leads a user may see."""
    closed = closed_rules(scope)
    rules = (rule for rule in pack.load().rules.values() if rule.id not in closed)
    return [rule for rule in rules if scope.allows_department(rule.sender)]


def report_cards(scope: Scope) -> list[ReportCard]:
    """Each rule's card in the user's areas, the most leads first."""
    verdicts = list(verdicts_of(scope))
    cards = (_card(rule, [v for v in verdicts if v.rule == rule.id]) for rule in seen_rules(scope))
    return sorted(cards, key=lambda card: -card.leads)


def verdicts_of(scope: Scope, rule: str = "") -> Iterator[Verdict]:
    """What was found of each lead in the user's areas, of one rule or all."""
    leads = seen_leads(scope).filter(rule=rule) if rule else seen_leads(scope)
    ties = CaseLead.objects.filter(case__process=PROCESS, lead__in=leads).order_by("case")
    cases = dict(ties.values_list("lead", "case"))
    found = _found(set(cases.values()))
    for lead in leads.order_by().only("pk", "rule", "fact", "state", "first_seen"):
        yield _verdict(lead, found.get(cases.get(lead.pk, 0)))


Finding = tuple[bool | None, date | None, date]
"""Whether a case was true, the day that was found, and the day it was opened."""


def _found(cases: set[int]) -> dict[int, Finding]:
    lapsed = set(
        Step.objects.filter(move=Deed.LAPSED, case__in=cases).values_list("case", flat=True)
    )
    rows = Case.objects.filter(pk__in=cases).values_list(
        "pk", "confirmed_on", "closed_on", "opened_on"
    )
    return {
        pk: (_truth(confirmed, closed, pk in lapsed), confirmed or closed, opened)
        for pk, confirmed, closed, opened in rows
    }


def _truth(confirmed: date | None, closed: date | None, lapsed: bool) -> bool | None:
    if confirmed is not None:
        return True
    return False if closed is not None and not lapsed else None


def _verdict(lead: Lead, finding: Finding | None) -> Verdict:
    truth, on, opened = finding or (None, None, None)
    if truth is None and lead.state == State.CLOSED:
        truth = False
    days = (on - opened).days if truth is not None and on and opened else None
    gone = truth is None and lead.state == State.GONE
    return Verdict(lead.rule, lead.fact, truth, gone, days)


def _card(rule: Rule, verdicts: Iterable[Verdict]) -> ReportCard:
    every = list(verdicts)
    days = [one.days for one in every if one.days is not None]
    return ReportCard(
        rule,
        len(every),
        sum(one.found is True for one in every),
        sum(one.found is False for one in every),
        sum(one.gone for one in every),
        median(days) if days else None,
    )
