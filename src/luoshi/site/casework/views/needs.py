"""Need against help: who needs which help, who got it (应救尽救)."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from luoshi import pack
from luoshi.areas import Area
from luoshi.casework.requirements import LOW_INCOME, NEEDS
from luoshi.pack.models import Need
from luoshi.site.accounts.policies import scope_in
from luoshi.site.area_picker import below, lowest, open_steps, prefix, steps
from luoshi.site.casework.services.needs import NeedTally, need_cases, tallies
from luoshi.site.modules import part_of
from luoshi.site.rights import Ability, require, within

NUMBERS = ("wanted", "given", "refused", "dropped")
"""What is counted of needs, in the order of the tally."""


@dataclass(frozen=True)
class Table:
    """One kind of help: its total and its numbers by place."""

    need: Need
    total: NeedTally
    lines: tuple[tuple[Area, NeedTally], ...]


@part_of(NEEDS)
@require(Ability.READ)
@require_GET
def needs(request: HttpRequest) -> HttpResponse:
    """Each kind of help with who needs it, got it, waits, or was refused, by place."""
    scope, areas = scope_in(request), pack.load().areas
    picked = steps(areas, scope, request.GET)
    area = lowest(picked)
    level = below(area)
    cases = need_cases(scope)
    if area is not None:
        cases = cases.filter(within("village", prefix(area)))
    found = tallies(cases, level.digits)
    context = {
        "tables": [_table(one, found.get(one.id, [])) for one in pack.load().needs.values()],
        "steps": list(open_steps(picked)),
        "level": level,
        "process": LOW_INCOME,
    }
    return render(request, "casework/needs.html", context)


def _table(need: Need, lines: list[NeedTally]) -> Table:
    areas = pack.load().areas
    sums = [sum(getattr(one, name) for one in lines) for name in NUMBERS]
    named = ((areas.by_code(one.place.ljust(12, "0")), one) for one in lines)
    return Table(need, NeedTally("", *sums), tuple(named))


urlpatterns = [path("needs/", needs, name="needs")]
