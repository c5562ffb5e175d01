"""The notice's files: workbooks, and the borders the map draws."""

from django.http import FileResponse, Http404, HttpRequest
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from luoshi import pack
from luoshi.areas.borders import SHAPES
from luoshi.obligations.dashboard.county import profile
from luoshi.obligations.dashboard.map import places
from luoshi.obligations.dashboard.workbook import board_workbook, county_workbook, map_workbook
from luoshi.site.accounts.policies import user_of
from luoshi.site.audit.services import Action, record
from luoshi.site.notices.context import Inquiry, inquiry
from luoshi.site.notices.filters import MapForm, ObligationFilter
from luoshi.site.rights import Ability, require


@require(Ability.EXPORT)
@require_GET
def board(request: HttpRequest, notice_id: str) -> FileResponse:
    """The dashboard as filtered, in Excel."""
    asked = inquiry(request, localdate(), notice_id)
    chosen = ObligationFilter(request.GET, asked.pack, groups=asked.sight.everywhere)
    kept = chosen.kept(asked.board(chosen.counties(asked.calendar.list_day)))
    rows = kept.of(chosen.status_asked).rows
    _record(request, asked, f"承诺落实情况 {len(rows)} 项")
    file = board_workbook(asked.pack, rows, asked.moment.day)
    return FileResponse(file, as_attachment=True, filename=f"承诺落实情况_{asked.moment.day}.xlsx")


@require(Ability.EXPORT)
@require_GET
def county(request: HttpRequest, code: str) -> FileResponse:
    """A county's obligations as on its page, in Excel."""
    asked = inquiry(request, localdate())
    area = asked.county(code)
    found = profile(asked.pack, area, asked.results)
    status = ObligationFilter(request.GET, asked.pack, groups=False).status_asked
    rows = found.ordered(request.GET.get("sort", ""), status)
    _record(request, asked, f"{area.name}承诺落实情况 {len(rows)} 项")
    name = f"{area.name}承诺落实情况_{asked.moment.day}.xlsx"
    return FileResponse(county_workbook(rows, asked.moment.day), as_attachment=True, filename=name)


@require(Ability.EXPORT)
@require_GET
def atlas(request: HttpRequest, notice_id: str) -> FileResponse:
    """The map's figures in Excel."""
    asked = inquiry(request, localdate(), notice_id)
    form = MapForm(request.GET, asked.pack)
    _record(request, asked, f"各县落实情况：{form.title}")
    found = places(asked.pack, asked.results, asked.sight, form.asked)
    file = map_workbook(found, form.title, asked.moment.day)
    return FileResponse(file, as_attachment=True, filename=f"各县落实情况_{asked.moment.day}.xlsx")


@require(Ability.READ)
@require_GET
def shapes(request: HttpRequest) -> FileResponse:
    """The counties' borders as GeoJSON."""
    file = pack.load().folder / SHAPES
    if not file.is_file():
        raise Http404("政策包没有县界文件")
    response = FileResponse(file.open("rb"), content_type="application/geo+json")
    response["Cache-Control"] = "private, max-age=86400"
    return response


def _record(request: HttpRequest, asked: Inquiry, target: str) -> None:
    record(
        Action.EXPORT, user=user_of(request), request=request, target=target, area=asked.sight.own
    )
