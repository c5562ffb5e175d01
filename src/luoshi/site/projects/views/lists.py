"""The list of projects: filters, stages, many at once, Excel."""

from collections.abc import Iterable
from functools import partial

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from luoshi.pack.processes import Move
from luoshi.site.accounts.policies import scope_in
from luoshi.site.processes.models import Case
from luoshi.site.processes.policies import open_moves, parts_of, seen_cases
from luoshi.site.processes.presenters.available_moves import is_short
from luoshi.site.processes.services.many_moves import move_many
from luoshi.site.projects.filters import ProjectFilter
from luoshi.site.projects.policies import PROJECT, process
from luoshi.site.projects.presenters.projects import rows, stage_lines
from luoshi.site.projects.services.money import number_in, total
from luoshi.site.projects.tables import ProjectTable
from luoshi.site.rights import Ability, Scope, require


@require(Ability.READ)
@require_GET
def projects(request: HttpRequest) -> HttpResponse:
    """The projects of the user, those last put down first."""
    scope, today = scope_in(request), localdate()
    form = ProjectFilter(request.GET, scope)
    cases, table = form.rows(), _table(request, form)
    moves = _moves(scope, table.page)
    context = {
        "form": form,
        "table": table,
        "stages": stage_lines(form.rows(but="stage")),
        "stage": form.cleaned_data.get("stage"),
        "total": total(cases, "总投资"),
        "bridging": total(cases, "衔接资金"),
        "moves": moves,
        "picks": "case" if moves else "",
        "may_add": bool(parts_of(scope)),
        "today": today,
    }
    return render(request, "projects/projects.html", context)


def _table(request: HttpRequest, form: ProjectFilter) -> ProjectTable:
    cases = form.rows().annotate(cost=number_in("facts", "总投资"))
    return ProjectTable(request, cases, partial(rows, today=localdate()))


def _moves(scope: Scope, cases: Iterable[Case]) -> list[Move]:
    """The moves to make on many at once, in the order of the way."""
    offered = {move.id for case in cases for move in open_moves(scope, case)}
    together = (move for move in process().moves if move.together or is_short(move))
    return [move for move in together if move.id in offered]


@require(Ability.HANDLE)
@require_POST
def every(request: HttpRequest) -> HttpResponse:
    """One move on every project the list shows."""
    form = ProjectFilter(request.GET, scope_in(request))
    mine = seen_cases(scope_in(request)).filter(process=PROJECT, pk__in=form.rows().values("pk"))
    return move_many(request, mine.order_by("village", "pk"))


@require(Ability.EXPORT)
@require_GET
def export(request: HttpRequest) -> FileResponse:
    """The list as asked by the filters, whole, as an Excel file."""
    form = ProjectFilter(request.GET, scope_in(request))
    table = _table(request, form)
    area = form.area.code if form.area else ""
    return table.send(localdate(), "项目库", f"项目库 {table.length} 个", area)


urlpatterns = [
    path("", projects, name="list"),
    path("every/", every, name="every"),
    path("export/", export, name="export"),
]
