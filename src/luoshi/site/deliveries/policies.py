"""Who may send which table, and see what has come of it. Everything of this app asks here.

A table is its sender's: accounts of that unit send it and see its deliveries. The province sees
all. What has come of a table at all is shown to whom the table's facts are shown.
"""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from luoshi import pack
from luoshi.areas import Area, Level
from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.deliveries.models import Delivery
from luoshi.site.monitoring.policies import may_see
from luoshi.site.rights import ALL, Refused, Role, Scope
from luoshi.warehouse.schema import Table


def datasets() -> list[Table]:
    """The tables that departments send, in the pack's order."""
    return [table for table in pack.load().tables.values() if table.home == "dataset"]


def may_send(scope: Scope, table: Table) -> bool:
    """Whether an account of the user's unit sends the table."""
    own = scope.departments is not ALL and table.sender in scope.departments
    return own and bool(scope.areas)


def may_follow(scope: Scope, table: Table) -> bool:
    """Whether the user sees who sent what of the table, and when."""
    return scope.role == Role.PROVINCE or may_send(scope, table)


def seen_tables(scope: Scope) -> list[Table]:
    """The tables of which the user sees what has come."""
    return [table for table in datasets() if may_follow(scope, table) or may_see(scope, table)]


def sent_tables(scope: Scope) -> list[Table]:
    """The tables the user sends."""
    return [table for table in datasets() if may_send(scope, table)]


def demand_send(scope: Scope, table: Table) -> None:
    """Stop here unless the user sends the table.

    Raises:
        Refused: the table is another unit's to send.
    """
    if not may_send(scope, table):
        raise Refused(
            "表样 · sender", f"“{table.title}”由{_sender(table)}报送。", (_sender(table),)
        )


def demand_follow(scope: Scope, table: Table) -> None:
    """Stop here unless the user sees who sent what of the table.

    Raises:
        Refused: it is another unit's.
    """
    if not may_follow(scope, table):
        reason = f"“{table.title}”的报送记录只对{_sender(table)}和{Role.PROVINCE.label}开放。"
        raise Refused("表样 · sender", reason, (_sender(table), Role.PROVINCE.label))


def places(scope: Scope) -> tuple[Area, ...]:
    """The counties the user may send data of."""
    return tuple(
        one for one in pack.load().areas.counties() if scope.allows(one.code[: Level.COUNTY.digits])
    )


def is_bound(scope: Scope) -> bool:
    """Whether the user sends for counties of its own only."""
    return scope.areas is not ALL


def demand_places(scope: Scope, codes: Sequence[str]) -> None:
    """Stop here unless all counties (six digits) are the user's to send for.

    Raises:
        Refused: one is not, or none is named where the user has but some.
    """
    if not all(map(scope.allows, codes)) or (is_bound(scope) and not codes):
        raise Refused("权限表 · 地区", "这个县不在账号的地区范围内。")


def _sender(table: Table) -> str:
    return table.sender or "未写明的单位"


def seen_table(scope: Scope, table_id: str) -> Table:
    """A table whose deliveries the user follows.

    Raises:
        Http404: there is no such table.
        Refused: it is another unit's.
    """
    table = next((one for one in datasets() if one.id == table_id), None)
    if table is None:
        raise Http404
    demand_follow(scope, table)
    return table


def seen_deliveries(scope: Scope) -> QuerySet[Delivery]:
    """What was sent on the site of the tables the user follows, by the user's own unit.

    An account of a county sees what was sent for its counties alone.
    """
    if scope.role == Role.PROVINCE:
        return Delivery.objects.all()
    tables = [table.id for table in sent_tables(scope)]
    rows = Delivery.objects.filter(table__in=tables)
    if scope.areas is ALL:
        return rows
    inside = Q(pk__in=[one.pk for one in rows if one.scope and all(map(scope.allows, one.scope))])
    return rows.filter(inside)


def seen_delivery(request: HttpRequest, pk: int) -> Delivery:
    """A delivery the user follows.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(seen_deliveries(scope_in(request)).select_related("by"), pk=pk)


def own_delivery(request: HttpRequest, pk: int) -> Delivery:
    """A delivery the user sent: nobody else decides on it, or may see what its files hold.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(seen_deliveries(scope_in(request)), pk=pk, by=user_of(request))
