"""What of the leads a user may see. Every page, file and action of this app starts here."""

from django.db.models import Count, F, Max, Min, QuerySet

from luoshi.site.monitoring.choices import State
from luoshi.site.monitoring.models import FlaggedHousehold, Lead
from luoshi.site.monitoring.visible_tables import closed_rules
from luoshi.site.rights import ALL, Scope


def seen_leads(scope: Scope) -> QuerySet[Lead]:
    """Leads in the user's areas, of the user's departments, that tell of open tables only."""
    rows = scope.filter(Lead.objects.all(), "household__village", "department")
    closed = closed_rules(scope)
    return rows.exclude(rule__in=closed) if closed else rows


def seen_households(scope: Scope) -> QuerySet[FlaggedHousehold]:
    """Households in the user's areas that have, or had, a lead the user may see."""
    rows = scope.filter(FlaggedHousehold.objects.all(), "village")
    if _sees_every_lead(scope):
        return rows
    return rows.filter(pk__in=seen_leads(scope).values("household"))


def seen_worklist(scope: Scope, state: str = State.OPEN) -> QuerySet[FlaggedHousehold]:
    """Households with leads of a state, with what the user's own leads among them come to.

    Adds ``gravest`` (rank of the gravest lead), ``standing`` (how many) and ``since`` (when
    the oldest was first seen).
    """
    rows = scope.filter(FlaggedHousehold.objects.all(), "village")
    if state == State.OPEN and _sees_every_lead(scope):
        # The household keeps these three itself: the whole province is listed by one index.
        kept = {"gravest": F("colour"), "standing": F("open_leads"), "since": F("waiting_since")}
        return rows.filter(open_leads__gt=0).annotate(**kept)
    return rows.filter(leads__in=seen_leads(scope).filter(state=state)).annotate(
        gravest=Max("leads__colour"), standing=Count("leads"), since=Min("leads__first_seen")
    )


def _sees_every_lead(scope: Scope) -> bool:
    return scope.departments is ALL and not closed_rules(scope)
