"""What a case page shows below the moves: a column of panels, each with its own template."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from luoshi.site.casework.models import Case
from luoshi.site.casework.presenters.panels import (
    comparing,
    facts,
    household,
    incomes,
    leads,
    measures,
    notices,
    steps,
)
from luoshi.site.rights import Scope

Read = Callable[[Case, Scope], dict[str, Any] | None]
"""Reads what a panel shows of a case to a user; None where it has nothing to show."""

PANELS: dict[str, Read] = {
    "notices": notices.panel,
    "leads": leads.panel,
    "facts": facts.panel,
    "measures": measures.panel,
    "incomes": incomes.panel,
    "comparing": comparing.panel,
    "household": household.panel,
    "steps": steps.panel,
}
"""The panels by name of their template, in the order of the page."""


@dataclass(frozen=True)
class Panel:
    """One panel: its template and what that shows."""

    template: str
    shown: dict[str, Any]


def panels(case: Case, scope: Scope) -> list[Panel]:
    """The panels of a case for a user."""
    read = ((name, panel(case, scope)) for name, panel in PANELS.items())
    return [Panel(f"casework/panels/{name}.html", shown) for name, shown in read if shown]
