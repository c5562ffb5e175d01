"""The worklist: what is mine, what is late, what came back."""

from collections.abc import Iterable

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from luoshi import pack
from luoshi.pack.processes import Direction
from luoshi.site.accounts.policies import scope_in
from luoshi.site.casework.filters import CaseFilter
from luoshi.site.casework.presenters.requests import late_answers
from luoshi.site.casework.presenters.worklist import OWN, Tab, counts, listed, tab_of
from luoshi.site.casework.tables import CaseTable
from luoshi.site.processes.models import Case
from luoshi.site.processes.policies import my_cases, open_moves
from luoshi.site.processes.presenters.available_moves import bulk_moves
from luoshi.site.processes.presenters.cases import Presenter
from luoshi.site.processes.presenters.pages import page_of
from luoshi.site.rights import ALL, Ability, Scope, require


@require(Ability.READ)
@require_GET
def worklist(request: HttpRequest) -> HttpResponse:
    """The cases of a list, those due soonest first."""
    scope, today = scope_in(request), localdate()
    tab = tab_of(scope, request.GET.get("tab"))
    form = CaseFilter(request.GET, scope, pack.load())
    tabs = counts(scope, today)
    table = _table(request, form, tab, None if form.is_used else tabs[tab])
    moves = bulk_moves(scope, table.page) if scope.can(Ability.HANDLE) else []
    context = {
        "tabs": tabs,
        "tab": tab,
        "form": form,
        "table": table,
        "moves": moves,
        "picks": "case" if moves else "",
        "take_along": _take_along(scope, table.page) if tab in OWN else "",
        "today": today,
    }
    return render(request, "casework/worklist.html", context)


def _table(
    request: HttpRequest, form: CaseFilter, tab: Tab, length: int | None = None
) -> CaseTable:
    scope, today = scope_in(request), localdate()
    cases, present = form.rows(listed(scope, tab, today)), Presenter(pack.load(), scope, today).rows
    return CaseTable(request, cases, present, title=tab.label, length=length)


def _take_along(scope: Scope, cases: Iterable[Case]) -> str:
    """The pages of cases, and of the moves that go on, to be kept where there is no signal."""
    pages = [page_of(case) for case in cases]
    moves = [
        reverse("processes:move", args=[case.pk, move.id])
        for case in cases
        for move in open_moves(scope, case)
        if move.direction in (Direction.ON, Direction.BESIDE)
    ]
    return " ".join([*pages, *moves])


@require(Ability.READ)
@require_GET
def late(request: HttpRequest) -> HttpResponse:
    """How much of the user's work is late, for the menu; a department also owes answers."""
    scope, today = scope_in(request), localdate()
    cases = my_cases(scope).filter(due_on__lt=today).count()
    owed = late_answers(scope, today) if scope.departments is not ALL else 0
    url = reverse("casework:answers" if owed else "casework:worklist")
    return render(request, "casework/_late.html", {"late": cases + owed, "url": url})


@require(Ability.EXPORT)
@require_GET
def export(request: HttpRequest) -> FileResponse:
    """A list as asked by the filters, as an Excel file."""
    scope, today = scope_in(request), localdate()
    tab = tab_of(scope, request.GET.get("tab"))
    form = CaseFilter(request.GET, scope, pack.load())
    table = _table(request, form, tab)
    area = form.area.code if form.area else ""
    return table.send(today, tab.label, f"{tab.label} {table.length} 件", area)


urlpatterns = [
    path("", worklist, name="worklist"),
    path("late/", late, name="late"),
    path("export/", export, name="export"),
]
