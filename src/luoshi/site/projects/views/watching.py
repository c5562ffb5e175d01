"""Lists that watch: what is amiss, labour pay, the bank's size against the money."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from luoshi.casework.projects.rows import RELIEF
from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.ledgers.policies import seen_ledger, seen_records
from luoshi.site.list_table import ListTable
from luoshi.site.projects.filters import PlaceFilter, years
from luoshi.site.projects.policies import seen_projects
from luoshi.site.projects.services.bank_size import bounds, funds, lacks, sees_counties, sizes
from luoshi.site.projects.services.labour import relief_rows
from luoshi.site.projects.services.watch import Kind, Watch
from luoshi.site.projects.tables import FaultTable, LabourTable, SizeTable
from luoshi.site.rights import Ability, Refused, Role, require


@require(Ability.READ)
@require_GET
def watch(request: HttpRequest) -> HttpResponse:
    """What is amiss with projects under way."""
    form = _watch_form(request)
    context = {"form": form, "table": _watch_table(request, form), "today": localdate()}
    return render(request, "projects/watch.html", context)


@require(Ability.EXPORT)
@require_GET
def watch_export(request: HttpRequest) -> FileResponse:
    """What is amiss, as an Excel file."""
    return _sent(_watch_table(request, _watch_form(request)))


def _watch_form(request: HttpRequest) -> PlaceFilter:
    kinds = {kind.value: kind.label for kind in Kind}
    return PlaceFilter(request.GET, scope_in(request), kind=("问题类别", kinds))


def _watch_table(request: HttpRequest, form: PlaceFilter) -> FaultTable:
    cases = seen_projects(scope_in(request)).filter(village__startswith=form.prefix_asked)
    return FaultTable(request, Watch.over(cases, localdate()).faults(form.asked("kind")))


@require(Ability.READ)
@require_GET
def labour(request: HttpRequest) -> HttpResponse:
    """The share paid for labour, project by project and year by year."""
    form = _labour_form(request)
    context = {"form": form, "table": _labour_table(request, form)}
    return render(request, "projects/labour.html", context)


@require(Ability.EXPORT)
@require_GET
def labour_export(request: HttpRequest) -> FileResponse:
    """The shares paid for labour, as an Excel file."""
    return _sent(_labour_table(request, _labour_form(request)))


def _labour_form(request: HttpRequest) -> PlaceFilter:
    return PlaceFilter(
        request.GET,
        scope_in(request),
        year=("年度", years()),
        short=("只看不够的", {"1": "是"}),
    )


def _labour_table(request: HttpRequest, form: PlaceFilter) -> LabourTable:
    table = seen_ledger(user_of(request), RELIEF)
    records = seen_records(user_of(request), table).filter(area__startswith=form.prefix_asked)
    if form.asked("year"):
        records = records.filter(period__year=int(form.asked("year")))
    rows = relief_rows(records.order_by("-period", "area", "pk"))
    short = form.asked("short")
    return LabourTable(request, [row for row in rows if not (short and row.labour.enough)])


@require(Ability.READ)
@require_GET
def size(request: HttpRequest) -> HttpResponse:
    """The bank of each county against the money in sight."""
    year = _year(request)
    least, most = bounds(year)
    context = {
        "table": _size_table(request, year),
        "year": year,
        "years": years(),
        "least": least,
        "most": most,
        "funds": funds(year),
        "lacks": lacks(year),
    }
    return render(request, "projects/size.html", context)


@require(Ability.EXPORT)
@require_GET
def size_export(request: HttpRequest) -> FileResponse:
    """The sizes as an Excel file."""
    return _sent(_size_table(request, _year(request)))


def _year(request: HttpRequest) -> str:
    asked = request.GET.get("year", "")
    return asked if asked in years() else str(localdate().year)


def _size_table(request: HttpRequest, year: str) -> SizeTable:
    scope = scope_in(request)
    if not sees_counties(scope):
        reason = f"项目库规模按整县比较，由{Role.COUNTY.label}和{Role.PROVINCE.label}查看。"
        raise Refused("权限表 · 地区和部门", reason)
    return SizeTable(request, sizes(seen_projects(scope), scope, year))


def _sent(table: ListTable) -> FileResponse:
    return table.send(localdate(), table.title, f"{table.title} {table.length} 条")


urlpatterns = [
    path("watch/", watch, name="watch"),
    path("watch/export/", watch_export, name="watch-export"),
    path("labour/", labour, name="labour"),
    path("labour/export/", labour_export, name="labour-export"),
    path("size/", size, name="size"),
    path("size/export/", size_export, name="size-export"),
]
