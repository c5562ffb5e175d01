"""Who may see and fill what of the ledgers. Every page, file and action of this app starts here.

The schema names roles and units; the table of rights bounds them to their areas. Where
neither says so, nothing is shown and nothing may be filled.
"""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from luoshi import pack
from luoshi.areas import Area, Level
from luoshi.ledgers.schemas import has_place, ledger_tables, levels_of
from luoshi.site.accounts.services import User
from luoshi.site.area_picker import LEVELS, prefix
from luoshi.site.ledgers.models import Attachment, Record, Revision
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.rights import ALL, Refused, Scope, scope_of
from luoshi.warehouse.schema import Column, Table


def may_fill(user: User, table: Table) -> bool:
    """Whether the schema names the user's role or unit among those who fill the ledger."""
    scope = scope_of(user)
    return _named(scope, table.fills) and (has_place(table) or scope.areas is ALL)


def may_see(user: User, table: Table) -> bool:
    """Whether the schema lets the user's role or unit see the ledger."""
    scope = scope_of(user)
    return _named(scope, (*table.sees, *table.fills))


def _named(scope: Scope, names: tuple[str, ...]) -> bool:
    if scope.role is None:
        return False
    if scope.role.value in names:
        return True
    return scope.departments is not ALL and any(unit in names for unit in scope.departments)


def seen_ledgers(user: User) -> list[Table]:
    """The ledgers a user may open."""
    return [table for table in ledger_tables(pack.load()).values() if may_see(user, table)]


def filled_ledgers(user: User) -> list[Table]:
    """The ledgers a user is to fill."""
    return [table for table in ledger_tables(pack.load()).values() if may_fill(user, table)]


def seen_ledger(user: User, ledger_id: str) -> Table:
    """A ledger the user may open.

    Raises:
        Refused: the schema names neither the user's role nor unit.
    """
    table = ledger(ledger_id)
    if not may_see(user, table):
        raise Refused("台账表样 · sees", f"“{table.title}”不对你的角色和单位开放。", table.sees)
    return table


def demand_fill(user: User, table: Table) -> None:
    """Stop here unless the user is to fill the ledger.

    Raises:
        Refused: the schema does not name the user's role or unit.
    """
    if not may_fill(user, table):
        raise Refused("台账表样 · fills", f"“{table.title}”不由你的角色和单位填写。", table.fills)


def may_fill_in(user: User, table: Table, area: str) -> bool:
    """Whether the user may fill rows of a division (12-digit code)."""
    return may_fill(user, table) and (not has_place(table) or scope_of(user).allows(area))


def demand_record(user: User, record: Record) -> Table:
    """The ledger of a record the user fills.

    Raises:
        Refused: the schema does not name the user, or the record lies elsewhere.
    """
    table = ledger(record.ledger)
    demand_fill(user, table)
    if not may_fill_in(user, table, record.area):
        raise Refused("权限表 · 地区", "这条记录不在账号的地区范围内。")
    return table


def offered_areas(column: Column, user: User) -> tuple[Area, ...]:
    """Every division the user may put into an area column."""
    scope, areas = scope_of(user), pack.load().areas
    every = (area for level in levels_of(column) for area in areas.at_level(level))
    return tuple(area for area in every if _inside(scope, area))


def _inside(scope: Scope, area: Area) -> bool:
    return scope.areas is ALL or (area.level in LEVELS and scope.allows(prefix(area)))


def seen_records(user: User, table: Table, *, removed: bool = False) -> QuerySet[Record]:
    """The records of a ledger the user may see; live ones, or the removed ones."""
    rows = Record.objects.filter(ledger=table.id, removed=removed)
    return in_areas(user, rows, table) if may_see(user, table) else rows.none()


def in_areas(user: User, rows: QuerySet[Record], table: Table) -> QuerySet[Record]:
    """Those of the rows that lie in the user's areas; all of a ledger that knows no areas."""
    scope = scope_of(user)
    if not has_place(table) or scope.areas is ALL:
        return rows
    counties = {prefix[: Level.COUNTY.digits] for prefix in scope.areas}
    # The county is indexed, a prefix of the area is not everywhere.
    return scope.filter(rows.filter(county__in=counties), "area")


def seen_record(user: User, pk: int) -> tuple[Table, Record]:
    """A record, live or removed, with its ledger.

    Raises:
        Http404: there is no such record, or it is not the user's to see.
    """
    table = ledger(get_object_or_404(Record, pk=pk).ledger)
    rows = seen_records(user, table) | seen_records(user, table, removed=True)
    return table, get_object_or_404(rows, pk=pk)


def seen_revision(user: User, pk: int) -> tuple[Table, Revision]:
    """A revision of a record the user may see, with its ledger.

    Raises:
        Http404: there is none.
    """
    revision = get_object_or_404(Revision, pk=pk)
    table, record = seen_record(user, revision.record_id)
    revision.record = record
    return table, revision


def seen_attachment(user: User, pk: int) -> Attachment:
    """A file attached to a record the user may see.

    Raises:
        Http404: there is none.
    """
    found = get_object_or_404(Attachment, pk=pk, removed=False)
    _, found.record = seen_record(user, found.record_id)
    return found
