"""The public notice as it is hung up: all projects of one document and one time."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from luoshi import pack
from luoshi.casework import Rules
from luoshi.casework.notices import END, FILES, KIND, START
from luoshi.casework.projects.rows import NOTICES
from luoshi.site.accounts.policies import scope_in
from luoshi.site.ledgers.services.records import Record, records_of
from luoshi.site.place import village_name
from luoshi.site.processes.services.ledger_rows import records_about
from luoshi.site.projects.policies import CODE, seen_project, seen_projects
from luoshi.site.projects.presenters.panels.notices import notice_line
from luoshi.site.rights import Ability, Scope, require

HEAD = (KIND, "公示文号", START, END)
"""What the rows of one sheet of paper have in common."""


@dataclass(frozen=True)
class NoticedProject:
    """One project on the paper."""

    name: str
    place: str
    content: str
    scale: str
    total: str
    bridging: str
    others: str
    unit: str
    first_day: date
    last_day: date


@require(Ability.READ)
@require_GET
def notice(request: HttpRequest, pk: int, record: int) -> HttpResponse:
    """The notice a project hangs on."""
    case = seen_project(request, pk)
    found = get_object_or_404(records_about(case, NOTICES), pk=record)
    line = notice_line(found.pk, found.data, localdate(), Rules(pack.load()))
    if line.hanging is None:
        raise Http404("公示没有起止日期")
    context = {
        "case": case,
        "head": found.data,
        "kind": found.data[KIND],
        "year": found.data["公示年度"],
        "document": found.data["公示文号"],
        "county": village_name(case.village[:6].ljust(12, "0")),
        "hanging": line.hanging,
        "line": line,
        "files": found.data.get(FILES, ""),
        "lines": [_line(one) for one in _together(found, scope_in(request))],
    }
    return render(request, "projects/notice.html", context)


def _together(record: Record, scope: Scope) -> list[Record]:
    """The notices on the same paper, of projects the user may see."""
    same = records_of(NOTICES).filter(county=record.county, period=record.period)
    alike = [
        one
        for one in same.order_by("area", "pk")
        if all(one.data.get(name) == record.data.get(name) for name in HEAD)
    ]
    codes = {one.data[CODE] for one in alike}
    seen = seen_projects(scope).filter(matter__in=codes).values_list("matter", flat=True)
    mine = set(seen)
    return [one for one in alike if one.data[CODE] in mine]


def _line(record: Record) -> NoticedProject:
    data = record.data
    return NoticedProject(
        name=data["项目名称"],
        place=f"{village_name(record.area)} {data['实施地点']}",
        content=data["建设内容"],
        scale=f"{data['建设规模'].removesuffix('.00')} {data['规模单位']}",
        total=data["总投资"],
        bridging=data["衔接资金"],
        others=data["其他资金"],
        unit=data["实施单位"],
        first_day=date.fromisoformat(data["计划开工日期"]),
        last_day=date.fromisoformat(data["计划完工日期"]),
    )


urlpatterns = [path("<int:pk>/notices/<int:record>/", notice, name="notice")]
