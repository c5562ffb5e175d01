"""What a project's page shows below its way: a column of panels, each with its own template."""

from collections.abc import Callable
from typing import Any

from luoshi.site.accounts.services import User
from luoshi.site.casework.models import Case
from luoshi.site.casework.presenters.panels import Panel, steps
from luoshi.site.projects.presenters.panels import (
    assets,
    benefits,
    facts,
    labour,
    money,
    notices,
    papers,
    yearly,
)
from luoshi.site.rights import scope_of

Read = Callable[[Case, User], dict[str, Any] | None]
"""Reads what a panel shows of a project to a user; None where it has nothing to show."""

PANELS: dict[str, Read] = {
    "money": money.panel,
    "notices": notices.panel,
    "benefits": benefits.panel,
    "labour": labour.panel,
    "assets": assets.panel,
    "facts": facts.panel,
    "papers": papers.panel,
    "yearly": yearly.panel,
}
"""The panels by name of their template, in the order of the page."""


def panels(case: Case, user: User) -> list[Panel]:
    """The panels of a project for a user, the history last."""
    read = ((name, panel(case, user)) for name, panel in PANELS.items())
    found = [Panel(f"projects/panels/{name}.html", shown) for name, shown in read if shown]
    history = steps.panel(case, scope_of(user))
    return [*found, Panel("casework/panels/steps.html", history)] if history else found
