"""Who lives there and what kind of household it is, as the departments know it."""

from typing import Any

from luoshi import pack
from luoshi.households.dossier import dossier
from luoshi.households.members import member_rows
from luoshi.site import sources
from luoshi.site.monitoring.policies import may_see, may_see_members
from luoshi.site.monitoring.services.publishing import latest_day
from luoshi.site.processes.models import Case
from luoshi.site.rights import Scope


def panel(case: Case, scope: Scope) -> dict[str, Any] | None:
    """Members and kind of the household; nothing where the case is about a place."""
    if not case.household:
        return None
    policy = pack.load()
    known = dossier(sources.engine(), policy, case.household, lambda table: may_see(scope, table))
    as_of = latest_day() or case.opened_on
    members = member_rows(scope, known, as_of, {}) if may_see_members(scope, policy) else []
    kinds = [one for one in (known.kind, known.monitored) if one]
    return {"members": members, "kinds": kinds} if members or kinds else None
