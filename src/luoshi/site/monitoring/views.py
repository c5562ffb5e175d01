"""The worklist and the household page."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from luoshi import pack
from luoshi.site.accounts.policies import user_of
from luoshi.site.monitoring.actions.decisions import DismissLead, ReopenLead
from luoshi.site.monitoring.actions.vault import OpenVault
from luoshi.site.monitoring.choices import VISITED, Reason
from luoshi.site.monitoring.filters import WorklistFilter
from luoshi.site.monitoring.models import FlaggedHousehold, Lead, Publication
from luoshi.site.monitoring.policies import seen_households, seen_leads
from luoshi.site.monitoring.presenters.household import household_page
from luoshi.site.monitoring.presenters.rows import Presenter, colour_counts
from luoshi.site.monitoring.services.publishing import latest
from luoshi.site.monitoring.tables import HouseholdTable
from luoshi.site.rights import Ability, require, scope_of
from luoshi.warehouse.errors import VaultError


@require(Ability.READ)
@require_GET
def worklist(request: HttpRequest) -> HttpResponse:
    """Households with leads, as asked by the filters, most severe first."""
    form, newest = _filter(request), latest()
    counts = colour_counts(form.rows())
    context = {
        "form": form,
        "counts": counts,
        "total": sum(counts.values()),
        "table": _table(request, form, newest),
        "as_of": _day_of(newest),
        "unasked": newest.unasked if newest else (),
        "behind": newest.behind if newest else (),
    }
    return render(request, "monitoring/worklist.html", context)


@require(Ability.EXPORT)
@require_GET
def export(request: HttpRequest) -> FileResponse:
    """The whole worklist as asked by the filters, as an Excel file."""
    form, newest = _filter(request), latest()
    table = _table(request, form, newest)
    area = form.area.code if form.area else ""
    return table.send(_day_of(newest), "预警户", f"预警户清单 {table.length} 户", area)


@require(Ability.READ)
@require_GET
def household(request: HttpRequest, pk: int) -> HttpResponse:
    """One household: why it is listed and what is known of it."""
    return _page(request, _household(request, pk), {})


@require(Ability.ID_NUMBERS)
@require_POST
def id_number(request: HttpRequest, pk: int) -> HttpResponse:
    """The household's page with one member's ID number opened."""
    found = _household(request, pk)
    action = OpenVault(found, user_of(request), request.POST.get("person", ""), request)
    try:
        opened = action.execute()
    except VaultError as error:
        opened = {}
        messages.error(request, str(error))
    return _page(request, found, opened)


@require(Ability.DECIDE)
@require_POST
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Dismiss a lead and go back to its household."""
    lead = _lead(request, pk)
    told = {name: request.POST.get(name, "") for name in ("reason", "note", "visitor")}
    try:
        visited_on = _day(request.POST.get("visited_on", ""))
        DismissLead(
            lead, user_of(request), **told, visited_on=visited_on, request=request
        ).execute()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "线索已排除。同一事实变重以前不再提醒。")
    return redirect("monitoring:household", lead.household_id)


@require(Ability.DECIDE)
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Reopen a dismissed lead and go back to its household."""
    lead = _lead(request, pk)
    try:
        ReopenLead(lead, user_of(request), request).execute()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "线索已恢复待核实。")
    return redirect("monitoring:household", lead.household_id)


def _day(text: str) -> date | None:
    """A day as a form sends it; none where it is empty.

    Raises:
        ValidationError: it is no day.
    """
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise ValidationError("入户日期不是日期，请写成 2025-06-30 的样子。") from error


def _filter(request: HttpRequest) -> WorklistFilter:
    return WorklistFilter(request.GET, scope_of(request.user), pack.load())


def _table(
    request: HttpRequest, form: WorklistFilter, newest: Publication | None
) -> HouseholdTable:
    scope = scope_of(request.user)
    presenter = Presenter(pack.load(), scope, _day_of(newest), form.state_asked)
    households = presenter.with_leads(form.of_colour(form.rows()))
    return HouseholdTable(request, households, presenter.rows)


def _day_of(newest: Publication | None) -> date:
    return newest.as_of if newest else localdate()


def _household(request: HttpRequest, pk: int) -> FlaggedHousehold:
    return get_object_or_404(seen_households(scope_of(request.user)), pk=pk)


def _lead(request: HttpRequest, pk: int) -> Lead:
    return get_object_or_404(seen_leads(scope_of(request.user)), pk=pk)


def _page(
    request: HttpRequest, household: FlaggedHousehold, opened: dict[int, str]
) -> HttpResponse:
    page = household_page(pack.load(), scope_of(request.user), household, opened)
    visited = [(one.value, one.label) for one in VISITED]
    others = [(one.value, one.label) for one in Reason if one not in VISITED]
    context = {"page": page, "visited": visited, "reasons": others}
    return render(request, "monitoring/household.html", context)
