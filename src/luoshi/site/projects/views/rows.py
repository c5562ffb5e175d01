"""Adding a row of a ledger about a project or an asset, what is known filled in."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from luoshi.casework.projects.rows import ASSETS, RELIEF
from luoshi.ledgers.values import Data, area_path
from luoshi.site.accounts.policies import user_of
from luoshi.site.ledgers.policies import demand_fill
from luoshi.site.ledgers.services.editing import add_record
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.processes.models import Case
from luoshi.site.processes.services.ledger_rows import records_about
from luoshi.site.projects.forms import RowForm
from luoshi.site.projects.policies import CODE, process, seen_project
from luoshi.site.projects.services.assets import ASSET, CHECKS, INCOME
from luoshi.site.projects.views.assets import seen_asset
from luoshi.site.rights import Ability, require
from luoshi.warehouse.schema import Table


@require(Ability.HANDLE)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int, ledger_id: str) -> HttpResponse:
    """A row about a project."""
    case = seen_project(request, pk)
    keeping = process().ledgers
    if keeping is None or ledger_id not in keeping.rows:
        raise Http404("没有这个台账")
    table = ledger(ledger_id)
    back = reverse("projects:project", args=[pk]) + f"#{ledger_id}"
    title = case.facts.get("项目名称", "")
    return _add(request, table, _fixed(case, table), _known(case, table), title, back)


@require(Ability.HANDLE)
@require_http_methods(["GET", "POST"])
def add_to_asset(request: HttpRequest, pk: int, ledger_id: str) -> HttpResponse:
    """An inspection, or a year's income, of an asset."""
    asset = seen_asset(request, pk)
    if ledger_id not in (CHECKS, INCOME):
        raise Http404("没有这个台账")
    table = ledger(ledger_id)
    back = reverse("projects:asset", args=[pk])
    fixed = {ASSET: asset.data[ASSET]}
    return _add(request, table, fixed, _now(table), asset.data["资产名称"], back)


def _add(
    request: HttpRequest, table: Table, fixed: Data, known: Data, title: str, back: str
) -> HttpResponse:
    user = user_of(request)
    demand_fill(user, table)
    form = RowForm(table, user, fixed, request.POST or None, known)
    if request.method == "POST":
        try:
            add_record(table, user, form.cells(), request)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, f"“{table.title}”已新增一条。")
            return redirect(back)
    context = {"table": table, "form": form, "title": title, "back": back}
    return render(request, "projects/row.html", context)


def _fixed(case: Case, table: Table) -> Data:
    fixed = {CODE: case.matter}
    if table.id == RELIEF and table.area is not None:
        fixed[table.area.name] = area_path(case.village)
    return fixed


def _known(case: Case, table: Table) -> Data:
    known = _now(table)
    if table.id == ASSETS:
        known[ASSET] = f"{case.matter}-{records_about(case, ASSETS).count() + 1:02d}"
    return known


def _now(table: Table) -> Data:
    """The year, where a row is of one; the day of what is dated by one."""
    period = table.by_name[table.period] if table.period else None
    if period is None:
        return {}
    today = localdate()
    return {period.name: str(today.year) if period.type == "year" else today.isoformat()}


urlpatterns = [
    path("<int:pk>/rows/<slug:ledger_id>/", add, name="add-row"),
    path("assets/<int:pk>/rows/<slug:ledger_id>/", add_to_asset, name="add-asset-row"),
]
