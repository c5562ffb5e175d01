"""What is due from a user, and what is late.

A period is filled when a record of the user's areas stands for it: one dated in it, for a
ledger whose rows have a day; one of its year, for a yearly ledger; one of its year written
since it began, for a ledger of running totals; any written since it began, for a ledger of
states. Or when the user said that there is nothing to tell. Writing more never makes more due.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Max, Q
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.areas import Level
from luoshi.site.accounts.models import User
from luoshi.site.ledgers.access import filled_ledgers
from luoshi.site.ledgers.models import Filing, Ledger, Record
from luoshi.site.ledgers.periods import Period, periods
from luoshi.site.rights import ALL, Scope, scope_of
from luoshi.site.rights.scope import Bounds
from luoshi.warehouse.schema import FieldType, Table

Heads = tuple[tuple[str, int, datetime | None], ...]
"""Ledgers with number and time of their last revisions."""

Written = Mapping[date | None, datetime]
"""Days that date the records of a ledger, with the time the last of each was written."""

REGION = "region"

RECENT = 4
"""Periods of a ledger shown at once."""


@dataclass(frozen=True)
class LedgerDue:
    """What a user owes a ledger: periods late, periods due now, and the one running."""

    table: Table
    late: tuple[Period, ...]
    now: tuple[Period, ...]
    running: Period | None

    @property
    def open(self) -> tuple[Period, ...]:
        """The periods to fill, oldest first."""
        return (*self.late, *self.now)

    @property
    def recent(self) -> tuple[Period, ...]:
        """The newest periods to fill, newest first."""
        return self.open[: -RECENT - 1 : -1]

    @property
    def earlier(self) -> tuple[Period, ...]:
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
    tables = [table for table in filled_ledgers(user) if table.due]
    written = _written(user, tables)
    filed = _filed(scope_of(user), tables)
    day = today or localdate()
    return [
        _due(table, written.get(table.id, {}), filed.get(table.id, ()), day) for table in tables
    ]


def _due(table: Table, written: Written, filed: Iterable[date], today: date) -> LedgerDue:
    assert table.due is not None
    notice = pack.load().notice
    every = list(periods(table.due, notice.issued, min(today, notice.expires)))
    told = set(filed)
    ended = [each for each in every if each.has_ended(today)]
    missing = [p for p in ended if p.start not in told and not _is_filled(table, p, written)]
    running = next((each for each in every if not each.has_ended(today)), None)
    late = tuple(each for each in missing if each.deadline < today)
    return LedgerDue(table, late, tuple(p for p in missing if p.deadline >= today), running)


def _is_filled(table: Table, period: Period, written: Written) -> bool:
    column = table.by_name[table.period] if table.period else None
    if column is None:
        return any(_since(period, at) for at in written.values())
    if column.type is not FieldType.YEAR:
        return any(day and period.start <= day <= period.end for day in written)
    at = written.get(date(period.start.year, 1, 1))
    return at is not None and (period.every == "year" or _since(period, at))


def _since(period: Period, at: datetime) -> bool:
    return localdate(at) >= period.start


def _written(user: User, tables: Sequence[Table]) -> Mapping[str, Written]:
    heads = Ledger.objects.filter(pk__in=[table.id for table in tables]).order_by("pk")
    return _written_in(scope_of(user).areas, tuple(heads.values_list("pk", "revision", "at")))


@lru_cache(maxsize=256)
def _written_in(areas: Bounds, heads: Heads) -> dict[str, Written]:
    """Remembered until one of the ledgers is written to."""
    live = Record.objects.filter(ledger__in=[head[0] for head in heads], removed=False)
    groups = live.filter(inside(areas)).order_by().values("ledger", "period")
    found: dict[str, dict[date | None, datetime]] = {}
    for group in groups.annotate(at=Max("changed_at")):
        found.setdefault(group["ledger"], {})[group["period"]] = group["at"]
    return {**found}


def inside(areas: Bounds) -> Q:
    """The condition that a record lies in areas as a scope names them."""
    if areas is ALL:
        return Q()
    condition = Q(pk__in=[])
    for prefix in areas:
        condition |= Q(county=prefix[: Level.COUNTY.digits], area__startswith=prefix)
    return condition


def _filed(scope: Scope, tables: Sequence[Table]) -> dict[str, list[date]]:
    rows = Filing.objects.filter(holder=holder_of(scope), ledger__in=[table.id for table in tables])
    found: dict[str, list[date]] = {}
    for ledger, start in rows.values_list("ledger", "start"):
        found.setdefault(ledger, []).append(start)
    return found
