"""A user's scope: the areas, departments and abilities the table of rights gives."""

from dataclasses import dataclass
from enum import Enum
from typing import Final, Protocol, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet

from luoshi.areas import Level
from luoshi.site.rights.table import TABLE, Ability, Departments, Grant, Reach, Role, holders
from luoshi.text.masking import HIDDEN, masked_name, masked_phone

M = TypeVar("M", bound=Model)


class Everything(Enum):
    """The one value that stands for no bound at all."""

    ALL = "全部"


ALL: Final = Everything.ALL

Bounds = tuple[str, ...] | Everything
"""Area code prefixes, or unit names; ``ALL`` for no bound, ``()`` for nothing."""


class Refused(PermissionDenied):
    """A rule of rights said no. ``rule`` names it; ``holders`` are the roles that may."""

    def __init__(self, rule: str, reason: str, holders: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.rule = rule
        self.reason = reason
        self.holders = holders


class Account(Protocol):
    """What of a user decides on rights."""

    is_active: bool
    role: str
    area: str
    unit: str


@dataclass(frozen=True)
class Scope:
    """How far one user sees and what the user may do."""

    role: Role | None = None
    areas: Bounds = ()
    departments: Bounds = ()
    abilities: frozenset[Ability] = frozenset()

    def can(self, ability: Ability) -> bool:
        """Whether the user has an ability."""
        return ability in self.abilities

    def demand(self, ability: Ability) -> None:
        """Stop here unless the user has an ability.

        Raises:
            Refused: the table of rights does not give it.
        """
        if not self.can(ability):
            role = self.role.label if self.role else "没有角色的"
            rule = f"权限表 · {role} · {ability.label}"
            reason = f"{role}账号没有“{ability.label}”的权限。"
            raise Refused(rule, reason, tuple(holders(ability)))

    def allows(self, area: str) -> bool:
        """Whether a division (by code) lies inside the user's areas."""
        return self.areas is ALL or area.startswith(self.areas)

    def allows_department(self, unit: str) -> bool:
        """Whether facts and rules of a unit are the user's to see."""
        return self.departments is ALL or unit in self.departments

    def filter(
        self, rows: QuerySet[M], field: str = "area", department: str | None = None
    ) -> QuerySet[M]:
        """The rows inside the user's areas, and of the user's departments where asked.

        ``field`` holds area codes; ``department`` (if given) holds unit names.
        """
        rows = _inside(rows, field, self.areas)
        if department is None or self.departments is ALL:
            return rows
        return rows.filter(**{f"{department}__in": self.departments}).distinct()

    def name(self, text: str) -> str:
        """A person's name, masked where the user may not see names."""
        return text if self.can(Ability.NAMES) else masked_name(text)

    def phone(self, text: str) -> str:
        """A telephone number, masked where the user may not see names."""
        return text if self.can(Ability.NAMES) else masked_phone(text)

    def private(self, text: str) -> str:
        """Any other personal value, hidden where the user may not see names."""
        return text if self.can(Ability.NAMES) else HIDDEN


NOTHING: Final = Scope()
"""What is seen where no rule is found."""


def scope_of(user: object) -> Scope:
    """The scope the table of rights gives a user; :data:`NOTHING` where no rule is found."""
    grant = TABLE.get(getattr(user, "role", ""))
    if grant is None or not getattr(user, "is_active", False):
        return NOTHING
    return _granted(user, grant)  # type: ignore[arg-type]


def _granted(user: Account, grant: Grant) -> Scope:
    return Scope(
        role=Role(user.role),
        areas=_areas(user.area, grant.reach),
        departments=_departments(user.unit, grant.departments),
        abilities=grant.abilities,
    )


def _areas(area: str, reach: Reach) -> Bounds:
    if reach is Reach.EVERYWHERE:
        return ALL
    if reach is Reach.NOWHERE:
        return ()
    if reach is Reach.GIVEN:
        return _areas(area, Reach.COUNTY) if area else ALL
    level = Level(reach)
    own_part = area[level.part].strip("0")
    # An account placed too high (a township's with its county's code) must not see the whole.
    return (area[: level.digits],) if own_part and len(area) >= level.digits else ()


def _departments(unit: str, departments: Departments) -> Bounds:
    if departments is Departments.EVERY:
        return ALL
    return (unit,) if departments is Departments.OWN and unit else ()


def _inside(rows: QuerySet[M], field: str, areas: Bounds) -> QuerySet[M]:
    if areas is ALL:
        return rows
    if not areas:
        return rows.none()
    inside = Q()
    for prefix in areas:
        inside |= within(field, prefix)
    return rows.filter(inside)


def within(field: str, digits: str) -> Q:
    """Area codes that begin with some digits, as a range: one that an index of any database finds.

    No digits are every code.
    """
    if not digits.isdecimal():
        return Q(**{f"{field}__startswith": digits}) if digits else Q()
    return Q(**{f"{field}__range": (digits, digits.ljust(Level.VILLAGE.digits, "9"))})
