"""What is due from a user, and what is late.

A period is done when who owes it has declared it complete: that all there is to tell is there,
or that there is nothing to tell. Writing more never makes more due.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.area_queries.due_periods import DuePeriod, begun_periods
from luoshi.area_queries.holders import REGION
from luoshi.areas import Level
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.models import Declaration
from luoshi.site.ledgers.policies import filled_ledgers
from luoshi.site.rights import ALL, Scope, scope_of
from luoshi.site.rights.scope import Bounds
from luoshi.warehouse.schema import Table

RECENT = 4
"""Periods of a ledger shown at once."""


@dataclass(frozen=True)
class LedgerDue:
    """What a user owes a ledger: periods late, periods due now, and the one running.

    ``done`` is the last period declared complete.
    """

    table: Table
    late: tuple[DuePeriod, ...]
    now: tuple[DuePeriod, ...]
    running: DuePeriod | None
    done: DuePeriod | None = None

    @property
    def open(self) -> tuple[DuePeriod, ...]:
        """The periods to fill, oldest first."""
        return (*self.late, *self.now)

    @property
    def recent(self) -> tuple[DuePeriod, ...]:
        """The newest periods to fill, newest first."""
        return self.open[: -RECENT - 1 : -1]

    @property
    def earlier(self) -> tuple[DuePeriod, ...]:
        """The other periods to fill, newest first."""
        return self.open[-RECENT - 1 :: -1] if len(self.open) > RECENT else ()


def holder_of(scope: Scope) -> str:
    """Who owes what the user fills: the area or the unit the account stands for."""
    if scope.areas is not ALL and scope.areas:
        return scope.areas[0]
    if scope.departments is not ALL and scope.departments:
        return scope.departments[0]
    return REGION


def dues_of(user: User, today: date | None = None) -> list[LedgerDue]:
    """What the user owes each ledger that has a deadline, in the pack's order."""
    tables = [table for table in filled_ledgers(user) if table.due and owes(user, table)]
    holder = holder_of(scope_of(user))
    declared, since = _declared(holder, tables), _stands_since(holder)
    day = today or localdate()
    return [_due(table, declared.get(table.id, frozenset()), day, since) for table in tables]


def _stands_since(holder: str) -> date:
    """The day before which a division was none, and owes nothing: those it came of did."""
    if not holder.isdigit():
        return date.min
    area = pack.load().areas.by_code(holder.ljust(Level.VILLAGE.digits, "0"))
    return area.valid_from or date.min


def owes(user: User, table: Table) -> bool:
    """Whether the user's role or unit is among those who answer for the ledger."""
    scope = scope_of(user)
    named = table.owed_by or table.fills
    units = () if scope.departments is ALL else scope.departments
    return (scope.role is not None and scope.role.value in named) or any(
        unit in named for unit in units
    )


def _due(table: Table, declared: Collection[date], today: date, since: date) -> LedgerDue:
    every = [one for one in begun_periods(pack.load(), table.id, today) if one.end >= since]
    missing = [one for one in every if one.has_ended(today) and one.start not in declared]
    running = next((each for each in every if not each.has_ended(today)), None)
    late = tuple(each for each in missing if each.deadline < today)
    now = tuple(each for each in missing if each.deadline >= today)
    done = next((each for each in reversed(every) if each.start in declared), None)
    return LedgerDue(table, late, now, running, done)


def _declared(holder: str, tables: Sequence[Table]) -> dict[str, frozenset[date]]:
    """The periods of each ledger a holder has declared complete for all it owes."""
    said = Declaration.objects.filter(
        holder=holder, county="", ledger__in=[table.id for table in tables]
    )
    last: dict[tuple[str, date], bool] = {}
    for ledger, start, complete in said.values_list("ledger", "start", "complete"):
        last[ledger, start] = complete
    found: dict[str, set[date]] = {}
    for (ledger, start), complete in last.items():
        if complete:
            found.setdefault(ledger, set()).add(start)
    return {ledger: frozenset(starts) for ledger, starts in found.items()}


def inside(areas: Bounds) -> Q:
    """The condition that a record lies in areas as a scope names them."""
    if areas is ALL:
        return Q()
    condition = Q(pk__in=[])
    for prefix in areas:
        condition |= Q(county=prefix[: Level.COUNTY.digits], area__startswith=prefix)
    return condition
