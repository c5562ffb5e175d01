"""The list of exemptions: decided on, withdrawn, brought from a workbook."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from luoshi.site import storage
from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.listing import chosen
from luoshi.site.quality.actions.exemption_lists import ImportList
from luoshi.site.quality.actions.exemptions import Decide, Withdraw
from luoshi.site.quality.choices import ExemptionState
from luoshi.site.quality.models import Exemption
from luoshi.site.quality.policies import counties_of, seen_exemptions
from luoshi.site.quality.presenters.exemptions import ExemptionPresenter
from luoshi.site.quality.tables import ExemptionTable
from luoshi.site.quality.views.lookup import presenter_in, seen_exemption
from luoshi.site.rights import Ability, require

SHOWN = 20
"""Lines of a list without a finding that are told."""


@require(Ability.READ)
@require_GET
def exemptions(request: HttpRequest) -> HttpResponse:
    """The exemptions of a state, the newest first."""
    state = _state(request)
    every = seen_exemptions(scope_in(request))
    tabs = {one: every.filter(state=one).count() for one in ExemptionState}
    context = {
        "state": state,
        "tabs": tabs,
        "table": _table(request, state),
        "counties": counties_of(scope_in(request)),
        "kinds": ",".join(storage.BOOKS),
    }
    return render(request, "quality/exemptions.html", context)


@require(Ability.EXPORT)
@require_GET
def exemptions_export(request: HttpRequest) -> FileResponse:
    """The exemptions of a state as a list that can be brought in again."""
    state = _state(request)
    table = _table(request, state)
    return table.send(localdate(), f"豁免清单_{state.label}", f"豁免清单 {state.label}")


@require(Ability.DECIDE)
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant or refuse an exemption."""
    found, grant = seen_exemption(request, pk), request.POST.get("grant") == "yes"
    note = request.POST.get("note", "")
    try:
        Decide(found, user_of(request), grant, note, request).execute()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "已同意豁免。" if grant else "没有同意，退回重办。")
    return _back(request, found)


@require(Ability.DECIDE)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an exemption back."""
    found = seen_exemption(request, pk)
    try:
        Withdraw(found, user_of(request), request.POST.get("note", ""), request).execute()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "已撤回，这处疑点要重新核实。")
    return _back(request, found)


@require(Ability.DECIDE)
@require_POST
def bring_in(request: HttpRequest) -> HttpResponse:
    """Take in a list of exemptions."""
    sent = request.FILES.get("file")
    try:
        if sent is None:
            raise ValidationError("请先选一个文件。")
        county = request.POST.get("county", "")
        imported = ImportList(user_of(request), county, sent, request).execute()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("quality:exemptions")
    messages.success(request, f"豁免了 {imported.explained} 处疑点。")
    if imported.idle:
        lines = "；".join(f"{one.rule} {one.household or '某人'}" for one in imported.idle[:SHOWN])
        told = f"有 {len(imported.idle)} 行现在没有对应的疑点，或已过有效期，没有收：{lines}"
        messages.warning(request, told)
    return redirect("quality:exemptions")


def _state(request: HttpRequest) -> ExemptionState:
    asked = request.GET.get("state", "")
    return chosen(ExemptionState, asked, ExemptionState.PROPOSED)


def _table(request: HttpRequest, state: ExemptionState) -> ExemptionTable:
    rows = seen_exemptions(scope_in(request)).filter(state=state)
    rows = rows.select_related("finding", "proposed_by", "decided_by")
    return ExemptionTable(request, rows, ExemptionPresenter(presenter_in(request)).rows)


def _back(request: HttpRequest, found: Exemption) -> HttpResponse:
    if request.POST.get("back") == "list":
        return redirect("quality:exemptions")
    return redirect("quality:finding", found.finding_id)


urlpatterns = [
    path("exemptions/", exemptions, name="exemptions"),
    path("exemptions/export/", exemptions_export, name="exemptions-export"),
    path("exemptions/import/", bring_in, name="bring-in"),
    path("exemptions/<int:pk>/decide/", decide, name="decide"),
    path("exemptions/<int:pk>/withdraw/", withdraw, name="withdraw"),
]
