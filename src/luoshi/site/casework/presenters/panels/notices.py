"""The village notice that hangs now."""

from typing import Any

from luoshi.site.casework.presenters.village_notices import notice_of
from luoshi.site.processes.models import Case
from luoshi.site.rights import Scope


def panel(case: Case, scope: Scope) -> dict[str, Any] | None:
    """The notice, where one hangs."""
    notice = notice_of(case, scope)
    return {"notice": notice, "case": case} if notice else None
