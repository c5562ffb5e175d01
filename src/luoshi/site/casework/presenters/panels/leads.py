"""The rules that fired on the household, with their evidence."""

from typing import Any

from luoshi import pack
from luoshi.site.monitoring.policies import seen_households, seen_leads
from luoshi.site.monitoring.services.explanations import explained
from luoshi.site.monitoring.services.leads import FlaggedHousehold
from luoshi.site.processes.models import Case
from luoshi.site.rights import Scope


def panel(case: Case, scope: Scope) -> dict[str, Any] | None:
    """The leads the case came from, those still open first."""
    own = seen_leads(scope).filter(ties__case=case).order_by("-colour", "first_seen")
    found = [explained(pack.load(), scope, lead) for lead in own.prefetch_related("decisions__by")]
    found.sort(key=lambda one: not one.is_live)
    return {"leads": found, "home": _home(case, scope)} if found else None


def _home(case: Case, scope: Scope) -> FlaggedHousehold | None:
    return seen_households(scope).filter(number=case.household).first()
