"""How pages write numbers of cases, and the cases of a household."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.site.casework.policies import open_moves, seen_cases
from luoshi.site.casework.presenters.cases import Presenter
from luoshi.site.place import area_name
from luoshi.site.rights import scope_of

register = template.Library()


@register.filter
def percent(share: float) -> str:
    """A share as a percentage of one decimal."""
    return f"{share:.1%}"


@register.filter
def place_name(digits: str) -> str:
    """A division's own name, by the digits of its code that tell it."""
    return area_name(full_code(digits)).split(" ")[-1] if digits else "未填村"


@register.filter
def full_code(digits: str) -> str:
    """A division's code of twelve digits, by those that tell it."""
    return digits.ljust(12, "0")


@register.filter
def at(numbers: Mapping[str, int], key: str) -> int:
    """A number by key; none is zero."""
    return numbers.get(key, 0)


@register.inclusion_tag("casework/_of_household.html", takes_context=True)
def household_cases(context: Mapping[str, Any], number: str) -> dict[str, object]:
    """The cases about a household (by number) its reader may see, those not closed first."""
    scope = scope_of(context["request"].user)
    cases = seen_cases(scope).filter(household=number).order_by("-opened_on", "-pk")
    present = Presenter(pack.load(), scope, localdate())
    rows = [(present.row(case), bool(open_moves(scope, case)), case.closed_on) for case in cases]
    return {"rows": sorted(rows, key=lambda row: row[2] is not None)}
