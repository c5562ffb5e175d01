"""What a household's open leads come to."""

from django.db.models import Count, Max, Min, OuterRef, QuerySet, Subquery, Value
from django.db.models.aggregates import Aggregate
from django.db.models.functions import Coalesce

from luoshi.site.monitoring.choices import State
from luoshi.site.monitoring.models import FlaggedHousehold, Lead


def recount(households: QuerySet[FlaggedHousehold]) -> None:
    """Bring colour, number and age of the open leads of some households up to date."""
    households.update(
        colour=_of_open_leads(Max("colour")),
        open_leads=Coalesce(_of_open_leads(Count("pk")), Value(0)),
        waiting_since=_of_open_leads(Min("first_seen")),
    )


def _of_open_leads(aggregate: Aggregate) -> Subquery:
    own = Lead.objects.filter(household=OuterRef("pk"), state=State.OPEN).order_by()
    return Subquery(own.values("household").annotate(result=aggregate).values("result"))
