"""Assets: what there is, whose it is, what it earns, and who must look at it next."""

from decimal import Decimal
from functools import partial

from django.db.models import Count, QuerySet, Sum
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from luoshi import pack
from luoshi.casework.projects.rows import ASSETS, amount
from luoshi.ledgers.values import shown_cells
from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.json_text import TextIn
from luoshi.site.ledgers.policies import may_fill_in
from luoshi.site.ledgers.services.records import Record, records_of
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.projects.filters import PlaceFilter
from luoshi.site.projects.policies import CODE, seen_projects
from luoshi.site.projects.services.assets import ASSET, CHECKS, INCOME, asset_rows, shared_out
from luoshi.site.projects.services.money import number_in
from luoshi.site.projects.tables import AssetTable
from luoshi.site.rights import ALL, Ability, Scope, require, scope_of


def seen_assets(scope: Scope) -> QuerySet[Record]:
    """Assets in the user's areas; of a department's user, those of the projects it sees."""
    rows = scope.filter(records_of(ASSETS), "area")
    rows = rows.annotate(number=TextIn("data", CODE), kind=TextIn("data", "资产类别"))
    if scope.departments is ALL:
        return rows
    return rows.filter(number__in=seen_projects(scope).values("matter"))


def seen_asset(request: HttpRequest, pk: int) -> Record:
    """An asset the user may see.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(seen_assets(scope_in(request)), pk=pk)


@require(Ability.READ)
@require_GET
def assets(request: HttpRequest) -> HttpResponse:
    """The assets asked for, with the sums of each class."""
    form = _form(request)
    found = _records(request, form)
    context = {
        "form": form,
        "table": _table(request, form, found),
        "classes": _classes(found),
        "today": localdate(),
    }
    return render(request, "projects/assets.html", context)


def _table(request: HttpRequest, form: PlaceFilter, found: QuerySet[Record]) -> AssetTable:
    present = partial(asset_rows, today=localdate())
    if form.asked("amiss"):
        return AssetTable(request, [row for row in present(found) if row.faults])
    return AssetTable(request, found, present)


def _form(request: HttpRequest) -> PlaceFilter:
    codes = pack.load().codes
    kinds = {one.name: one.name for one in codes["asset_classes"].items}
    states = {one.name: one.name for one in codes["asset_states"].items}
    return PlaceFilter(
        request.GET,
        scope_in(request),
        kind=("资产类别", kinds),
        state=("资产状态", states),
        amiss=("只看有问题的", {"1": "是"}),
    )


def _records(request: HttpRequest, form: PlaceFilter) -> QuerySet[Record]:
    rows = seen_assets(scope_in(request)).annotate(state=TextIn("data", "资产状态"))
    asked = {name: form.asked(name) for name in ("kind", "state") if form.asked(name)}
    return rows.filter(area__startswith=form.prefix_asked, **asked).order_by("area", "key")


def _classes(records: QuerySet[Record]) -> list[tuple[str, int, Decimal]]:
    kinds = records.order_by().values(of=TextIn("data", "资产类别"))
    counted = kinds.annotate(n=Count("pk"), value=Sum(number_in("data", "原值")))
    found = {
        kind: (count, value or Decimal(0))
        for kind, count, value in counted.values_list("of", "n", "value")
    }
    names = [one.name for one in pack.load().codes["asset_classes"].items]
    return [(name, *found.get(name, (0, Decimal(0)))) for name in names]


@require(Ability.READ)
@require_GET
def asset(request: HttpRequest, pk: int) -> HttpResponse:
    """One asset: what is known of it, what it earned each year, who looked at it."""
    found, user = seen_asset(request, pk), user_of(request)
    (row,) = asset_rows([found], localdate())
    code = found.data[ASSET]
    fillable = {id_: may_fill_in(user, ledger(id_), found.area) for id_ in (CHECKS, INCOME)}
    context = {
        "row": row,
        "record": found,
        "cells": [*shown_cells(ledger(ASSETS), found.data, scope_of(user))],
        "project": seen_projects(scope_in(request)).filter(matter=found.data[CODE]).first(),
        "incomes": [_income(one.data) for one in _about(found, INCOME, code)],
        "checks": [one.data for one in _about(found, CHECKS, code)],
        "may_check": CHECKS if fillable[CHECKS] else "",
        "may_earn": INCOME if fillable[INCOME] else "",
    }
    return render(request, "projects/asset.html", context)


def _income(data: dict[str, str]) -> tuple[dict[str, str], Decimal]:
    """A year's income, and what of it is not shared out yet."""
    return data, amount(data, "已收收益") - shared_out(data)


def _about(asset: Record, ledger_id: str, code: str) -> QuerySet[Record]:
    rows = records_of(ledger_id).filter(county=asset.county)
    rows = rows.annotate(asset=TextIn("data", ASSET)).filter(asset=code)
    return rows.order_by("-period", "-pk")


@require(Ability.EXPORT)
@require_GET
def export(request: HttpRequest) -> FileResponse:
    """The assets asked for, as an Excel file."""
    form = _form(request)
    table = _table(request, form, _records(request, form))
    area = form.area.code if form.area else ""
    return table.send(localdate(), "项目资产", f"项目资产 {table.length} 项", area)


urlpatterns = [
    path("assets/", assets, name="assets"),
    path("assets/export/", export, name="assets-export"),
    path("assets/<int:pk>/", asset, name="asset"),
]
