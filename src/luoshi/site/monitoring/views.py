"""The worklist and the household page."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from luoshi import pack
from luoshi.site.accounts.models import User
from luoshi.site.audit import Action
from luoshi.site.audit.services import record
from luoshi.site.listing import Sorting, paged
from luoshi.site.monitoring.actions.decisions import CloseLead, ReopenLead
from luoshi.site.monitoring.actions.vault import OpenVault
from luoshi.site.monitoring.choices import VISITED, Reason
from luoshi.site.monitoring.filters import WorklistFilter
from luoshi.site.monitoring.models import FlaggedHousehold, Lead, Publication
from luoshi.site.monitoring.policies import seen_households, seen_leads
from luoshi.site.monitoring.presenters.household import household_page
from luoshi.site.monitoring.presenters.rows import Presenter, colour_counts, latest
from luoshi.site.monitoring.tables import DEFAULT, ORDERS, workbook
from luoshi.site.rights import Ability, require, scope_of
from luoshi.warehouse.errors import VaultError

CHUNK = 1000
"""Households an export fetches at once."""


@require(Ability.READ)
@require_GET
def worklist(request: HttpRequest) -> HttpResponse:
    """Households with leads, as asked by the filters, gravest first."""
    form = _filter(request)
    every = form.rows()
    newest = latest()
    presenter = _presenter(request, form, newest)
    sorting = Sorting(request, ORDERS, DEFAULT)
    page = paged(request, presenter.with_leads(sorting.rows(form.of_colour(every))))
    counts = colour_counts(every)
    context = {
        "form": form,
        "counts": counts,
        "total": sum(counts.values()),
        "page": page,
        "rows": list(presenter.rows(page)),
        "as_of": presenter.as_of,
        "unasked": newest.unasked if newest else (),
        "behind": newest.behind if newest else (),
        "sorting": sorting,
    }
    return render(request, "monitoring/worklist.html", context)


@require(Ability.EXPORT)
@require_GET
def export(request: HttpRequest) -> FileResponse:
    """The whole worklist as asked by the filters, as an Excel file."""
    form = _filter(request)
    presenter = _presenter(request, form, latest())
    sorting = Sorting(request, ORDERS, DEFAULT)
    households = presenter.with_leads(sorting.rows(form.of_colour(form.rows())))
    file = workbook(presenter.rows(households.iterator(CHUNK)), presenter.as_of)
    target = f"预警户清单 {households.count()} 户"
    area = form.area.code if form.area else ""
    record(Action.EXPORT, user=_user(request), request=request, target=target, area=area)
    return FileResponse(file, as_attachment=True, filename=f"预警户_{presenter.as_of}.xlsx")


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
    action = OpenVault(found, _user(request), request.POST.get("person", ""), request)
    try:
        opened = action.execute()
    except VaultError as error:
        opened = {}
        messages.error(request, str(error))
    return _page(request, found, opened)


@require(Ability.DECIDE)
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a lead aside and go back to its household."""
    lead = _lead(request, pk)
    told = {name: request.POST.get(name, "") for name in ("reason", "note", "visitor")}
    try:
        visited_on = _day(request.POST.get("visited_on", ""))
        CloseLead(lead, _user(request), **told, visited_on=visited_on, request=request).execute()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "线索已排除。同一事实变重以前不再提醒。")
    return redirect("monitoring:household", lead.household_id)


@require(Ability.DECIDE)
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a lead that was put aside wait again and go back to its household."""
    lead = _lead(request, pk)
    try:
        ReopenLead(lead, _user(request), request).execute()
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


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _filter(request: HttpRequest) -> WorklistFilter:
    return WorklistFilter(request.GET, scope_of(request.user), pack.load())


def _presenter(request: HttpRequest, form: WorklistFilter, newest: Publication | None) -> Presenter:
    as_of = newest.as_of if newest else localdate()
    return Presenter(pack.load(), scope_of(request.user), as_of, form.state_asked)


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
