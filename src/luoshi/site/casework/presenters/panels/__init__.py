"""What a case page shows below the moves."""

from luoshi.site.casework.presenters.panels import (
    comparing,
    household,
    incomes,
    leads,
    measures,
    notices,
)
from luoshi.site.processes.models import Case
from luoshi.site.processes.presenters.panels import Panel, Read, events, facts, panels_of
from luoshi.site.rights import Scope

PANELS: dict[str, Read[Scope]] = {
    "casework/panels/notices.html": notices.panel,
    "casework/panels/leads.html": leads.panel,
    "processes/panels/facts.html": facts.panel,
    "casework/panels/measures.html": measures.panel,
    "casework/panels/incomes.html": incomes.panel,
    "casework/panels/comparing.html": comparing.panel,
    "casework/panels/household.html": household.panel,
    "processes/panels/events.html": events.panel,
}
"""The panels by template, in the order of the page."""


def panels(case: Case, scope: Scope) -> list[Panel]:
    """The panels of a case for a user."""
    return panels_of(case, scope, PANELS)
