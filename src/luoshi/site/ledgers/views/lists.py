"""The index of ledgers, and the list of one ledger with its template and download."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from luoshi import pack
from luoshi.site.accounts.policies import user_of
from luoshi.site.ledgers.filters import LedgerFilter, default_sort, orders
from luoshi.site.ledgers.models import Record
from luoshi.site.ledgers.policies import demand_fill, may_fill, seen_ledger, seen_ledgers
from luoshi.site.ledgers.presenters.dues import LedgerDue, dues_of, inside
from luoshi.site.ledgers.presenters.records import Presenter
from luoshi.site.ledgers.services.log import taken_out
from luoshi.site.ledgers.services.schemas import has_place
from luoshi.site.ledgers.workbook.download import download as download_book
from luoshi.site.ledgers.workbook.download import template as template_book
from luoshi.site.listing import PAGE_SIZE, Sorting
from luoshi.site.request_values import whole
from luoshi.site.rights import Ability, require, scope_of
from luoshi.warehouse.schema import Table

CHUNK = 2000
"""Records a download fetches at once."""


@dataclass(frozen=True)
class LedgerLine:
    """A ledger on the index: its records in the user's areas, and what the user owes it."""

    table: Table
    count: int
    fillable: bool
    due: LedgerDue | None


@require(Ability.READ)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The ledgers a user may open: first those to fill, with what is due."""
    lines = _lines(request)
    context = {
        "mine": [line for line in lines if line.fillable],
        "others": [line for line in lines if not line.fillable],
    }
    return render(request, "ledgers/index.html", context)


def _lines(request: HttpRequest) -> list[LedgerLine]:
    tables = seen_ledgers(user_of(request))
    dues = {due.table.id: due for due in dues_of(user_of(request))}
    counts = _counts(request, tables)
    return [
        LedgerLine(
            table, counts.get(table.id, 0), may_fill(user_of(request), table), dues.get(table.id)
        )
        for table in tables
    ]


def _counts(request: HttpRequest, tables: list[Table]) -> dict[str, int]:
    placed = [table.id for table in tables if has_place(table)]
    placeless = [table.id for table in tables if not has_place(table)]
    own = Q(ledger__in=placed) & inside(scope_of(user_of(request)).areas)
    live = Record.objects.filter(removed=False).order_by()
    rows = live.filter(own | Q(ledger__in=placeless)).values("ledger")
    return dict(rows.annotate(count=Count("pk")).values_list("ledger", "count"))


@require(Ability.READ)
@require_GET
def ledger(request: HttpRequest, ledger: str) -> HttpResponse:
    """The records of a ledger, as asked by the filters."""
    table = seen_ledger(user_of(request), ledger)
    form = LedgerFilter(request.GET, user_of(request), table)
    page = _page(request, form)
    context = {
        "table": table,
        "form": form,
        "page": page,
        "headings": [(f"c{place}", one.heading) for place, one in enumerate(table.columns)],
        "rows": list(Presenter(table, user_of(request)).rows(page)),
        "sorting": _sorting(request, table),
        "fillable": may_fill(user_of(request), table),
        "year": localdate().year,
    }
    return render(request, "ledgers/ledger.html", context)


def _sorting(request: HttpRequest, table: Table) -> Sorting:
    return Sorting(request, orders(table), default_sort(table))


def _page(request: HttpRequest, form: LedgerFilter) -> "Page[Record]":
    rows, asked = _sorting(request, form.table).rows(form.rows()), request.GET.get("page")
    if not form.cleaned_data.get("q"):
        return Paginator(rows, PAGE_SIZE).get_page(asked)
    # Words are looked for once, not once to count and once more to fill the page.
    pks = list(rows.values_list("pk", flat=True))
    page: Page[Any] = Paginator(pks, PAGE_SIZE).get_page(asked)
    found = Record.objects.in_bulk(page.object_list)
    page.object_list = [found[pk] for pk in page.object_list]
    return page


@require(Ability.READ)
@require_GET
def template(request: HttpRequest, ledger: str) -> FileResponse:
    """An Excel file to fill, for ``?year=``."""
    table = seen_ledger(user_of(request), ledger)
    demand_fill(user_of(request), table)
    year = _year(request)
    file = template_book(table, user_of(request), year)
    return FileResponse(file, as_attachment=True, filename=f"{table.title}_{year}_填报.xlsx")


def _year(request: HttpRequest) -> int:
    asked = request.GET.get("year", "")
    notice = pack.load().notice
    usual = min(localdate().year, notice.expires.year)
    return whole(asked, 1900, 2100) or usual


@require(Ability.EXPORT)
@require_GET
def download(request: HttpRequest, ledger: str) -> FileResponse:
    """The list as asked by the filters, whole, as an Excel file."""
    table = seen_ledger(user_of(request), ledger)
    form = LedgerFilter(request.GET, user_of(request), table)
    rows = _sorting(request, table).rows(form.rows())
    today = localdate()
    about = f"导出日期 {today}　共 {rows.count()} 条"
    file = download_book(table, user_of(request), rows.iterator(CHUNK), about)
    taken_out(user_of(request), table, f"导出 {rows.count()} 条", request)
    return FileResponse(file, as_attachment=True, filename=f"{table.title}_{today}.xlsx")
