"""The household page: one household for one user."""

from dataclasses import dataclass
from datetime import date

from luoshi.households.dossier import Dossier, Member, dossier
from luoshi.pack import Pack
from luoshi.site import sources
from luoshi.site.monitoring.models import FlaggedHousehold
from luoshi.site.monitoring.policies import may_see, seen_leads
from luoshi.site.monitoring.presenters.explanations import Explained, explained
from luoshi.site.monitoring.presenters.facts import Department, departments
from luoshi.site.monitoring.presenters.rows import latest_day
from luoshi.site.rights import Scope

MONITORED = "monitored_kinds"
KIND = "household_kinds"
"""Code lists of the columns that tell what kind of household it is."""


@dataclass(frozen=True)
class MemberRow:
    """A member as the page shows one; ``number`` is the ID number where it was just opened."""

    person: int
    name: str
    relation: str
    sex: str
    age: int | None
    number: str


@dataclass(frozen=True)
class HouseholdPage:
    """Everything the page shows. ``members`` is None when the user may not see the register."""

    household: FlaggedHousehold
    head: str
    as_of: date
    kind: str
    monitored: str
    members: list[MemberRow] | None
    leads: list[Explained]
    departments: list[Department]

    @property
    def open_leads(self) -> list[Explained]:
        """Leads that wait."""
        return [lead for lead in self.leads if lead.is_open]

    @property
    def taken_leads(self) -> int:
        """How many leads somebody is at."""
        return len(self.live_leads) - len(self.open_leads)

    @property
    def live_leads(self) -> list[Explained]:
        """Leads that wait, or that somebody is at."""
        return [lead for lead in self.leads if lead.is_live]

    @property
    def other_leads(self) -> list[Explained]:
        """Leads put aside or gone."""
        return [lead for lead in self.leads if not lead.is_live]


def household_page(
    pack: Pack, scope: Scope, household: FlaggedHousehold, opened: dict[int, str]
) -> HouseholdPage:
    """Read a household's page; ``opened`` holds ID numbers from the vault by person key."""
    as_of = latest_day() or household.last_seen
    known = dossier(sources.engine(), pack, household.number, lambda table: may_see(scope, table))
    return HouseholdPage(
        household=household,
        head=scope.name(household.head),
        as_of=as_of,
        kind=known.first(KIND),
        monitored=known.first(MONITORED),
        members=member_rows(pack, scope, known, as_of, opened),
        leads=_leads(pack, scope, household),
        departments=departments(known, scope, sources.received_on),
    )


def _leads(pack: Pack, scope: Scope, household: FlaggedHousehold) -> list[Explained]:
    own = seen_leads(scope).filter(household=household).order_by("-colour", "first_seen", "pk")
    return [explained(pack, scope, lead) for lead in own.prefetch_related("decisions__by")]


def member_rows(
    pack: Pack, scope: Scope, known: Dossier, as_of: date, opened: dict[int, str]
) -> list[MemberRow] | None:
    """The members as a user may see them on a day; None for who may not see the register."""
    if not may_see(scope, pack.tables[pack.registers.residents]):
        return None
    return [
        _member(scope, member, as_of, opened.get(member.person, "")) for member in known.members
    ]


def _member(scope: Scope, member: Member, as_of: date, number: str) -> MemberRow:
    return MemberRow(
        person=member.person,
        name=scope.name(member.name or ""),
        relation=member.relation,
        sex=member.sex or "",
        age=age_on(member.born, as_of) if member.born else None,
        number=number,
    )


def age_on(born: date, day: date) -> int:
    """Full years lived on ``day``."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
