"""The worklist: what is mine, what is late, what came back."""

from collections.abc import Iterable

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from luoshi import pack
from luoshi.pack.processes import Direction
from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.audit import Action
from luoshi.site.audit.services import record
from luoshi.site.casework.actions.bulk import bulk_moves
from luoshi.site.casework.filters import CaseFilter
from luoshi.site.casework.models import Case
from luoshi.site.casework.policies import my_cases, open_moves
from luoshi.site.casework.presenters.cases import Presenter
from luoshi.site.casework.presenters.pages import page_of
from luoshi.site.casework.presenters.requests import late_answers
from luoshi.site.casework.presenters.worklist import OWN, counts, listed, tab_of
from luoshi.site.casework.tables import workbook
from luoshi.site.listing import Sorting, by, paged
from luoshi.site.rights import ALL, Ability, Scope, require

SORTS = {
    "due": by("due_on"),
    "since": by("since"),
    "opened": by("opened_on"),
    "head": by("head", needs=Ability.NAMES),
    "place": by("village"),
}
DEFAULT = "due"
CHUNK = 1000
"""Cases an export fetches at once."""


@require(Ability.READ)
@require_GET
def worklist(request: HttpRequest) -> HttpResponse:
    """The cases of a list, those due soonest first."""
    scope, today = scope_in(request), localdate()
    tab = tab_of(scope, request.GET.get("tab"))
    form = CaseFilter(request.GET, scope, pack.load())
    sorting = Sorting(request, SORTS, DEFAULT)
    cases = sorting.rows(form.rows(listed(scope, tab, today)))
    tabs = counts(scope, today)
    page = _page(request, cases, None if form.is_used else tabs[tab])
    context = {
        "tabs": tabs,
        "tab": tab,
        "form": form,
        "page": page,
        "rows": list(Presenter(pack.load(), scope, today).rows(page)),
        "moves": bulk_moves(scope, page),
        "take_along": _take_along(scope, page) if tab in OWN else "",
        "sorting": sorting,
        "today": today,
    }
    return render(request, "casework/worklist.html", context)


def _page(request: HttpRequest, cases: QuerySet[Case], count: int | None) -> "Page[Case]":
    """The page asked for: an index finds the keys of its cases, and only these are read."""
    page = paged(request, cases.values_list("pk", flat=True), count=count)
    found = Case.objects.in_bulk(list(page))
    page.object_list = [found[key] for key in page if key in found]
    return page


def _take_along(scope: Scope, cases: Iterable[Case]) -> str:
    """The pages of cases, and of the moves that go on, to be kept where there is no signal."""
    pages = [page_of(case) for case in cases]
    moves = [
        reverse("casework:move", args=[case.pk, move.id])
        for case in cases
        for move in open_moves(scope, case)
        if move.direction in (Direction.ON, Direction.ASIDE)
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
    cases = Sorting(request, SORTS, DEFAULT).rows(form.rows(listed(scope, tab, today)))
    rows = Presenter(pack.load(), scope, today).rows(cases.iterator(CHUNK))
    file = workbook(rows, tab.label, today)
    area = form.area.code if form.area else ""
    target = f"{tab.label} {cases.count()} 件"
    record(Action.EXPORT, user=user_of(request), request=request, target=target, area=area)
    return FileResponse(file, as_attachment=True, filename=f"{tab.label}_{today}.xlsx")


urlpatterns = [
    path("", worklist, name="worklist"),
    path("late/", late, name="late"),
    path("export/", export, name="export"),
]
