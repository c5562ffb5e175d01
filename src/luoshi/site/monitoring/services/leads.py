"""Leads and households as other apps handle them. Nothing here asks for rights."""

from collections.abc import Collection

from django.db.models import QuerySet

from luoshi.site.monitoring.choices import LIVE, Finding, Rank, State
from luoshi.site.monitoring.models import Decision, FlaggedHousehold, Lead

__all__ = [
    "LIVE",
    "Decision",
    "Finding",
    "FlaggedHousehold",
    "Lead",
    "Rank",
    "State",
    "every_lead",
    "leads_with",
    "open_facts",
    "waiting_households",
]


def every_lead() -> QuerySet[Lead]:
    """All leads there are, in whatever state."""
    return Lead.objects.all()


def leads_with(keys: Collection[int]) -> QuerySet[Lead]:
    """The leads with these primary keys."""
    return Lead.objects.filter(pk__in=keys)


def waiting_households(county: str) -> QuerySet[FlaggedHousehold]:
    """Households of a county (6 digits) with leads nobody has looked at."""
    return FlaggedHousehold.objects.filter(village__startswith=county, open_leads__gt=0)


def open_facts(rules: Collection[str]) -> list[tuple[str, str]]:
    """Rule and fact of the leads by some rules (ids) that nobody has looked at."""
    found = Lead.objects.filter(state=State.OPEN, rule__in=rules)
    return list(found.values_list("rule", "fact"))
