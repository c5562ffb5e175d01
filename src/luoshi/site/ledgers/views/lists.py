"""The index of ledgers, and the list of one ledger with its template and download."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from luoshi import pack
from luoshi.ledgers.schemas import has_place
from luoshi.site.accounts.policies import user_of
from luoshi.site.ledgers.filters import LedgerFilter
from luoshi.site.ledgers.models import Record
from luoshi.site.ledgers.policies import demand_fill, may_fill, seen_ledger, seen_ledgers
from luoshi.site.ledgers.services.dues import LedgerDue, dues_of, inside
from luoshi.site.ledgers.services.log import taken_out
from luoshi.site.ledgers.tables import RecordTable
from luoshi.site.ledgers.workbook.download import download as download_book
from luoshi.site.ledgers.workbook.download import template as template_book
from luoshi.site.rights import Ability, require, scope_of
from luoshi.warehouse.request_values import whole
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
    context = {
        "table": table,
        "form": form,
        "listing": RecordTable(request, form),
        "fillable": may_fill(user_of(request), table),
        "year": localdate().year,
    }
    return render(request, "ledgers/ledger.html", context)


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
    usual = min(localdate().year, pack.load().term.last.year)
    return whole(asked, 1900, 2100) or usual


@require(Ability.EXPORT)
@require_GET
def download(request: HttpRequest, ledger: str) -> FileResponse:
    """The list as asked by the filters, whole, as an Excel file."""
    table = seen_ledger(user_of(request), ledger)
    form = LedgerFilter(request.GET, user_of(request), table)
    found, today = RecordTable(request, form), localdate()
    count = found.length
    about = f"导出日期 {today}　共 {count} 条"
    file = download_book(table, user_of(request), found.records.iterator(CHUNK), about)
    taken_out(user_of(request), table, f"导出 {count} 条", request)
    return FileResponse(file, as_attachment=True, filename=f"{table.title}_{today}.xlsx")
