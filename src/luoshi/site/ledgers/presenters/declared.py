"""Who has declared which ledger complete, and who has not."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date

from luoshi import pack
from luoshi.area_queries.due_periods import DuePeriod, begun_periods
from luoshi.area_queries.holders import REGION, holder_name
from luoshi.area_queries.reporting import Records
from luoshi.area_queries.undeclared import owing
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.policies import seen_ledgers
from luoshi.site.ledgers.services.engine import stamp
from luoshi.site.ledgers.services.reporting import reporting_at
from luoshi.site.rights import ALL, Scope, scope_of
from luoshi.warehouse.schema import Table

LAST = 2
"""Periods of a ledger shown: the last that has ended and the one before."""


@dataclass(frozen=True)
class Standing:
    """A period of a ledger: how many of those who owe it have declared, and who has not."""

    table: Table
    period: DuePeriod
    declared: int
    owing: int
    lacking: tuple[str, ...]
    late: bool


def standings(user: User, today: date) -> list[Standing]:
    """The last periods of the ledgers a user may open, those with somebody late first.

    Of holders the user sees those of its areas, and all units.
    """
    scope = scope_of(user)
    records = reporting_at(stamp(), None)
    found = [one for table in seen_ledgers(user) for one in _of(table, scope, today, records)]
    return sorted(found, key=lambda one: (not (one.late and one.lacking), one.period.deadline))


def _of(table: Table, scope: Scope, today: date, records: Records) -> Iterator[Standing]:
    if table.due is None:
        return
    every = begun_periods(pack.load(), table.id, today)
    ended = [one for one in every if one.has_ended(today)]
    for period in ended[-LAST:]:
        seen = [one for one in owing(pack.load(), table, period.end) if _seen(one, scope)]
        declared = records.declared(table.id, period.start)
        if seen:
            yield _standing(table, period, seen, declared, period.deadline < today)


def _standing(
    table: Table, period: DuePeriod, owing: Sequence[str], declared: Set[str], late: bool
) -> Standing:
    lacking = [holder for holder in owing if holder not in declared]
    names = tuple(holder_name(pack.load(), holder) for holder in lacking)
    told = len(owing) - len(lacking)
    return Standing(table, period, told, len(owing), names, late)


def _seen(holder: str, scope: Scope) -> bool:
    if scope.areas is ALL or holder == REGION or not holder.isdigit():
        return True
    code = holder.ljust(12, "0")
    return scope.allows(pack.load().areas.recoded().get(code, code))
