"""One cell of a record, edited in its place."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from luoshi.site.accounts.policies import user_of
from luoshi.site.ledgers.actions.records import ChangeCell, ConflictError
from luoshi.site.ledgers.forms import CellForm
from luoshi.site.ledgers.models import Record
from luoshi.site.ledgers.policies import demand_fill, seen_record
from luoshi.site.ledgers.presenters.records import Presenter
from luoshi.site.ledgers.services.forms import typed
from luoshi.site.rights import Ability, require
from luoshi.warehouse.request_values import key
from luoshi.warehouse.schema import Column, Table


@require(Ability.READ)
@require_http_methods(["GET", "POST"])
def cell(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """A cell in its place: its form with ``?edit``, its text without, changed by POST."""
    table, found = seen_record(user_of(request), pk)
    column = _column(table, place)
    if request.method == "POST":
        return _change(request, table, found, place)
    if "edit" not in request.GET:
        return _shown(request, table, found, place)
    demand_fill(user_of(request), table)
    return _form(request, column, found, place)


def _column(table: Table, place: int) -> Column:
    if place >= len(table.columns):
        raise Http404("没有这一列")
    return table.columns[place]


def _change(request: HttpRequest, table: Table, record: Record, place: int) -> HttpResponse:
    column = _column(table, place)
    text, seen = typed(request.POST, "value", column), request.POST.get("version", "")
    version = key(seen) or 0
    action = ChangeCell(record, user_of(request), column.name, text, version, request)
    try:
        return _shown(request, table, action.execute(), place)
    except ConflictError as conflict:
        return _both(request, table, conflict, place, text)
    except ValidationError as error:
        return _form(request, column, record, place, text, error.messages)


def _shown(request: HttpRequest, table: Table, record: Record, place: int) -> HttpResponse:
    view = Presenter(table, user_of(request)).cell(record, place)
    return render(request, "ledgers/_cell.html", {"value": view})


def _form(
    request: HttpRequest,
    column: Column,
    record: Record,
    place: int,
    text: str | None = None,
    errors: list[str] | None = None,
) -> HttpResponse:
    value = record.data.get(column.name, "") if text is None else text
    context = {
        "form": CellForm(column, user_of(request), value),
        "record": record,
        "place": place,
        "column": column,
        "errors": errors or [],
    }
    return render(request, "ledgers/_cell_form.html", context)


def _both(
    request: HttpRequest, table: Table, conflict: ConflictError, place: int, text: str
) -> HttpResponse:
    presenter = Presenter(table, user_of(request))
    column = table.columns[place]
    sides = presenter.changed(column, {column.name: conflict.theirs}, {column.name: conflict.yours})
    context = {"sides": sides, "record": conflict.record, "place": place, "text": text}
    return render(request, "ledgers/_conflict.html", context)
