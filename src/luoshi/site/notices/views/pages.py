"""The notice's pages: the dashboard, an obligation, a county, a unit, the map."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from luoshi.site.listing import ordered
from luoshi.site.memory import Same
from luoshi.site.notices.context import Inquiry, inquiry
from luoshi.site.notices.filters import ObligationFilter
from luoshi.site.notices.presenters.county import profile
from luoshi.site.notices.presenters.county_lists import county_rows
from luoshi.site.notices.presenters.dashboard import Question, drawn
from luoshi.site.notices.presenters.days import days
from luoshi.site.notices.presenters.formula import Formula
from luoshi.site.notices.presenters.kinds import strength_of, telling
from luoshi.site.notices.presenters.map import ORDERS, MapForm, credit, places
from luoshi.site.notices.presenters.obligation import Detail
from luoshi.site.notices.presenters.outline import lead_units, sections
from luoshi.site.notices.presenters.reports import told_by
from luoshi.site.notices.presenters.status_counts import SHOWN
from luoshi.site.notices.presenters.term import Term
from luoshi.site.notices.presenters.trends import Trend
from luoshi.site.notices.presenters.units import duties, unit_rows
from luoshi.site.notices.services import text
from luoshi.site.rights import ALL, Ability, require


@require(Ability.READ)
@require_GET
def notice(request: HttpRequest) -> HttpResponse:
    """The dashboard: the notice's clauses, each obligation with its light."""
    asked = inquiry(request, localdate())
    policy = asked.pack
    context = {
        "filters": ObligationFilter(request.GET, policy, groups=asked.sight.everywhere),
        "board": drawn(_question(request, asked)),
        "term": Term(policy.notice.issued, policy.notice.expires, asked.moment.day),
        "units": lead_units(policy),
    }
    return _page(request, asked, "notices/notice.html", context)


@require(Ability.READ)
@require_GET
def obligation(request: HttpRequest, obligation_id: str) -> HttpResponse:
    """One obligation: what it says, how it is judged, each county, the years, the records."""
    asked = inquiry(request, localdate())
    row = next((row for row in asked.board().rows if row.obligation.id == obligation_id), None)
    if row is None:
        raise Http404("没有这项承诺")
    detail = Detail(row, asked.pack, asked.user, asked.moment)
    day = detail.period.until(asked.moment.day).end if detail.period else asked.moment.day
    quoted = text.kept(asked.pack.notice.number)
    context = {
        "row": row,
        "detail": detail,
        "lines": detail.ordered(request.GET.get("sort", "")),
        "shared_reason": detail.shared_reason,
        "value_title": f"数值（{row.unit}）" if row.unit else "数值",
        "formula": Formula(row.obligation, asked.pack, day),
        "telling": telling(row.obligation),
        "strength": strength_of(row.obligation),
        "clause": asked.pack.clauses[row.obligation.clause],
        "quoted": quoted.quoted(row.obligation.sentences) if quoted else [],
        "records": detail.records,
        "trend": Trend(asked.trend(obligation_id), asked.sight, asked.pack),
    }
    return _page(request, asked, "notices/obligation.html", context)


@require(Ability.READ)
@require_GET
def county(request: HttpRequest, code: str) -> HttpResponse:
    """One county: all that is promised to it, and its population."""
    asked = inquiry(request, localdate())
    found = profile(asked.pack, asked.county(code), asked.results)
    standing = county_rows(asked.pack, asked.calendar.list_day)
    status = ObligationFilter(request.GET, asked.pack, groups=False).status_asked
    context = {
        "profile": found,
        "standing": next(row for row in standing if row.county == found.county),
        "rows": found.ordered(request.GET.get("sort", ""), status),
        "status": status,
    }
    return _page(request, asked, "notices/county.html", context)


@require(Ability.READ)
@require_GET
def units(request: HttpRequest) -> HttpResponse:
    """Every lead unit with how its obligations stand."""
    asked = inquiry(request, localdate())
    context = {"units": unit_rows(asked.pack, asked.board())}
    return _page(request, asked, "notices/units.html", context)


@require(Ability.READ)
@require_GET
def unit(request: HttpRequest, name: str) -> HttpResponse:
    """One unit: the obligations it leads, and the ledgers it fills."""
    asked = inquiry(request, localdate())
    if name not in asked.pack.units:
        raise Http404("没有这个单位")
    board = asked.board().led_by(name)
    context = {
        "unit": asked.pack.units[name],
        "board": board,
        "sections": sections(asked.pack, board.rows),
        "columns": asked.columns(),
        "clauses": [c for c in asked.pack.clauses.values() if name in c.leads],
        "told": told_by(asked.pack, name, asked.user),
        "duties": duties(asked.pack, name, asked.user) if _owes(asked, name) else [],
    }
    return _page(request, asked, "notices/unit.html", context)


@require(Ability.READ)
@require_GET
def atlas(request: HttpRequest) -> HttpResponse:
    """The map, and the same figures in a table."""
    asked = inquiry(request, localdate())
    form = MapForm(request.GET, asked.pack)
    found = places(asked.pack, asked.results, asked.sight, form.asked)
    context = {
        "form": form,
        "places": ordered(found, request.GET.get("sort", ""), ORDERS),
        "drawn": [place.document() for place in found],
        "chosen": asked.pack.obligations.get(form.asked),
        "credit": credit(asked.pack.folder),
    }
    return _page(request, asked, "notices/map.html", context)


def _question(request: HttpRequest, asked: Inquiry) -> Question:
    return Question(
        asked.pack,
        Same(asked.results),
        asked.sight,
        query=request.GET.urlencode(),
        today=asked.calendar.today,
        text_version=text.version(asked.pack.notice.number),
        data_to=asked.data_to(),
        own_unit=_own_unit(asked),
        may_export=asked.scope.can(Ability.EXPORT),
    )


def _own_unit(asked: Inquiry) -> str:
    """The user's unit, where the notice names it; else empty."""
    return asked.user.unit if asked.user.unit in asked.pack.units else ""


def _page(
    request: HttpRequest, asked: Inquiry, template: str, context: dict[str, Any]
) -> HttpResponse:
    shared = {
        "asked": asked,
        "pack": asked.pack,
        "calendar": asked.calendar,
        "moment": asked.moment,
        "at": asked.calendar.query,
        "days": days(asked.calendar, asked.data_to(asked.calendar.today), request.GET.dict()),
        "data_to": asked.data_to(),
        "closing": Term(asked.pack.notice.issued, asked.pack.notice.expires, asked.calendar.today),
        "sight": asked.sight,
        "statuses": SHOWN,
        "own_unit": _own_unit(asked),
    }
    return render(request, template, shared | context)


def _owes(asked: Inquiry, unit: str) -> bool:
    """Whether what a unit has to fill is the user's to see."""
    return asked.scope.areas is ALL and asked.scope.allows_department(unit)
