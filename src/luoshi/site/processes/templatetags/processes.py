"""The page of a case, and the cases of a household, for pages of other apps."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.site.processes.models import Case
from luoshi.site.processes.policies import open_moves, seen_cases
from luoshi.site.processes.presenters.cases import Presenter
from luoshi.site.processes.presenters.pages import page_of
from luoshi.site.rights import scope_of

register = template.Library()


@register.filter
def case_page(case: Case) -> str:
    """Where a case is shown."""
    return page_of(case)


@register.inclusion_tag("processes/_of_household.html", takes_context=True)
def household_cases(context: Mapping[str, Any], number: str) -> dict[str, object]:
    """The cases about a household (by number) its reader may see, those not closed first."""
    scope = scope_of(context["request"].user)
    cases = seen_cases(scope).filter(household=number).order_by("-opened_on", "-pk")
    present = Presenter(pack.load(), scope, localdate())
    rows = [(present.row(case), bool(open_moves(scope, case)), case.closed_on) for case in cases]
    return {"rows": sorted(rows, key=lambda row: row[2] is not None)}
