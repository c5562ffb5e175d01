"""Single records: add, see with history, remove, undo."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.site import storage
from luoshi.site.accounts.policies import user_of
from luoshi.site.ledgers.actions.records import AddRecord, RemoveRecord
from luoshi.site.ledgers.actions.undo import UndoRevision
from luoshi.site.ledgers.models import Record
from luoshi.site.ledgers.policies import (
    demand_fill,
    may_fill_in,
    seen_ledger,
    seen_record,
    seen_revision,
)
from luoshi.site.ledgers.presenters.records import Presenter
from luoshi.site.ledgers.services.forms import RecordForm
from luoshi.site.ledgers.workbook.prefill import known_of
from luoshi.site.rights import Ability, require


@require(Ability.READ)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, ledger: str) -> HttpResponse:
    """A form for one new record."""
    table = seen_ledger(user_of(request), ledger)
    demand_fill(user_of(request), table)
    if request.method == "POST":
        form = RecordForm(table, user_of(request), request.POST)
        try:
            record = AddRecord(table, user_of(request), form.cells(), request).execute()
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, "已新增一条。")
            again = "again" in request.POST
            return redirect("ledgers:add", ledger) if again else _to(record)
    else:
        form = RecordForm(
            table, user_of(request), known=known_of(table, user_of(request), localdate().year)
        )
    return render(request, "ledgers/add.html", {"table": table, "form": form})


def _to(record: Record) -> HttpResponse:
    return redirect("ledgers:record", record.pk)


@require(Ability.READ)
@require_GET
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """A record with its evidence and all that was ever done to it."""
    table, found = seen_record(user_of(request), pk)
    presenter = Presenter(table, user_of(request))
    revisions = found.revisions.select_related("by", "upload")
    context = {
        "table": table,
        "row": presenter.row(found),
        "history": list(presenter.history(revisions)),
        "attachments": found.attachments.filter(removed=False).select_related("by"),
        "fillable": may_fill_in(user_of(request), table, found.area),
        "kinds": ",".join(storage.PAPERS),
    }
    return render(request, "ledgers/record.html", context)


@require(Ability.READ)
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a record out, and go to its page, where it can be brought back."""
    _, found = seen_record(user_of(request), pk)
    try:
        RemoveRecord(found, user_of(request), request).execute()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "已删除。需要时可以在修订历史里撤销。")
    return _to(found)


@require(Ability.READ)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what a revision did."""
    _, revision = seen_revision(user_of(request), pk)
    try:
        UndoRevision(revision, user_of(request), request).execute()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"已撤销第 {revision.number} 版的改动。")
    return _to(revision.record)
