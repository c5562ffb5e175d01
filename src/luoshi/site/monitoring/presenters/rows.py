"""Rows of the worklist, as page and export show them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse

from luoshi.pack import Pack
from luoshi.pack.models import Colour
from luoshi.site.monitoring.choices import Rank
from luoshi.site.monitoring.models import FlaggedHousehold, Lead
from luoshi.site.monitoring.policies import seen_leads
from luoshi.site.place import village_name
from luoshi.site.rights import Scope


@dataclass(frozen=True)
class LeadCell:
    """One lead of a row."""

    rule: str
    risk: str
    colour: Colour
    person: str
    evidence: str
    department: str
    first_seen: date
    state: str


@dataclass(frozen=True)
class HouseholdRow:
    """One household with the leads listed. ``days`` is how long the oldest has waited."""

    pk: int
    number: str
    head: str
    place: str
    colour: Colour
    leads: tuple[LeadCell, ...]
    since: date
    days: int

    @property
    def risks(self) -> str:
        """The kinds of risk, each once."""
        return "、".join(dict.fromkeys(lead.risk for lead in self.leads))

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("monitoring:household", args=[self.pk])


@dataclass(frozen=True)
class Presenter:
    """Turns households into rows for one user, as of one day."""

    pack: Pack
    scope: Scope
    as_of: date
    state: str

    def with_leads(self, rows: QuerySet[FlaggedHousehold]) -> QuerySet[FlaggedHousehold]:
        """The households with the leads to show fetched at once."""
        leads = (
            seen_leads(self.scope).filter(state=self.state).order_by("-colour", "first_seen", "pk")
        )
        return rows.prefetch_related(Prefetch("leads", leads, to_attr="shown"))

    def rows(self, households: Iterable[FlaggedHousehold]) -> Iterator[HouseholdRow]:
        """A row for each household."""
        return map(self._row, households)

    def _row(self, household: FlaggedHousehold) -> HouseholdRow:
        since = household.since  # type: ignore[attr-defined]
        return HouseholdRow(
            pk=household.pk,
            number=household.number,
            head=self.scope.name(household.head),
            place=village_name(household.village),
            colour=Rank(household.worst).colour,  # type: ignore[attr-defined]
            leads=tuple(map(self._lead, household.shown)),  # type: ignore[attr-defined]
            since=since,
            days=max((self.as_of - since).days, 0),
        )

    def _lead(self, lead: Lead) -> LeadCell:
        rule = self.pack.rules.get(lead.rule)
        return LeadCell(
            rule=rule.title if rule else lead.rule,
            risk=lead.risk,
            colour=Rank(lead.colour).colour,
            person=self.scope.name(lead.person_name),
            evidence=lead.evidence,
            department=lead.department,
            first_seen=lead.first_seen,
            state=lead.said,
        )


def colour_counts(rows: QuerySet[FlaggedHousehold]) -> dict[Colour, int]:
    """How many of the households are of each colour, most severe first."""
    counts = rows.order_by().aggregate(
        **{rank.name: Count("pk", filter=Q(worst=rank.value)) for rank in Rank}
    )
    return {rank.colour: counts[rank.name] for rank in Rank}
