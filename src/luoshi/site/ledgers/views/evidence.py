"""Evidence of a record: attach, take off, give back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from luoshi.site import storage
from luoshi.site.accounts.policies import user_of
from luoshi.site.ledgers.actions.evidence import AttachFile, DetachFile
from luoshi.site.ledgers.policies import seen_attachment, seen_record
from luoshi.site.ledgers.services.log import taken_out
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.rights import Ability, require, scope_of


@require(Ability.READ)
@require_POST
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach a file to a record."""
    _, found = seen_record(user_of(request), pk)
    sent = request.FILES.get("file")
    try:
        if sent is None:
            raise ValidationError("请先选一个文件。")
        AttachFile(found, user_of(request), sent, request).execute()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "附件已上传。")
    return redirect("ledgers:record", found.pk)


@require(Ability.READ)
@require_POST
def detach(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file off its record."""
    found = seen_attachment(user_of(request), pk)
    try:
        DetachFile(found, user_of(request), request).execute()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "附件已去掉。")
    return redirect("ledgers:record", found.record_id)


@require(Ability.READ)
@require_GET
def attachment(request: HttpRequest, pk: int) -> FileResponse:
    """An attached file, always to be saved: it never opens as a page of this site."""
    found = seen_attachment(user_of(request), pk)
    scope_of(user_of(request)).demand(Ability.NAMES)
    table = ledger(found.record.ledger)
    taken_out(user_of(request), table, f"下载附件 {found.pk}", request)
    file = storage.path(found.file).open("rb")
    return FileResponse(file, as_attachment=True, filename=found.name)
