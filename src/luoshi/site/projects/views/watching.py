"""Lists that watch: what is amiss, labour pay, the bank's size against the money."""

from collections.abc import Iterable

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from luoshi.casework.projects.rows import RELIEF
from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.audit import Action
from luoshi.site.audit.services import record
from luoshi.site.ledgers.policies import seen_ledger, seen_records
from luoshi.site.listing import paged
from luoshi.site.projects.filters import PlaceFilter, years
from luoshi.site.projects.policies import seen_projects
from luoshi.site.projects.services.bank_size import Size, bounds, funds, lacks, sees_counties, sizes
from luoshi.site.projects.services.labour import ReliefRow, relief_rows
from luoshi.site.projects.services.watch import Fault, Kind, Watch
from luoshi.site.projects.tables import sheet_of
from luoshi.site.rights import Ability, Refused, require

SIZE, LABOUR, WATCH = "项目库规模", "以工代赈劳务报酬", "项目问题"


@require(Ability.READ)
@require_GET
def watch(request: HttpRequest) -> HttpResponse:
    """What is amiss with projects under way."""
    form = _watch_form(request)
    faults = _faults(request, form)
    context = {"form": form, "page": paged(request, faults), "today": localdate()}
    return render(request, "projects/watch.html", context)


@require(Ability.EXPORT)
@require_GET
def watch_export(request: HttpRequest) -> FileResponse:
    """What is amiss, as an Excel file."""
    heads = {"项目编码": 18, "项目名称": 36, "县乡村": 26, "环节": 14, "类别": 10, "问题": 60}
    lines = (
        [one.code, one.name, one.place, one.stage, one.kind.label, one.text]
        for one in _faults(request, _watch_form(request))
    )
    return _send(request, WATCH, heads, lines)


def _watch_form(request: HttpRequest) -> PlaceFilter:
    kinds = {kind.value: kind.label for kind in Kind}
    return PlaceFilter(request.GET, scope_in(request), kind=("问题类别", kinds))


def _faults(request: HttpRequest, form: PlaceFilter) -> list[Fault]:
    cases = seen_projects(scope_in(request)).filter(village__startswith=form.prefix_asked)
    return Watch.over(cases, localdate()).faults(form.asked("kind"))


@require(Ability.READ)
@require_GET
def labour(request: HttpRequest) -> HttpResponse:
    """The share paid for labour, project by project and year by year."""
    form = _labour_form(request)
    page = paged(request, _reliefs(request, form))
    return render(request, "projects/labour.html", {"form": form, "page": page})


@require(Ability.EXPORT)
@require_GET
def labour_export(request: HttpRequest) -> FileResponse:
    """The shares paid for labour, as an Excel file."""
    heads = {
        "年度": 8, "项目编码": 18, "项目名称": 36, "县乡村": 26, "以工代赈资金（万元）": 14,
        "劳务报酬（万元）": 14, "占比": 10, "下限": 10, "结论": 10, "务工人数": 10,
        "其中脱贫和监测": 12,
    }  # fmt: skip
    return _send(request, LABOUR, heads, map(_relief, _reliefs(request, _labour_form(request))))


def _relief(row: ReliefRow) -> list[object]:
    found = row.labour
    share = "" if found.share is None else f"{found.share:.1%}"
    return [
        found.year, row.code, row.name, row.place, found.fund, found.paid, share,
        f"{found.floor:.0%}", "达到" if found.enough else "不够", row.people, row.helped,
    ]  # fmt: skip


def _labour_form(request: HttpRequest) -> PlaceFilter:
    return PlaceFilter(
        request.GET,
        scope_in(request),
        year=("年度", years()),
        short=("只看不够的", {"1": "是"}),
    )


def _reliefs(request: HttpRequest, form: PlaceFilter) -> list[ReliefRow]:
    table = seen_ledger(user_of(request), RELIEF)
    records = seen_records(user_of(request), table).filter(area__startswith=form.prefix_asked)
    if form.asked("year"):
        records = records.filter(period__year=int(form.asked("year")))
    rows = relief_rows(records.order_by("-period", "area", "pk"))
    return [row for row in rows if not (form.asked("short") and row.labour.enough)]


@require(Ability.READ)
@require_GET
def size(request: HttpRequest) -> HttpResponse:
    """The bank of each county against the money in sight."""
    year = _year(request)
    least, most = bounds(year)
    context = {
        "sizes": _sizes(request, year),
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
    heads = {
        "县（市、区）": 16, "入库项目": 10, "需要衔接资金（万元）": 16, "可用资金（万元）": 16,
        "资金年度": 10, "规模与资金之比": 14, "结论": 10,
    }  # fmt: skip
    return _send(request, SIZE, heads, map(_size, _sizes(request, _year(request))))


def _size(one: Size) -> list[object]:
    ratio = "" if one.ratio is None else f"{one.ratio:.2f}"
    money = "" if one.money is None else one.money
    return [one.county.name, one.projects, one.need, money, one.money_year, ratio, one.verdict]


def _year(request: HttpRequest) -> str:
    asked = request.GET.get("year", "")
    return asked if asked in years() else str(localdate().year)


def _sizes(request: HttpRequest, year: str) -> list[Size]:
    scope = scope_in(request)
    if not sees_counties(scope):
        raise Refused("权限表 · 地区和部门", "项目库规模按整县比较，由县级和自治区查看。")
    return sizes(seen_projects(scope), scope, year)


def _send(
    request: HttpRequest, title: str, heads: dict[str, int], lines: Iterable[Iterable[object]]
) -> FileResponse:
    today, some = localdate(), list(lines)
    file = sheet_of(title, heads, some, today)
    target = f"{title} {len(some)} 条"
    record(Action.EXPORT, user=user_of(request), request=request, target=target)
    return FileResponse(file, as_attachment=True, filename=f"{title}_{today}.xlsx")


urlpatterns = [
    path("watch/", watch, name="watch"),
    path("watch/export/", watch_export, name="watch-export"),
    path("labour/", labour, name="labour"),
    path("labour/export/", labour_export, name="labour-export"),
    path("size/", size, name="size"),
    path("size/export/", size_export, name="size-export"),
]
