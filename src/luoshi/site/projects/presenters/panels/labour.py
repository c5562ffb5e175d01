"""Work for relief: the share paid for labour, year by year, against the floor in force."""

from typing import Any

from luoshi import pack
from luoshi.casework import Rules
from luoshi.casework.projects.labour import labour
from luoshi.casework.projects.rows import RELIEF
from luoshi.site.accounts.services import User
from luoshi.site.processes.models import Case
from luoshi.site.projects.presenters.panels.rows import about


def panel(case: Case, user: User) -> dict[str, Any] | None:
    """Each year judged; nothing where the project is no work for relief."""
    found = about(case, RELIEF, user)
    if case.facts.get("以工代赈") != "是" and not found.records:
        return None
    rules, came = Rules(pack.load()), case.facts.get("下达日期", "")
    lines = [
        (record.pk, labour(record.data, came, rules), record.data.get("务工人数", ""))
        for record in found.records
    ]
    return {"case": case, "lines": lines, "ledger": RELIEF if found.fillable else ""}
