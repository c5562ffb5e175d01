"""Closing accounts: what stands in the way of one, what was frozen, and what differs since."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.obligations.closing.account import BrokenSealError
from luoshi.obligations.closing.workbook import closing_workbook
from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.audit.services import Action, record
from luoshi.site.notices.actions.closing import ConfirmClosing, ProposeClosing
from luoshi.site.notices.context import Inquiry, inquiry, shared
from luoshi.site.notices.forms import ClosingForm
from luoshi.site.notices.models import ClosingAccount
from luoshi.site.notices.policies import demand_close, demand_whole, may_close
from luoshi.site.notices.presenters.closing import open_ledgers, view_of
from luoshi.site.notices.services.closing import (
    account_in_force,
    accounts,
    may_close_from,
    proposals,
    still_undeclared,
)
from luoshi.site.rights import Ability, require

View = Callable[..., HttpResponseBase]

CONFLICT = 409


def sealed(view: View) -> View:
    """Answers where an account is not what was frozen."""

    @wraps(view)
    def answer(request: HttpRequest, **asked: Any) -> HttpResponseBase:
        try:
            return view(request, **asked)
        except BrokenSealError as error:
            context = {"told": str(error)}
            return render(request, "notices/closing_broken.html", context, status=CONFLICT)

    return answer


@require(Ability.READ)
@require_http_methods(["GET", "POST"])
@sealed
def closing(request: HttpRequest, notice_id: str) -> HttpResponse:
    """The account in force, what waits, and what stands in the way; a POST proposes one."""
    asked = inquiry(request, localdate(), notice_id)
    assert asked.notice
    found = account_in_force(notice_id)
    form = ClosingForm(request.POST or None, corrects=found is not None)
    if request.method == "POST":
        demand_close(scope_in(request))
        if form.is_valid() and _proposed(request, asked, form):
            messages.success(request, "已提出，由另一个账号核对以后才算结账。")
            return redirect("notices:closing", notice_id)
    context = {"form": form, "mine": may_close(scope_in(request)), **_before(asked)}
    return _page(request, asked, found, context)


@require(Ability.READ)
@require_GET
@sealed
def account(request: HttpRequest, notice_id: str, pk: int) -> HttpResponse:
    """One account of a notice: in force, corrected since, waiting or turned down."""
    asked = inquiry(request, localdate(), notice_id)
    context = {"mine": may_close(scope_in(request))}
    return _page(request, asked, _kept(notice_id, pk), context)


@require(Ability.READ)
@require_GET
@sealed
def obligation(request: HttpRequest, notice_id: str, pk: int, obligation_id: str) -> HttpResponse:
    """One obligation in an account: its words of then, and each place's status and reason."""
    asked = inquiry(request, localdate(), notice_id)
    view = view_of(_kept(notice_id, pk), asked.sight)
    row = view.row(f"{notice_id}/{obligation_id}")
    if row is None:
        raise Http404("结账时没有这项承诺")
    context = {"view": view, "row": row}
    common = shared(asked, "", request.GET.dict())
    return render(request, "notices/closing_obligation.html", common | context)


@require(Ability.READ)
@require_POST
@sealed
def confirm(request: HttpRequest, notice_id: str, pk: int) -> HttpResponse:
    """Agree to an account, or turn it down."""
    found = _kept(notice_id, pk)
    agreed, said = request.POST.get("agreed") == "yes", request.POST
    try:
        ConfirmClosing(
            user_of(request), found, said.get("digest", ""), agreed, said.get("note", ""), request
        ).execute()
    except ValidationError as error:
        messages.error(request, "；".join(error.messages))
    else:
        messages.success(request, "已结账。" if agreed else "已退回，这一次不算结账。")
    return redirect("notices:closing", notice_id)


@require(Ability.EXPORT)
@require_GET
@sealed
def excel(request: HttpRequest, notice_id: str, pk: int) -> FileResponse:
    """An account as far as the reader sees it, in Excel."""
    asked = inquiry(request, localdate(), notice_id)
    view = view_of(_kept(notice_id, pk), asked.sight)
    assert asked.notice
    since = view.since(asked.stamp, asked.notice)
    _record(request, asked, f"{notice_id} 结账第 {pk} 号")
    file = closing_workbook(view.content, view.facts, view.rows, since.seen)
    return FileResponse(file, as_attachment=True, filename=f"结账_{notice_id}_{pk}.xlsx")


@require(Ability.EXPORT)
@require_GET
@sealed
def text(request: HttpRequest, notice_id: str, pk: int) -> HttpResponse:
    """An account as it was frozen, byte for byte."""
    asked = inquiry(request, localdate(), notice_id)
    demand_whole(asked.sight)
    view = view_of(_kept(notice_id, pk), asked.sight)
    _record(request, asked, f"{notice_id} 结账第 {pk} 号全文")
    response = HttpResponse(view.content.text, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="closing-{notice_id}-{pk}.json"'
    return response


def _before(asked: Inquiry) -> dict[str, Any]:
    """From when it may be closed, what waits, and what stands in the way."""
    assert asked.notice
    first = may_close_from(asked.stamp.pack, asked.notice)
    open_ = still_undeclared(asked.stamp, asked.notice) if asked.notice.expires < first else []
    return {
        "first_day": first,
        "may_close_now": first <= asked.calendar.today,
        "waiting": proposals(asked.notice.id).filter(verdict=None),
        "open_ledgers": open_ledgers(open_),
        "open_periods": len(open_),
    }


def _page(
    request: HttpRequest, asked: Inquiry, found: ClosingAccount | None, context: dict[str, Any]
) -> HttpResponse:
    assert asked.notice
    view = view_of(found, asked.sight) if found else None
    context |= {
        "view": view,
        "since": view.since(asked.stamp, asked.notice) if view else None,
        "in_force": account_in_force(asked.notice.id),
        "closings": accounts(asked.notice.id),
    }
    return render(request, "notices/closing.html", shared(asked, "", request.GET.dict()) | context)


def _kept(notice_id: str, pk: int) -> ClosingAccount:
    return get_object_or_404(proposals(notice_id), pk=pk)


def _proposed(request: HttpRequest, asked: Inquiry, form: ClosingForm) -> bool:
    assert asked.notice
    said = {name: form.cleaned_data[name] for name in form.fields}
    try:
        ProposeClosing(user_of(request), asked.notice, **said, request=request).execute()
    except ValidationError as error:
        form.refuse(error)
        return False
    return True


def _record(request: HttpRequest, asked: Inquiry, target: str) -> None:
    record(
        Action.EXPORT, user=user_of(request), request=request, target=target, area=asked.sight.own
    )
