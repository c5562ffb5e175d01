"""Which counties a notice is for on a day, and why each is in or out."""

from dataclasses import dataclass
from datetime import date

from luoshi.areas import Area, Group, Membership
from luoshi.pack import Pack


@dataclass(frozen=True)
class Listing:
    """A group's list of members for one time."""

    membership: Membership
    counties: tuple[Area, ...]
    in_force: bool


@dataclass(frozen=True)
class GroupCard:
    """A group with its lists in the order of time."""

    group: Group
    listings: tuple[Listing, ...]


@dataclass(frozen=True)
class Standing:
    """Whether a county belongs to a group on the day, and why."""

    group: Group
    is_member: bool
    reason: str


@dataclass(frozen=True)
class CountyRow:
    """A county with its standing in each group."""

    county: Area
    city: str
    standings: tuple[Standing, ...]

    @property
    def groups(self) -> list[Group]:
        """The groups it belongs to."""
        return [standing.group for standing in self.standings if standing.is_member]


def group_cards(pack: Pack, day: date) -> list[GroupCard]:
    """The listed groups; those that only say "all the others" are left out."""
    return [_card(pack, group, day) for group in _listed(pack)]


def county_rows(pack: Pack, day: date) -> list[CountyRow]:
    """Every county, by code, with its standing in each group on the day."""
    return [county_row(pack, county, day) for county in pack.areas.counties(day)]


def _listed(pack: Pack) -> list[Group]:
    return [group for group in pack.groups.values() if group.complement_of is None]


def _card(pack: Pack, group: Group, day: date) -> GroupCard:
    return GroupCard(group, tuple(_listing(pack, m, day) for m in group.memberships))


def _listing(pack: Pack, membership: Membership, day: date) -> Listing:
    counties = tuple(pack.areas.by_code(code) for code in sorted(membership.counties))
    return Listing(membership, counties, membership.covers(day))


def county_row(pack: Pack, county: Area, day: date) -> CountyRow:
    """A county with its standing in each group on the day."""
    standings = tuple(
        Standing(group, county.county_code in group.members(day), group.reason(county, day))
        for group in _listed(pack)
    )
    return CountyRow(county, pack.areas.path(county.code).partition("/")[0], standings)
