"""A notice's dashboard, obligations and map; a county and a unit over all notices."""

from datetime import date
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from luoshi.areas import Area
from luoshi.areas.borders import credit
from luoshi.notice import store as text
from luoshi.obligations.dashboard.county import profile
from luoshi.obligations.dashboard.county_lists import CountyRow, county_row
from luoshi.obligations.dashboard.formula import Formula
from luoshi.obligations.dashboard.kind_wording import strength_of, telling
from luoshi.obligations.dashboard.map import ORDERS, places
from luoshi.obligations.dashboard.obligation import Detail
from luoshi.obligations.dashboard.ordering import ordered
from luoshi.obligations.dashboard.outline import sections
from luoshi.obligations.dashboard.succession import predecessors, successions, successors
from luoshi.obligations.dashboard.trends import Trend
from luoshi.obligations.dashboard.units import unit_rows
from luoshi.pack import Pack
from luoshi.pack.models import Notice
from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.ledgers.services.engine import stamp
from luoshi.site.notices.context import Inquiry, asked_notice, inquiry, shared
from luoshi.site.notices.filters import MapForm, ObligationFilter
from luoshi.site.notices.policies import sight_of
from luoshi.site.notices.presenters.dashboard import Question, drawn
from luoshi.site.notices.presenters.links import sources_of
from luoshi.site.notices.presenters.reports import told_by
from luoshi.site.notices.presenters.units import duties
from luoshi.site.notices.services.closing import closed_on
from luoshi.site.rights import ALL, Ability, Scope, require


@require(Ability.READ)
@require_GET
def notice(request: HttpRequest, notice_id: str) -> HttpResponse:
    """The dashboard: a notice's clauses, each obligation with its light."""
    now, scope, today = stamp(), scope_in(request), localdate()
    found = asked_notice(now.pack, notice_id)
    question = Question(
        now,
        sight_of(scope, now.pack),
        found.id,
        today,
        path=request.path,
        query=request.GET.urlencode(),
        text_version=text.version(found.number),
        own_unit=_own_unit(request, now.pack),
        closed_on=closed_on([found], today).get(notice_id),
        may_export=scope.can(Ability.EXPORT),
    )
    context = {"title": found.title, "dashboard": drawn(question)}
    return render(request, "notices/notice.html", context)


@require(Ability.READ)
@require_GET
def obligation(request: HttpRequest, notice_id: str, obligation_id: str) -> HttpResponse:
    """One obligation: what it says, how it is judged, each county, the years, the records."""
    asked, id_ = inquiry(request, localdate(), notice_id), f"{notice_id}/{obligation_id}"
    row = next((row for row in asked.board().rows if row.obligation.id == id_), None)
    if row is None:
        raise Http404("没有这项承诺")
    sources = partial(sources_of, pack=asked.pack, user=user_of(request))
    detail = Detail(row, asked.pack, asked.moment.day, sources)
    day = detail.period.until(asked.moment.day).end if detail.period else asked.moment.day
    quoted = text.kept(asked.pack.notices[notice_id].number)
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
        "trend": Trend(asked.trend(id_), asked.sight, asked.stamp.pack),
        "continues": predecessors(asked.stamp.pack, row.obligation),
        "continued_by": successors(asked.stamp.pack, row.obligation),
    }
    return _page(request, asked, "notices/obligation.html", context)


@require(Ability.READ)
@require_GET
def county(request: HttpRequest, code: str) -> HttpResponse:
    """One county: all obligations towards it, and its population."""
    asked = inquiry(request, localdate())
    found = profile(asked.pack, asked.county(code), asked.results)
    status = ObligationFilter(request.GET, asked.pack, groups=False).status_asked
    context = {
        "profile": found,
        "standings": _standings(asked, found.county),
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
    board, user = asked.board().led_by(name), user_of(request)
    context = {
        "unit": asked.pack.units[name],
        "board": board,
        "sections": sections(asked.pack, board.rows),
        "columns": asked.columns(),
        "clauses": [c for c in asked.pack.clauses.values() if name in c.leads],
        "told": told_by(asked.pack, name, user),
        "duties": duties(asked.pack, name, user) if _owes(scope_in(request), name) else [],
    }
    return _page(request, asked, "notices/unit.html", context)


@require(Ability.READ)
@require_GET
def succession(request: HttpRequest, notice_id: str) -> HttpResponse:
    """A notice beside those it follows, obligation by obligation."""
    asked = inquiry(request, localdate(), notice_id)
    found = successions(asked.stamp.pack, asked.stamp.pack.notices[notice_id])
    if not found:
        raise Http404("这份文件没有写接续哪一份")
    return _page(request, asked, "notices/succession.html", {"successions": found})


@require(Ability.READ)
@require_GET
def atlas(request: HttpRequest, notice_id: str) -> HttpResponse:
    """The map of a notice, and the same figures in a table."""
    asked = inquiry(request, localdate(), notice_id)
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


def _standings(asked: Inquiry, county: Area) -> list[tuple[Notice, CountyRow, date]]:
    """A county's standing in the lists of each notice, on the day nearest in its term."""
    every = asked.pack.notices.values()
    days = [(notice, notice.term.nearest(asked.moment.day)) for notice in every]
    return [
        (notice, county_row(asked.pack.only(notice.id), county, day), day) for notice, day in days
    ]


def _own_unit(request: HttpRequest, pack: Pack) -> str:
    """The user's unit, where the notice names it; else empty."""
    unit = user_of(request).unit
    return unit if unit in pack.units else ""


def _page(
    request: HttpRequest, asked: Inquiry, template: str, context: dict[str, Any]
) -> HttpResponse:
    common = shared(asked, _own_unit(request, asked.pack), request.GET.dict())
    return render(request, template, common | context)


def _owes(scope: Scope, unit: str) -> bool:
    """Whether what a unit has to fill is the user's to see."""
    return scope.areas is ALL and scope.allows_department(unit)
