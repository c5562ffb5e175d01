"""The front page of funds: schemes by year, plans in force, scenarios under way."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from luoshi import pack
from luoshi.allocation.sheet import AllocationSheet
from luoshi.pack.allocation import Scheme
from luoshi.site.funds.choices import State
from luoshi.site.funds.models import Plan, Scenario
from luoshi.site.funds.policies import may_allocate
from luoshi.site.funds.services import years
from luoshi.site.rights import Ability, Scope, require, scope_of


@dataclass(frozen=True)
class Year:
    """A year of a scheme: its plan in force, if there is one, with its sheet."""

    year: int
    plan: Plan | None
    sheet: AllocationSheet | None


@dataclass(frozen=True)
class SchemeRow:
    """A scheme with its years, and the scenarios the user may see."""

    scheme: Scheme
    years: tuple[Year, ...]
    mine: bool
    scenarios: tuple[Scenario, ...]


@require(Ability.READ)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every scheme."""
    scope = scope_of(request.user)
    rows = [_row(scheme, scope) for scheme in pack.load().schemes.values()]
    waiting = [one for row in rows for one in row.scenarios if one.state == State.PROPOSED]
    context = {"rows": rows, "years": years(), "waiting": waiting, "clauses": pack.load().clauses}
    return render(request, "funds/index.html", context)


def _row(scheme: Scheme, scope: Scope) -> SchemeRow:
    mine = may_allocate(scope, scheme)
    open_ones = Scenario.objects.filter(scheme__in=scheme.names).exclude(state=State.ADOPTED)
    scenarios = tuple(open_ones.select_related("by")) if mine else ()
    return SchemeRow(scheme, tuple(_years(scheme)), mine, scenarios)


def _years(scheme: Scheme) -> Iterator[Year]:
    in_force: dict[int, Plan] = {}
    for plan in Plan.objects.filter(scheme__in=scheme.names).order_by("signed_at", "id"):
        in_force[plan.year] = plan
    for year in years():
        found = in_force.get(year)
        yield Year(year, found, AllocationSheet.model_validate(found.sheet) if found else None)


urlpatterns = [path("", index, name="index")]
