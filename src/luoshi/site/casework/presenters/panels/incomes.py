"""The income sheets of the household against the line in force."""

from typing import Any

from luoshi import pack
from luoshi.casework.requirements import INCOMES
from luoshi.site.modules import is_on
from luoshi.site.processes.models import Case
from luoshi.site.processes.policies import parts_of
from luoshi.site.rights import Scope
from luoshi.warehouse.schema import About


def panel(case: Case, scope: Scope) -> dict[str, Any] | None:
    """The sheets, newest first, each with the line in force when it was made."""
    process = pack.load().processes[case.process]
    if process.subject is not About.HOUSEHOLD or not process.public or not is_on(INCOMES.id):
        return None
    line = pack.load().parameters["income_line"]
    sheets = [(sheet, line.on(sheet.on)) for sheet in case.incomes.all()]
    fills = [part for part in parts_of(scope) if part != "department"]
    fillable = bool(fills) and case.closed_on is None
    return {"case": case, "sheets": sheets, "fillable": fillable} if sheets or fillable else None
