"""The worklist: what is mine, what is late, what came back."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from luoshi import pack
from luoshi.site.audit import Action
from luoshi.site.audit.services import record
from luoshi.site.casework.access import scope_in, user_of
from luoshi.site.casework.bulk import bulk_moves
from luoshi.site.casework.exporting import workbook
from luoshi.site.casework.filters import CaseFilter
from luoshi.site.casework.seen import my_cases
from luoshi.site.casework.showing import Presenter
from luoshi.site.casework.worklist import counts, listed, tab_of
from luoshi.site.listing import ordered, paged
from luoshi.site.rights import Ability, require

SORTS = {
    "due": "due_on",
    "since": "since",
    "opened": "opened_on",
    "head": "head",
    "place": "village",
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
    cases = ordered(request, form.rows(listed(scope, tab, today)), SORTS, DEFAULT)
    page = paged(request, cases)
    context = {
        "tabs": counts(scope, today),
        "tab": tab,
        "form": form,
        "page": page,
        "rows": list(Presenter(pack.load(), scope, today).rows(page)),
        "moves": bulk_moves(scope, page),
        "default_sort": DEFAULT,
        "today": today,
    }
    return render(request, "casework/worklist.html", context)


@require(Ability.READ)
@require_GET
def late(request: HttpRequest) -> HttpResponse:
    """How much of the user's work is late, for the menu."""
    waiting = my_cases(scope_in(request)).filter(due_on__lt=localdate()).count()
    return render(request, "casework/_late.html", {"late": waiting})


@require(Ability.EXPORT)
@require_GET
def export(request: HttpRequest) -> FileResponse:
    """A list as asked by the filters, as an Excel file."""
    scope, today = scope_in(request), localdate()
    tab = tab_of(scope, request.GET.get("tab"))
    form = CaseFilter(request.GET, scope, pack.load())
    cases = ordered(request, form.rows(listed(scope, tab, today)), SORTS, DEFAULT)
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
