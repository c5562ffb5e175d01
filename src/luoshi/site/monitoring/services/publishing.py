"""What others call: publish a screening's leads, and tell screening what was decided."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet, Subquery
from django.db.models.functions import Left

from luoshi.batches import batched
from luoshi.households.names import Names
from luoshi.pack import Pack
from luoshi.pack.rules import values_on
from luoshi.screening import RuleLeads, Screening
from luoshi.screening.run import GROWTH
from luoshi.site.accounts.services import User
from luoshi.site.monitoring.choices import LIVE, Finding, Kind, Reason, State
from luoshi.site.monitoring.models import (
    LONGEST_NOTE,
    Decision,
    FlaggedHousehold,
    Lead,
    Publication,
)
from luoshi.site.monitoring.services.counting import recount
from luoshi.site.monitoring.services.decided_facts import decisions, states
from luoshi.site.monitoring.services.store import keep_households, keep_leads
from luoshi.text.masking import shortened
from luoshi.warehouse.engine import Engine


class OutdatedError(ValueError):
    """Leads of a later day are already published; the text is Chinese."""


@dataclass(frozen=True)
class Published:
    """How many leads are new, fired before, fire no longer, or came back after they were gone
    or dismissed."""

    as_of: date
    new: int
    standing: int
    gone: int
    reopened: int


@transaction.atomic
def publish(pack: Pack, screening: Screening, engine: Engine) -> Published:
    """Put a screening's leads before people; the same screening again changes nothing.

    Leads that no longer fire become gone; those whose rule was not asked are marked, since
    nobody knows. Dismissed leads stay so until they become more severe,
    also those dismissed while the screening ran. Leads reopened since the last
    publication stay open this once, since the screening may still have suppressed them.

    Raises:
        OutdatedError: leads of a later day are already published.
    """
    _check_order(screening.as_of)
    known = states()
    fired = _not_decided(pack, screening)
    publication = Publication.objects.create(
        as_of=screening.as_of,
        people=screening.people,
        households=screening.households,
        unasked=[
            {"rule": one.rule.id, "title": one.rule.title, "told": one.told}
            for one in screening.unasked
        ],
        behind=list(screening.behind),
    )
    _keep(pack, engine, publication, fired)
    _come_up(publication)
    silent = _not_fired(publication).annotate(county=Left("household__village", 6))
    unknown = ~Q(rule__in=screening.asked) | _stale(screening)
    silent.filter(unknown).update(unasked=True)
    gone_count = silent.exclude(unknown).update(state=State.GONE)
    recount(FlaggedHousehold.objects.all())
    return _tell(screening.as_of, known, fired, gone_count)


def latest_day() -> date | None:
    """The day the newest leads were asked of; None before the first screening."""
    newest = latest()
    return newest.as_of if newest else None


def latest() -> Publication | None:
    """The newest screening put before people; of those of one day the last."""
    return Publication.objects.order_by("-as_of", "-pk").first()


def _stale(screening: Screening) -> Q:
    """Leads in counties whose data of the rule do not reach the day: of them nobody knows."""
    rules: dict[frozenset[str], list[str]] = {}
    for rule, counties in screening.stale_in.items():
        rules.setdefault(counties, []).append(rule)
    found = Q(pk__in=[])
    for counties, stale in rules.items():
        found |= Q(rule__in=stale, county__in=counties)
    return found


def dismiss_leads(leads: QuerySet[Lead], user: User, reason: str, note: str) -> int:
    """Dismiss live leads after their household was looked at; returns how many there were.

    ``reason`` is the label of a :class:`Reason`, or another word for one. Nothing here asks for
    rights: who looked at the household has been asked.
    """
    open_leads = list(leads.filter(state__in=LIVE))
    for lead in open_leads:
        lead.state = State.DISMISSED
        _decide(lead, user, reason, note)
    Lead.objects.bulk_update(open_leads, ["state"])
    recount(FlaggedHousehold.objects.filter(pk__in={lead.household_id for lead in open_leads}))
    return len(open_leads)


def take_up(leads: QuerySet[Lead]) -> None:
    """Mark the open ones of the leads as being handled."""
    _turn(leads, State.OPEN, State.TAKEN)


def give_back(leads: QuerySet[Lead]) -> None:
    """Return leads that were being handled to open."""
    _turn(leads, State.TAKEN, State.OPEN)


def tell_finding(leads: QuerySet[Lead], finding: Finding, on: date) -> None:
    """Record what somebody found on a day about the live ones of the leads.

    What one found to be so, another's finding nothing does not undo.
    """
    known = [Finding.TRUE, *([Finding.FALSE] if finding is Finding.FALSE else [])]
    told = leads.filter(state__in=LIVE).exclude(finding__in=known)
    told.update(finding=finding, looked_on=on)


def look_anew(leads: QuerySet[Lead]) -> None:
    """Forget what was found of the leads: they came up again, and nobody has looked since."""
    leads.exclude(finding="").update(finding="", looked_on=None)


def _turn(leads: QuerySet[Lead], before: State, after: State) -> None:
    found = dict(leads.filter(state=before).values_list("pk", "household"))
    keys, homes = sorted(found), sorted(set(found.values()))
    for some in batched(keys):
        Lead.objects.filter(pk__in=some).update(state=after)
    for some in batched(homes):
        recount(FlaggedHousehold.objects.filter(pk__in=some))


def _decide(lead: Lead, user: User, reason: str, note: str) -> None:
    found = next((one for one in Reason if one.label == reason), Reason.OTHER)
    Decision.objects.create(
        lead=lead,
        by=user,
        kind=Kind.DISMISSED,
        reason=found,
        note=shortened(note, LONGEST_NOTE),
        colour=lead.colour,
        measure=lead.measure,
        evidence=lead.evidence,
    )


def _check_order(as_of: date) -> None:
    newest = latest_day()
    if newest is not None and as_of < newest:
        raise OutdatedError(
            f"网站上已有截至 {newest} 的线索，不能再发布更早的 {as_of}；"
            "请用新的日期筛查，或只用 --json 查看结果"
        )


def _come_up(publication: Publication) -> None:
    """Reopen leads that fire after they were gone or dismissed."""
    back = Lead.objects.filter(published=publication).exclude(state__in=LIVE)
    back.update(state=State.OPEN)


def _not_fired(publication: Publication) -> QuerySet[Lead]:
    before = Publication.objects.filter(pk__lt=publication.pk).order_by("-pk").values("at")[:1]
    reopened = Decision.objects.filter(kind=Kind.REOPENED, at__gt=Subquery(before))
    standing = Lead.objects.filter(state__in=LIVE).exclude(published=publication)
    return standing.exclude(pk__in=reopened.values("lead"))


def _not_decided(pack: Pack, screening: Screening) -> list[RuleLeads]:
    growth = Decimal(str(values_on(pack, frozenset({GROWTH}), screening.as_of)[GROWTH]))
    remembered = decisions()
    return [leads.unless_decided(remembered, growth) for leads in screening.leads]


def _keep(pack: Pack, engine: Engine, publication: Publication, fired: Iterable[RuleLeads]) -> None:
    villages = {row["household"]: row["village"] or "" for row in _rows(fired, "village")}
    persons = {row["person"] for row in _rows(fired, "person") if row["person"] is not None}
    names = Names.read(pack, engine, villages, persons)
    households = keep_households(publication, villages, names.heads)
    for leads in fired:
        keep_leads(pack, publication, leads, households, names.persons)


def _rows(fired: Iterable[RuleLeads], column: str) -> Iterable[dict[str, Any]]:
    for leads in fired:
        yield from leads.rows.select(["household", column]).to_pylist()


def _tell(
    as_of: date, known: dict[tuple[str, str], str], fired: Iterable[RuleLeads], gone: int
) -> Published:
    before = Counter(
        known.get((leads.parsed.rule.id, fact))
        for leads in fired
        for fact in leads.rows["fact"].to_pylist()
    )
    reopened = before[State.GONE] + before[State.DISMISSED]
    standing = sum(before[state] for state in LIVE)
    return Published(as_of, before[None], standing, gone, reopened)
