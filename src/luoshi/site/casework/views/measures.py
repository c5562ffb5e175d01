"""Measures: asked for on a case, answered by departments on one page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from luoshi import pack
from luoshi.casework.clocks import Clock, clock
from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.casework.actions.comparisons import AnswerReply
from luoshi.site.casework.actions.measures import AnswerMeasure, AskMeasure
from luoshi.site.casework.choices import Answering
from luoshi.site.casework.models import Measure, Reply
from luoshi.site.casework.policies import asked_case, own_measures, own_replies
from luoshi.site.casework.presenters.panels import leads
from luoshi.site.casework.presenters.requests import (
    WAITING,
    answered_measures,
    answered_replies,
    asked_measures,
    asked_replies,
)
from luoshi.site.listing import chosen, paged
from luoshi.site.place import village_name
from luoshi.site.processes.policies import seen_case
from luoshi.site.processes.presenters.cases import Presenter
from luoshi.site.rights import Ability, Scope, require
from luoshi.warehouse.request_values import keys

MOST_REPLIES = 200
"""Comparisons a page lists."""


@dataclass(frozen=True)
class DepartmentRequest:
    """One thing a department is asked, about whom and where, and what it answered.

    ``clock`` is None where nothing is waited for any more.
    """

    pk: int
    case: int
    name: str
    place: str
    title: str
    about: str
    unit: str
    state: str
    note: str
    answer: str
    clock: Clock | None
    taken: bool = False


@require(Ability.HANDLE)
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a department for a measure."""
    case = seen_case(request, pk)
    group, _, kind = request.POST.get("measure", "").partition("/")
    unit, note = request.POST.get("unit", ""), request.POST.get("note", "")
    action = AskMeasure(case, user_of(request), group, kind, unit, note, request=request)
    try:
        made = action.execute()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(
            request, f"已请{made.unit}受理“{made.kind}”，{made.due_on:%Y-%m-%d} 前答复。"
        )
    return redirect(f"{reverse('casework:case', args=[pk])}#measures")


@require(Ability.HANDLE)
@require_GET
def answers(request: HttpRequest) -> HttpResponse:
    """What my department is asked and has not answered, late first; or what it answered."""
    scope = scope_in(request)
    tab = chosen(Answering, request.GET.get("list"), Answering.WAITING)
    done = tab is Answering.DONE
    page = paged(request, answered_measures(scope) if done else asked_measures(scope))
    replies = answered_replies(scope) if done else asked_replies(scope)
    context = {
        "page": page,
        "measures": _shown(scope, page, _measure),
        "replies": _shown(scope, replies[:MOST_REPLIES], _reply),
        "number": replies.count(),
        "done": done,
        "tabs": dict.fromkeys(Answering),
        "tab": tab,
    }
    return render(request, "casework/answers.html", context)


def asked_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A case for a department that is only asked about it: what, about whom, where.

    Raises:
        Http404: it is not asked about it.
    """
    scope = scope_in(request)
    case = asked_case(scope, pk)
    context = {
        "name": Presenter(pack.load(), scope, localdate()).name(case),
        "place": village_name(case.village),
        "measures": _shown(scope, own_measures(scope).filter(case=case), _measure),
        "replies": _shown(scope, own_replies(scope).filter(case=case), _reply),
        "leads": leads.panel(case, scope),
    }
    return render(request, "casework/asked.html", context)


def _shown(
    scope: Scope, rows: Iterable[Any], show: Callable[[Any, str], DepartmentRequest]
) -> list[DepartmentRequest]:
    shows = Presenter(pack.load(), scope, localdate())
    return [show(one, shows.name(one.case)) for one in rows]


def _measure(one: Measure, name: str) -> DepartmentRequest:
    return DepartmentRequest(
        pk=one.pk,
        case=one.case_id,
        name=name,
        place=village_name(one.case.village),
        title=one.kind,
        about=pack.load().help_groups[one.group].title,
        unit=one.unit,
        state=one.get_state_display(),
        note=one.note,
        answer=one.answer,
        clock=clock(one.due_on, localdate()) if one.state in WAITING else None,
        taken=one.answered_on is not None,
    )


def _reply(one: Reply, name: str) -> DepartmentRequest:
    waits = one.answered_on is None and one.case.closed_on is None
    return DepartmentRequest(
        pk=one.pk,
        case=one.case_id,
        name=name,
        place=village_name(one.case.village),
        title=pack.load().comparisons[one.comparison].title,
        about="信息比对",
        unit=one.unit,
        state="" if one.answered_on is None else "有记录" if one.found else "无记录",
        note="",
        answer=one.text,
        clock=clock(one.due_on, localdate()) if waits else None,
    )


@require(Ability.HANDLE)
@require_POST
def answer_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """A department's answer to a measure."""
    measure = get_object_or_404(asked_measures(scope_in(request)), pk=pk)
    state, answer = request.POST.get("state", ""), request.POST.get("answer", "")
    try:
        AnswerMeasure(measure, user_of(request), state, answer, request=request).execute()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"“{measure.kind}”{measure.get_state_display()}。")
    return redirect("casework:answers")


@require(Ability.HANDLE)
@require_POST
def answer_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """A department's answer to a comparison."""
    reply = get_object_or_404(asked_replies(scope_in(request)), pk=pk)
    found, text = request.POST.get("found") == "yes", request.POST.get("text", "")
    try:
        AnswerReply(reply, user_of(request), found, text, request=request).execute()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "已答复。")
    return redirect("casework:answers")


@require(Ability.HANDLE)
@require_POST
def answer_none(request: HttpRequest) -> HttpResponse:
    """A department has nothing on several households at once."""
    chosen = keys(request.POST.getlist("reply"))
    replies = asked_replies(scope_in(request)).filter(pk__in=chosen)
    for reply in replies:
        AnswerReply(reply, user_of(request), found=False, request=request).execute()
    messages.success(request, f"{len(replies)} 项已答复无记录。")
    return redirect("casework:answers")


urlpatterns = [
    path("answers/", answers, name="answers"),
    path("<int:pk>/measures/", ask, name="ask-measure"),
    path("measures/<int:pk>/answer/", answer_measure, name="answer-measure"),
    path("replies/none/", answer_none, name="answer-none"),
    path("replies/<int:pk>/answer/", answer_reply, name="answer-reply"),
]
