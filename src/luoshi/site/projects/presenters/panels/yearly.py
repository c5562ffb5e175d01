"""The rows this project has in the ledger of yearly investment, which obligations are asked of."""

from typing import Any

from luoshi.site.accounts.services import User
from luoshi.site.ledgers.policies import may_see
from luoshi.site.processes.models import Case
from luoshi.site.projects.presenters.panels.rows import about

YEARLY = "projects"


def panel(case: Case, user: User) -> dict[str, Any] | None:
    """Year, state and investment of each row, written by the project's own steps."""
    found = about(case, YEARLY, user)
    if not found.records:
        return None
    lines = [(record.pk, record.data) for record in found.records]
    return {
        "title": found.table.title,
        "lines": [(pk, data["年度"], data["项目阶段"], data["当年投资"]) for pk, data in lines],
        "seen": may_see(user, found.table),
    }
