"""What the project leaves: assets with whom they belong to, who keeps them, when to look next."""

from typing import Any

from django.utils.timezone import localdate

from luoshi.casework.projects.rows import ASSETS
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.policies import may_fill_in
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.processes.models import Case
from luoshi.site.projects.presenters.panels.rows import about
from luoshi.site.projects.services.assets import asset_rows
from luoshi.site.projects.tables import AssetTable
from luoshi.site.rights import scope_of

AFTER = ("finished", "accepted", "settled", "handed-over")
"""Stages in which there may be something to register."""


def panel(case: Case, user: User) -> dict[str, Any] | None:
    """The assets; before anything is built there are none to tell of."""
    found = about(case, ASSETS, user)
    if not found.records and case.stage not in AFTER:
        return None
    fillable = may_fill_in(user, ledger(ASSETS), case.village)
    rows = asset_rows(found.records, localdate())
    return {
        "case": case,
        "rows": rows,
        "table": AssetTable.excerpt(scope_of(user), rows, but="place"),
        "ledger": ASSETS if fillable else "",
    }
