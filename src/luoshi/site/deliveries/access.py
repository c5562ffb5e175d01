"""From a request to the deliveries and tables it may touch."""

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from luoshi.site.casework.access import scope_in, user_of
from luoshi.site.deliveries import policies
from luoshi.site.deliveries.models import Delivery
from luoshi.site.rights import ALL, Role, Scope
from luoshi.warehouse.schema import Table


def seen_table(scope: Scope, table_id: str) -> Table:
    """A table whose deliveries the user follows.

    Raises:
        Http404: there is no such table.
        Refused: it is another unit's.
    """
    table = next((one for one in policies.datasets() if one.id == table_id), None)
    if table is None:
        raise Http404
    policies.demand_follow(scope, table)
    return table


def seen_deliveries(scope: Scope) -> QuerySet[Delivery]:
    """What was sent on the site of the tables the user follows, by the user's own unit.

    An account of a county sees what was sent for its counties alone.
    """
    if scope.role == Role.PROVINCE:
        return Delivery.objects.all()
    tables = [table.id for table in policies.sent_tables(scope)]
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


__all__ = ["own_delivery", "scope_in", "seen_deliveries", "seen_delivery", "seen_table", "user_of"]
