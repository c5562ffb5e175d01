"""One move on many cases: chosen on a list, or all it shows; a form, if any, is filled once."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from luoshi import pack
from luoshi.pack.processes import Move
from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.casework.actions.bulk import MoveMany, Outcome, bulk_moves
from luoshi.site.casework.filters import CaseFilter
from luoshi.site.casework.forms import MoveForm
from luoshi.site.casework.models import Case
from luoshi.site.casework.policies import seen_cases
from luoshi.site.casework.presenters.cases import Presenter
from luoshi.site.casework.presenters.worklist import listed, tab_of
from luoshi.site.rights import Ability, require
from luoshi.warehouse.request_values import keys

MOST_AT_ONCE = 5000
"""Cases one bulk action takes."""


@require(Ability.HANDLE)
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """One move on the cases that were chosen, or on all the list shows."""
    cases = _every(request) if "every" in request.POST else _chosen(request)
    return move_many(request, cases)


def move_many(request: HttpRequest, cases: QuerySet[Case]) -> HttpResponse:
    """Make the move the user asks for on each of the cases, after its form where it has one."""
    some = list(cases[:MOST_AT_ONCE])
    asked = request.POST.get("move") or request.POST.get("every", "")
    name, _, reason = asked.partition("/")
    move = _move(request, some, name)
    if move is None:
        messages.error(request, "没有选中可以办的事项。")
        return redirect(_back(request))
    if reason:
        done = MoveMany(some, user_of(request), move.id, request=request, reason=reason).execute()
        return render(request, "casework/bulk.html", _told(request, done))
    form = _form(request, some[0], move)
    if not form.is_bound and (form.columns or move.wants_reason):
        return _ask(request, some, move, form)
    outcome = MoveMany(
        some, user_of(request), move.id, request=request, **_said(form, move)
    ).execute()
    wrong = {one.reason for one in outcome.failed}
    if form.is_bound and not outcome.done and len(wrong) == 1:
        form.add_error(None, wrong.pop())
        return _ask(request, some, move, form)
    return render(request, "casework/bulk.html", _told(request, outcome))


def _said(form: MoveForm, move: Move) -> dict[str, Any]:
    """What the form says for all; what it leaves empty stays as each case has it."""
    if not form.is_bound:
        return {}
    said = form.said()
    cells = {name: text for name, text in said["cells"].items() if text or name in move.needs}
    return {"cells": cells, "reason": said["reason"], "note": said["note"]}


def _move(request: HttpRequest, cases: list[Case], asked: str) -> Move | None:
    offered = (one.move for one in bulk_moves(scope_in(request), cases))
    return next((move for move in offered if move.id == asked), None) or _named(asked, cases)


def _named(asked: str, cases: list[Case]) -> Move | None:
    """A move nobody may make now: each case then tells why."""
    moves = (pack.load().processes[case.process].move.get(asked) for case in cases)
    return next((move for move in moves if move), None)


def _form(request: HttpRequest, one: Case, move: Move) -> MoveForm:
    blank = Case(process=one.process)
    data = request.POST if "said" in request.POST else None
    return MoveForm(pack.load(), blank, move, user_of(request), localdate(), data)


def _ask(request: HttpRequest, cases: list[Case], move: Move, form: MoveForm) -> HttpResponse:
    context = {"cases": cases, "move": move, "form": form, "back": _back(request)}
    return render(request, "casework/together.html", context)


def _chosen(request: HttpRequest) -> QuerySet[Case]:
    chosen = keys(request.POST.getlist("case"))
    return seen_cases(scope_in(request)).filter(pk__in=chosen)


def _every(request: HttpRequest) -> QuerySet[Case]:
    scope = scope_in(request)
    tab = tab_of(scope, request.GET.get("tab"))
    form = CaseFilter(request.GET, scope, pack.load())
    return form.rows(listed(scope, tab, localdate())).order_by("due_on", "pk")


def _told(request: HttpRequest, outcome: Outcome) -> dict[str, object]:
    presenter = Presenter(pack.load(), scope_in(request), localdate())
    failed = [(presenter.row(one.case), one.reason) for one in outcome.failed]
    return {"outcome": outcome, "failed": failed, "back": _back(request)}


def _back(request: HttpRequest) -> str:
    """The list the user came from."""
    asked = request.POST.get("back", "")
    here = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()})
    return asked if here and asked.startswith("/") else reverse("casework:worklist")


urlpatterns = [path("bulk/", bulk, name="bulk")]
