"""Measures: asked for on a case, answered by departments on one page."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from luoshi import pack
from luoshi.site.casework.access import scope_in, seen_case, user_of
from luoshi.site.casework.asked import asked_measures, asked_replies
from luoshi.site.casework.comparing import AnswerReply
from luoshi.site.casework.measures import AnswerMeasure, AskMeasure
from luoshi.site.casework.models import Measure, Reply
from luoshi.site.casework.showing import Clock, Presenter, Row, clock
from luoshi.site.listing import paged
from luoshi.site.rights import Ability, require


@dataclass(frozen=True)
class Asked:
    """One thing a department is asked, with the case it is asked for."""

    pk: int
    title: str
    about: str
    unit: str
    state: str
    note: str
    clock: Clock
    row: Row
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
    """What my department is asked and has not answered, late first."""
    scope, today = scope_in(request), localdate()
    shows = Presenter(pack.load(), scope, today)
    measures = paged(request, asked_measures(scope))
    replies = asked_replies(scope)
    context = {
        "page": measures,
        "measures": [_measure(one, shows) for one in measures],
        "replies": [_reply(one, shows) for one in replies[:200]],
        "waiting": replies.count(),
        "today": today,
    }
    return render(request, "casework/answers.html", context)


def _measure(one: Measure, shows: Presenter) -> Asked:
    group = pack.load().help_groups[one.group]
    return Asked(
        one.pk,
        one.kind,
        group.title,
        one.unit,
        one.get_state_display(),
        one.note,
        clock(one.due_on, shows.today),
        shows.row(one.case),
        taken=one.answered_on is not None,
    )


def _reply(one: Reply, shows: Presenter) -> Asked:
    title = pack.load().comparisons[one.comparison].title
    time = clock(one.due_on, shows.today)
    return Asked(one.pk, title, "信息比对", one.unit, "", "", time, shows.row(one.case))


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
    chosen = [int(text) for text in request.POST.getlist("reply") if text.isdecimal()]
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
