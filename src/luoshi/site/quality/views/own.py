"""Own checks: written with help, tried at once, saved, switched off, brought back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.quality import QualityError
from luoshi.quality.completion import offers
from luoshi.quality.drafts import Draft
from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.quality.models import Edition, OwnCheck
from luoshi.site.quality.own_checks.editions import (
    SaveCheck,
    Switch,
    demand_own,
    draft_of,
    own_level,
)
from luoshi.site.quality.own_checks.forms import DraftForm, initial_of, tables_told
from luoshi.site.quality.own_checks.trying import TryDraft, explained, run_to_try
from luoshi.site.quality.policies import WorkPart, counties_of, demand
from luoshi.site.quality.services.catalogue import newest_editions
from luoshi.site.quality.tables import OwnCheckTable
from luoshi.site.rights import Ability, require
from luoshi.warehouse.request_values import key


@require(Ability.DECIDE)
@require_GET
def own_checks(request: HttpRequest) -> HttpResponse:
    """The own checks there are for the user: the province's, and those of seen counties."""
    level = _level(request)
    counties = [county.code[:6] for county in counties_of(scope_in(request))]
    table = OwnCheckTable(request, newest_editions(["", *counties]))
    return render(request, "quality/own.html", {"table": table, "level": level})


@require(Ability.DECIDE)
@require_http_methods(["GET", "POST"])
def new_check(request: HttpRequest) -> HttpResponse:
    """Write a new check."""
    return _edit(request, None, None)


@require(Ability.DECIDE)
@require_http_methods(["GET", "POST"])
def own_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a check, with all its editions beside it."""
    own = _own(request, pk)
    return _edit(request, own, own.editions.first())


@require(Ability.DECIDE)
@require_POST
def trial(request: HttpRequest) -> HttpResponse:
    """What a draft means and what it finds, while it is typed."""
    level = _level(request)
    draft, run = DraftForm(request.POST).draft(), run_to_try(level)
    faults = draft.faults_of_condition if draft.condition.strip() else {"condition": ""}
    context: dict[str, object] = {
        "draft": draft,
        "run": run,
        "fault": next(iter(faults.values()), ""),
    }
    if not faults:
        context["explained"] = explained(draft, run)
        if run is not None:
            context |= _tried(request, draft)
    return render(request, "quality/_trial.html", context)


@require(Ability.DECIDE)
@require_POST
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch a check off, or on again."""
    own, active = _own(request, pk), request.POST.get("active") == "yes"
    try:
        Switch(own, user_of(request), active, request).execute()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"已{'启用' if active else '停用'}，下次核查起算数。")
    return redirect("quality:own-check", pk)


@require(Ability.DECIDE)
@require_POST
def restore(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Save an older edition as the newest."""
    own = _own(request, pk)
    old = get_object_or_404(Edition, own=own, number=number)
    action = SaveCheck(draft_of(old), user_of(request), own, restored=number, request=request)
    try:
        edition = action.execute()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"第 {number} 版已恢复，存为第 {edition.number} 版。")
    return redirect("quality:own-check", pk)


def _edit(request: HttpRequest, own: OwnCheck | None, last: Edition | None) -> HttpResponse:
    level = _level(request)
    mine = own is None or own.county == level
    if request.method == "POST":
        form = DraftForm(request.POST)
        base = request.POST.get("base", "")
        action = SaveCheck(
            form.draft(),
            user_of(request),
            own,
            key(base),
            request=request,
        )
        try:
            edition = action.execute()
        except ValidationError as error:
            form.refuse(_by_field(error))
        else:
            told = f"已存为第 {edition.number} 版，试查 {edition.found} 处；下次核查起算数。"
            messages.success(request, told)
            return redirect("quality:own-check", edition.own_id)
    else:
        form = DraftForm(initial=initial_of(draft_of(last)) if last else None)
    run = run_to_try(level)
    context = {
        "form": form,
        "own": own,
        "last": last,
        "mine": mine,
        "run": run,
        "editions": own.editions.select_related("by") if own else [],
        "offers": offers(run.as_of if run else localdate()),
        "tables_told": tables_told(),
    }
    return render(request, "quality/own_check.html", context)


def _tried(request: HttpRequest, draft: Draft) -> dict[str, object]:
    run = run_to_try(_level(request))
    assert run
    try:
        return {"trial": TryDraft(draft, run, user_of(request), request).execute()}
    except QualityError as error:
        return {"fault": str(error)}


def _level(request: HttpRequest) -> str:
    return own_level(scope_in(request), user_of(request).area)


def _own(request: HttpRequest, pk: int) -> OwnCheck:
    demand(scope_in(request), WorkPart.WRITE)
    counties = [county.code[:6] for county in counties_of(scope_in(request))]
    own = get_object_or_404(OwnCheck, pk=pk, county__in=["", *counties])
    if request.method == "POST":
        demand_own(_level(request), own)
    return own


def _by_field(error: ValidationError) -> dict[str, list[str]]:
    if hasattr(error, "error_dict"):
        return error.message_dict
    return {"": error.messages}


urlpatterns = [
    path("own/", own_checks, name="own"),
    path("own/new/", new_check, name="new-check"),
    path("own/trial/", trial, name="trial"),
    path("own/<int:pk>/", own_check, name="own-check"),
    path("own/<int:pk>/switch/", switch, name="switch"),
    path("own/<int:pk>/restore/<int:number>/", restore, name="restore"),
]
