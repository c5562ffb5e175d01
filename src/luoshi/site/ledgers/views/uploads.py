"""Uploads: send a file, look at what it would do, then store it or give it up."""

import tempfile
from pathlib import Path

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi import pack
from luoshi.home import home
from luoshi.site import storage
from luoshi.site.accounts.policies import user_of
from luoshi.site.ledgers.actions.uploads import (
    CheckUpload,
    DropUpload,
    StoreUpload,
    own_upload,
    refused_until,
    write_refused,
)
from luoshi.site.ledgers.choices import UploadState
from luoshi.site.ledgers.models import Upload
from luoshi.site.ledgers.policies import demand_fill, seen_ledger
from luoshi.site.ledgers.presenters.records import ChangedCell, Presenter
from luoshi.site.ledgers.services.schemas import ledger as ledger_of
from luoshi.site.ledgers.workbook.previews import Preview, preview_of
from luoshi.site.rights import Ability, require
from luoshi.warehouse.refused import refused_name
from luoshi.warehouse.schema import Table

SHOWN = 100
"""Refused cells on one page."""


@require(Ability.READ)
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, ledger: str) -> HttpResponse:
    """Choose a file; it is checked and shown, nothing is stored yet."""
    table = seen_ledger(user_of(request), ledger)
    demand_fill(user_of(request), table)
    if request.method == "POST":
        try:
            return redirect("ledgers:preview", _checked(request, table).pk)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    earlier = Upload.objects.filter(ledger=table.id, by=user_of(request))[:10]
    context = {"table": table, "kinds": ",".join(storage.BOOKS), "earlier": earlier}
    return render(request, "ledgers/upload.html", {**context, **_years()})


def _checked(request: HttpRequest, table: Table) -> Upload:
    sent = request.FILES.get("file")
    if sent is None:
        raise ValidationError("请先选一个文件。")
    return CheckUpload(table, user_of(request), sent, request).execute()


def _years() -> dict[str, object]:
    term, today = pack.load().term, localdate()
    last, usual = max(term.last.year, today.year), min(term.last.year, today.year)
    return {"years": range(last, term.first.year - 1, -1), "year": usual}


@require(Ability.READ)
@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What an own upload would do, and each refused cell."""
    own = own_upload(user_of(request), pk)
    table, found = ledger_of(own.ledger), preview_of(own)
    context = {
        "upload": own,
        "table": table,
        "preview": found,
        "page": Paginator(found.refusals, SHOWN).get_page(request.GET.get("page")),
        "changes": _changes(request, table, found),
        "refused_until": refused_until(own),
        "waits": own.state == UploadState.CHECKED,
        "good": own.counts.get("added", 0) + own.counts.get("changed", 0),
        "same_file": _same_file(own),
    }
    return render(request, "ledgers/preview.html", context)


def _changes(request: HttpRequest, table: Table, preview: Preview) -> list[tuple[str, ChangedCell]]:
    presenter = Presenter(table, user_of(request))
    return [
        (
            change["record"],
            presenter.changed(
                table.by_name[change["column"]],
                {change["column"]: change["before"]},
                {change["column"]: change["after"]},
            ),
        )
        for change in preview.changes
        if change["column"] in table.by_name
    ]


def _same_file(own: Upload) -> Upload | None:
    same = Upload.objects.filter(ledger=own.ledger, sha256=own.sha256, state=UploadState.STORED)
    return same.exclude(pk=own.pk).first()


@require(Ability.READ)
@require_POST
def store(request: HttpRequest, pk: int) -> HttpResponse:
    """Store an own upload: all of it, or the good rows only."""
    own = own_upload(user_of(request), pk)
    good_only = request.POST.get("rows") == "good"
    try:
        StoreUpload(own, user_of(request), good_only, request).execute()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("ledgers:preview", own.pk)
    counts = own.counts
    told = f"已存入：新增 {counts['added']} 条，修改 {counts['changed']} 条。"
    if counts["refused"]:
        back = f"退回的 {counts['refused']} 行没有存入，在本页下载，改好再传。"
        messages.success(request, f"{told}{back}")
        return redirect("ledgers:preview", own.pk)
    messages.success(request, told)
    return redirect("ledgers:ledger", own.ledger)


@require(Ability.READ)
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an own upload up."""
    own = own_upload(user_of(request), pk)
    DropUpload(own).execute()
    messages.success(request, "已放弃，台账没有改动。")
    return redirect("ledgers:upload", own.ledger)


@require(Ability.READ)
@require_GET
def refused(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The refused rows of an own upload as a workbook to mend and send again."""
    own = own_upload(user_of(request), pk)
    if refused_until(own) is None:
        return redirect("ledgers:preview", own.pk)
    with tempfile.TemporaryDirectory(dir=home()) as folder:
        target = Path(folder) / "refused.xlsx"
        write_refused(own, user_of(request), target)
        file = target.open("rb")
    return FileResponse(file, as_attachment=True, filename=refused_name(own.name))
