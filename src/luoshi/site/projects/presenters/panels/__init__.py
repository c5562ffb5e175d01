"""What a project's page shows below its way."""

from typing import Any

from luoshi.site.accounts.services import User
from luoshi.site.processes.models import Case
from luoshi.site.processes.presenters.panels import Panel, Read, events, panels_of
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


def _history(case: Case, user: User) -> dict[str, Any] | None:
    return events.panel(case, scope_of(user))


PANELS: dict[str, Read[User]] = {
    "projects/panels/money.html": money.panel,
    "projects/panels/notices.html": notices.panel,
    "projects/panels/benefits.html": benefits.panel,
    "projects/panels/labour.html": labour.panel,
    "projects/panels/assets.html": assets.panel,
    "projects/panels/facts.html": facts.panel,
    "projects/panels/papers.html": papers.panel,
    "projects/panels/yearly.html": yearly.panel,
    "processes/panels/events.html": _history,
}
"""The panels by template, in the order of the page."""


def panels(case: Case, user: User) -> list[Panel]:
    """The panels of a project for a user, the history last."""
    return panels_of(case, user, PANELS)
