"""What people found out: the newest value of each field."""

from typing import Any

from luoshi import pack
from luoshi.ledgers.values import shown
from luoshi.site.processes.models import Case
from luoshi.site.rights import Scope


def panel(case: Case, scope: Scope) -> dict[str, Any] | None:
    """Heading and value of each field that is known, in the process' order."""
    fields = pack.load().processes[case.process].fields
    lines = [
        (column.heading, shown(column, case.facts[column.name], scope))
        for column in fields
        if case.facts.get(column.name)
    ]
    return {"lines": lines} if lines else None
