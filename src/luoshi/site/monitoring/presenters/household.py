"""The household page: one household for one user."""

from dataclasses import dataclass
from datetime import date

from luoshi.households.dossier import dossier
from luoshi.households.facts import Department, departments
from luoshi.households.members import MemberRow, member_rows
from luoshi.pack import Pack
from luoshi.site import sources
from luoshi.site.monitoring.models import FlaggedHousehold
from luoshi.site.monitoring.policies import may_see, may_see_members, seen_leads
from luoshi.site.monitoring.services.explanations import Explained, explained
from luoshi.site.monitoring.services.publishing import latest_day
from luoshi.site.rights import Scope


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
        """Leads dismissed or gone."""
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
        kind=known.kind,
        monitored=known.monitored,
        members=member_rows(scope, known, as_of, opened) if may_see_members(scope, pack) else None,
        leads=_leads(pack, scope, household),
        departments=departments(known, scope, sources.received_on),
    )


def _leads(pack: Pack, scope: Scope, household: FlaggedHousehold) -> list[Explained]:
    own = seen_leads(scope).filter(household=household).order_by("-colour", "first_seen", "pk")
    return [explained(pack, scope, lead) for lead in own.prefetch_related("decisions__by")]
