"""Papers as answers to a request; each goes on the audit log."""

from collections.abc import Callable
from tempfile import TemporaryFile
from typing import IO

from django.http import FileResponse, HttpRequest
from django.utils.timezone import localdate

from luoshi.allocation.papers.excel import write_excel
from luoshi.allocation.papers.word import write_word
from luoshi.allocation.papers.wording import Signatures
from luoshi.allocation.sheet import AllocationSheet
from luoshi.home import home
from luoshi.site.accounts.policies import user_of
from luoshi.site.accounts.services import User
from luoshi.site.audit.services import Action, record
from luoshi.site.funds.models import Plan

Writer = Callable[[IO[bytes], AllocationSheet, Signatures | None], None]


def sent_word(request: HttpRequest, sheet: AllocationSheet, plan: Plan | None) -> FileResponse:
    """The letter that hands the money down."""
    return _sent(request, sheet, plan, write_word, "docx")


def sent_excel(request: HttpRequest, sheet: AllocationSheet, plan: Plan | None) -> FileResponse:
    """The tables behind it."""
    return _sent(request, sheet, plan, write_excel, "xlsx")


def _sent(
    request: HttpRequest, sheet: AllocationSheet, plan: Plan | None, write: Writer, ending: str
) -> FileResponse:
    file = TemporaryFile(dir=home())  # noqa: SIM115  (the response closes it)
    write(file, sheet, signatures_of(plan) if plan else None)
    file.seek(0)
    name = f"{sheet.year}年{sheet.title}分配方案{'' if plan else '（草案）'}.{ending}"
    record(Action.EXPORT, user=user_of(request), request=request, target=name)
    return FileResponse(file, as_attachment=True, filename=name)


def signatures_of(plan: Plan) -> Signatures:
    """Who signed an adopted plan, by name."""
    return Signatures(
        _who(plan.proposed_by),
        localdate(plan.proposed_at),
        _who(plan.signed_by),
        localdate(plan.signed_at),
        plan.digest,
    )


def _who(user: User | None) -> str:
    return (user.display_name or user.username) if user else "系统"
