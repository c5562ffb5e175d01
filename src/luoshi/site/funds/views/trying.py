"""Trying numbers: every change is reckoned for all counties at once."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods

from luoshi import pack
from luoshi.allocation.changes import Changes, changes_of
from luoshi.allocation.lapsing import lapses
from luoshi.allocation.panel import panel_of
from luoshi.areas.borders import credit
from luoshi.pack.allocation import Scheme
from luoshi.site.accounts.policies import user_of
from luoshi.site.funds.actions import SaveScenario, reckoned, scenario_changes
from luoshi.site.funds.models import Plan, Scenario
from luoshi.site.funds.policies import asked_scheme
from luoshi.site.funds.presenters import Board, board_of
from luoshi.site.funds.services import years
from luoshi.site.rights import Ability, require
from luoshi.warehouse.request_values import key

REFUSED = "funds/_refused.html"


@require(Ability.ALLOCATE)
@require_http_methods(["GET", "POST"])
def trying(request: HttpRequest, scheme_id: str, year: int) -> HttpResponse:
    """The page of numbers and what they give; a POST keeps them as a scenario."""
    scheme = _asked(request, scheme_id, year)
    changes = _sent(request, scheme, year)
    context: dict[str, Any] = {}
    if request.method == "POST":
        title, note = request.POST.get("title", ""), request.POST.get("note", "")
        action = SaveScenario(user_of(request), changes, year, title, note, request)
        try:
            kept = action.execute()
        except ValidationError as error:
            context = {"errors": error.messages, "title": title, "note": note}
        else:
            messages.success(request, "已保存为草案。")
            return redirect("funds:scenario", kept.pk)
    return render(request, "funds/trying.html", context | _page(changes, year))


@require(Ability.ALLOCATE)
@require_GET
def reckon(request: HttpRequest, scheme_id: str, year: int) -> HttpResponse:
    """What the numbers sent give; what cannot be is told, and the last result stays."""
    scheme = _asked(request, scheme_id, year)
    changes = changes_of(scheme, year, request.GET.dict())
    try:
        board = _board(changes, year)
    except ValidationError as error:
        answer = render(request, REFUSED, {"errors": error.messages, "wrong": changes.errors})
        answer["HX-Retarget"], answer["HX-Reswap"] = "#refused", "outerHTML"
        return answer
    context = {"board": board, "swapped": True, "sheet": board.sheet}
    return render(request, "funds/_result.html", context)


def _page(changes: Changes, year: int) -> dict[str, Any]:
    context: dict[str, Any] = {
        "scheme": changes.scheme,
        "year": year,
        "years": years(),
        "panel": panel_of(changes, year),
        "clause": pack.load().clauses.get(changes.scheme.clause or ""),
        "credit": credit(pack.load().folder),
        "lapsed": lapses(pack.load(), changes.scheme, year),
        "without_lapsed": changes.overrides.without_lapsed,
    }
    try:
        board = _board(changes, year)
    except ValidationError as error:
        return context | {"refused": error.messages}
    return context | {"board": board, "sheet": board.sheet}


def _board(changes: Changes, year: int) -> Board:
    """What the numbers give, beside the plan in force or the scheme as it is."""
    plan = Plan.objects.filter(scheme__in=changes.scheme.names, year=year).first()
    return board_of(reckoned(changes, year), plan)


def _sent(request: HttpRequest, scheme: Scheme, year: int) -> Changes:
    """The numbers of the form, of the scenario begun from, or the scheme's own."""
    if request.method == "POST":
        return changes_of(scheme, year, request.POST.dict())
    begun = key(request.GET.get("from", ""))
    if begun is not None:
        scenario = get_object_or_404(Scenario, pk=begun, scheme__in=scheme.names, year=year)
        return scenario_changes(scenario)
    return changes_of(scheme, year, request.GET.dict())


def _asked(request: HttpRequest, scheme_id: str, year: int) -> Scheme:
    scheme = asked_scheme(request, scheme_id)
    if year not in years():
        raise Http404("没有这一年")
    return scheme


urlpatterns = [
    path("<path:scheme_id>/<int:year>/", trying, name="trying"),
    path("<path:scheme_id>/<int:year>/reckon/", reckon, name="reckon"),
]
