"""The overview of a county, and its workbooks."""

from collections.abc import Callable
from typing import IO

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET

from luoshi import pack
from luoshi.quality import QualityError
from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.area_picker import Step, lowest, open_steps, steps
from luoshi.site.audit.services import Action, record
from luoshi.site.filtering import AREA_TITLES
from luoshi.site.quality.models import Run
from luoshi.site.quality.policies import counties_of, latest_run
from luoshi.site.quality.presenters.overview import matrix, query_of, skipped, tally
from luoshi.site.quality.presenters.trends import chart, trend
from luoshi.site.quality.presenters.worklist import my_tasks
from luoshi.site.quality.services.catalogue import group_title
from luoshi.site.quality.views.downloads import townships_of, workbook_of
from luoshi.site.quality.views.lookup import catalogue_in, seen_run
from luoshi.site.rights import Ability, Scope, require

Answer = FileResponse | HttpResponse
Made = Callable[[Run, Scope, bool], IO[bytes]]
"""Makes a file of a run for a scope; with ID numbers where the third says so."""


@require(Ability.READ)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Where the county stands after its newest run; for who sees more, every county."""
    scope, catalogue = scope_in(request), catalogue_in(request)
    chosen = _steps(request)
    area, county = lowest(chosen), chosen[0].chosen if chosen else None
    run = latest_run(county.code[:6]) if county else None
    group = request.GET.get("group", "")
    points = trend(scope, county.code[:6], area) if county and area and run else []
    context = {
        "steps": list(open_steps(chosen)),
        "area": area,
        "area_query": query_of(area),
        "county": county,
        "run": run,
        "blind": not counties_of(scope),
        "tally": tally(scope, area),
        "matrix": matrix(scope, area, group, catalogue),
        "group": group,
        "group_title": group_title(group) if group else "",
        "points": points,
        "chart": chart(points),
        "skipped": skipped(run, catalogue) if run else [],
        "asked": sum(not said["skipped"] for said in run.asked.values()) if run else 0,
    }
    return render(request, "quality/overview.html", context)


@require(Ability.READ)
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """How many tasks wait for the user, for the menu."""
    count = my_tasks(scope_in(request)).count()
    return render(request, "quality/_waiting.html", {"waiting": count})


@require(Ability.EXPORT)
@require_GET
def workbook(request: HttpRequest, pk: int) -> Answer:
    """The run's workbook: all checks and the rows at fault, in the user's areas."""
    return _download(request, pk, "工作簿", workbook_of, ".xlsx")


@require(Ability.EXPORT)
@require_GET
def townships(request: HttpRequest, pk: int) -> Answer:
    """A workbook for each township, in one archive."""
    return _download(request, pk, "分乡镇工作簿", townships_of, "_分乡镇.zip")


def _download(request: HttpRequest, pk: int, what: str, made: Made, ending: str) -> Answer:
    """The file made of a run; where the checks take too long for it the overview says so."""
    run, ids = _downloaded(request, pk, what)
    try:
        file = made(run, scope_in(request), ids)
    except QualityError as error:
        messages.error(request, f"没有写成{what}：{error}。")
        return redirect("quality:overview")
    return FileResponse(file, as_attachment=True, filename=f"{_name(run)}{ending}")


def _downloaded(request: HttpRequest, pk: int, what: str) -> tuple[Run, bool]:
    """The run whose workbook is asked for, and whether ID numbers are; on the audit log."""
    run, ids = seen_run(request, pk), request.GET.get("ids") == "1"
    if ids:
        scope_in(request).demand(Ability.ID_NUMBERS)
    if not run.folder:
        raise Http404("这次核查的导出表已经删去")
    target = f"数据核查{what} 截至 {run.as_of}{'，含证件号码' if ids else ''}"
    record(Action.EXPORT, user=user_of(request), request=request, target=target, area=run.county)
    return run, ids


def _name(run: Run) -> str:
    county = pack.load().areas.by_code(run.county)
    return f"核查结果_{county.label}_{run.as_of}"


def _steps(request: HttpRequest) -> list[Step]:
    asked = {name: request.GET.get(name, "") for name in AREA_TITLES}
    return steps(pack.load().areas, scope_in(request), asked)


urlpatterns = [
    path("", overview, name="overview"),
    path("waiting/", waiting, name="waiting"),
    path("runs/<int:pk>/workbook/", workbook, name="workbook"),
    path("runs/<int:pk>/townships/", townships, name="townships"),
]
