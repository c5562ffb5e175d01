"""A scenario that was kept: what it gives, and what becomes of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from luoshi import pack
from luoshi.areas.borders import credit
from luoshi.site.accounts.policies import user_of
from luoshi.site.funds.actions import DropScenario, Propose, SendBack, Sign, scenario_sheet
from luoshi.site.funds.choices import State
from luoshi.site.funds.models import Plan, Scenario
from luoshi.site.funds.policies import demand_allocate, scheme_of
from luoshi.site.funds.presenters import board_of
from luoshi.site.funds.views.papers import sent_excel, sent_word
from luoshi.site.rights import Ability, require, scope_of


@require(Ability.ALLOCATE)
@require_GET
def scenario(request: HttpRequest, pk: int) -> HttpResponse:
    """What a scenario gives, as it was fixed or by the records there are."""
    found = _asked(request, pk)
    context = {"scenario": found, "states": State, "credit": credit(pack.load().folder)}
    try:
        sheet = scenario_sheet(found)
    except ValidationError as error:
        return render(request, "funds/scenario.html", context | {"refused": error.messages})
    plan = Plan.objects.filter(scheme=found.scheme, year=found.year).first()
    own = found.by_id == user_of(request).pk
    proposer = found.proposed_by_id == user_of(request).pk
    shown = {"board": board_of(sheet, plan), "sheet": sheet, "own": own, "proposer": proposer}
    return render(request, "funds/scenario.html", context | shown)


@require(Ability.ALLOCATE)
@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it for signature."""
    return _done(request, pk, Propose(user_of(request), _asked(request, pk), request), "已送签。")


@require(Ability.ALLOCATE)
@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it back to whoever proposed it."""
    reason = request.POST.get("reason", "")
    action = SendBack(user_of(request), _asked(request, pk), reason, request)
    return _done(request, pk, action, "已退回。")


@require(Ability.ALLOCATE)
@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Adopt it."""
    digest = request.POST.get("digest", "")
    action = Sign(user_of(request), _asked(request, pk), digest, request)
    return _done(request, pk, action, "已签批，方案即日采用。")


@require(Ability.ALLOCATE)
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft."""
    action = DropScenario(user_of(request), _asked(request, pk), request)
    try:
        action.execute()
    except ValidationError as error:
        messages.error(request, "；".join(error.messages))
        return redirect("funds:scenario", pk)
    messages.success(request, "已删除。")
    return redirect("funds:index")


@require(Ability.ALLOCATE)
@require_GET
def word(request: HttpRequest, pk: int) -> FileResponse:
    """The draft as a Word file."""
    found = _asked(request, pk)
    return sent_word(request, scenario_sheet(found), None)


@require(Ability.ALLOCATE)
@require_GET
def excel(request: HttpRequest, pk: int) -> FileResponse:
    """The draft as a workbook."""
    found = _asked(request, pk)
    return sent_excel(request, scenario_sheet(found), None)


def _asked(request: HttpRequest, pk: int) -> Scenario:
    """A scenario that is the user's to see; another scheme's is refused."""
    found = get_object_or_404(Scenario.objects.select_related("by", "proposed_by"), pk=pk)
    demand_allocate(scope_of(request.user), scheme_of(found.scheme))
    return found


def _done(
    request: HttpRequest, pk: int, action: Propose | SendBack | Sign, said: str
) -> HttpResponse:
    try:
        done = action.execute()
    except ValidationError as error:
        messages.error(request, "；".join(error.messages))
        return redirect("funds:scenario", pk)
    messages.success(request, said)
    return redirect("funds:plan" if isinstance(done, Plan) else "funds:scenario", done.pk)


urlpatterns = [
    path("scenarios/<int:pk>/", scenario, name="scenario"),
    path("scenarios/<int:pk>/propose/", propose, name="propose"),
    path("scenarios/<int:pk>/back/", send_back, name="send-back"),
    path("scenarios/<int:pk>/sign/", sign, name="sign"),
    path("scenarios/<int:pk>/drop/", drop, name="drop"),
    path("scenarios/<int:pk>/plan.docx", word, name="scenario-word"),
    path("scenarios/<int:pk>/plan.xlsx", excel, name="scenario-excel"),
]
