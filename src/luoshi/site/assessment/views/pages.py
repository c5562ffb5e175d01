"""The rounds, one round, and one place of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from luoshi.assessment import Assessment
from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.assessment.actions.planning import PlanRound
from luoshi.site.assessment.choices import State
from luoshi.site.assessment.forms import (
    AnswerForm,
    CorrectionForm,
    HandbackForm,
    MarkForm,
    PlanForm,
    ResultForm,
    StrikeForm,
    TextForm,
)
from luoshi.site.assessment.models import Correction, Handback, Objection, Round
from luoshi.site.assessment.policies import may_plan, sees, sees_every, sees_order, stands_for
from luoshi.site.assessment.presenters import find, item_rows, named, place_rows, schedule
from luoshi.site.assessment.services.rounds import (
    assessment_of,
    differences,
    frozen_of,
    marks_of,
    state_of,
    unsettled,
    waiting,
)
from luoshi.site.assessment.tables import PlaceTable
from luoshi.site.rights import Ability, require

COUNTY, UNIT = "county", "unit"


@require(Ability.READ)
@require_GET
def list_(request: HttpRequest) -> HttpResponse:
    """All rounds, each with where it is."""
    rounds = [(one, state_of(one)) for one in Round.objects.prefetch_related("steps")]
    context = {"rounds": rounds, "may_plan": may_plan(scope_in(request))}
    return render(request, "assessment/list.html", context)


@require(Ability.READ)
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """The plan of a new round."""
    form = PlanForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            kept = PlanRound(
                user_of(request),
                said["notice"],
                said["year"],
                form.calendar,
                said["allowed"],
                said["left_out"],
                request,
            ).execute()
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, "方案已定，各县、各单位可以自评。")
            return redirect("assessment:round", kept.pk)
    return render(request, "assessment/plan.html", {"form": form})


@require(Ability.READ)
@require_GET
def round_(request: HttpRequest, pk: int) -> HttpResponse:
    """A round: its calendar, the places as far as the reader sees them, and what comes next."""
    found = get_object_or_404(Round, pk=pk)
    state, scope = state_of(found), scope_in(request)
    scores = assessment_of(found)
    every = (*scores.counties, *scores.departments)
    shown = sees_order(scope, state)
    own = [one for one in every if stands_for(scope, one.code)]
    context = {
        "round": found,
        "state": state,
        "schedule": schedule(found, state),
        "assessment": scores,
        "table": _table(request, found, scores) if shown else None,
        "subject": _subject(request, scores),
        "both": bool(scores.counties and scores.departments),
        "own": own,
        "mine": may_plan(scope),
        **_next(request, found, state, scores),
    }
    return render(request, "assessment/round.html", context)


def _table(request: HttpRequest, found: Round, scores: Assessment) -> PlaceTable:
    """The counties, or with ``?of=unit`` the units."""
    units = _subject(request, scores) == UNIT
    places = scores.departments if units else scores.counties
    rows = place_rows(found, places, scores.cards)
    return PlaceTable(request, rows, title="各牵头单位" if units else "各县（市、区）")


def _subject(request: HttpRequest, scores: Assessment) -> str:
    asked = request.GET.get("of", COUNTY)
    return UNIT if asked == UNIT or not scores.counties else COUNTY


@require(Ability.EXPORT)
@require_GET
def export(request: HttpRequest, pk: int) -> FileResponse:
    """The counties or the units of a round, as an Excel file."""
    found = get_object_or_404(Round, pk=pk)
    if not sees_order(scope_in(request), state_of(found)):
        raise Http404("结果公布以后可以导出")
    table = _table(request, found, assessment_of(found))
    name = f"{found}_{table.title}"
    return table.send(localdate(), name, f"{found} {found.pk} 的得分 {table.length} 个")


def _next(
    request: HttpRequest, found: Round, state: State, scores: Assessment
) -> dict[str, object]:
    """What waits and what comes next, for who leads the round; else what everybody sees."""
    handbacks = Handback.objects.filter(round=found).select_related("struck", "by")
    if not may_plan(scope_in(request)):
        seen = [one for one in handbacks if _seen(request, one.place, state)]
        return {"handbacks": named(seen, scores)}
    frozen = frozen_of(found)
    digest, changed = differences(found) if frozen else ("", [])
    decided = Correction.objects.filter(round=found)
    settled = changed and decided.filter(digest=digest).exists()
    earlier = Handback.objects.filter(round__year__lt=found.year, struck=None)
    return {
        "earlier": earlier.count(),
        "handbacks": named(handbacks, scores),
        "unsettled": unsettled(found) if state is State.SCORING else 0,
        "unanswered": named(Objection.objects.filter(round=found, answer=None), scores),
        "waiting": waiting(found),
        "result_form": ResultForm(),
        "handback_form": HandbackForm(),
        "strike_form": StrikeForm(),
        "answer_form": AnswerForm(),
        "correction_form": CorrectionForm(),
        "differences": [] if settled else changed,
        "difference_digest": digest,
        "corrections": decided,
    }


def _seen(request: HttpRequest, place: str, state: State) -> bool:
    scope = scope_in(request)
    return sees_every(scope) or (state is State.PUBLISHED and stands_for(scope, place))


@require(Ability.READ)
@require_GET
def place(request: HttpRequest, pk: int, place: str) -> HttpResponse:
    """A place's card, item by item."""
    found = get_object_or_404(Round, pk=pk)
    state, scope, user = state_of(found), scope_in(request), user_of(request)
    reporting = state is State.REPORTING and stands_for(scope, place)
    public = state is State.PUBLISHED and sees_order(scope, state)
    if not (sees(scope, state, place) or reporting or public):
        raise Http404("没有这个县或单位，或现在还不能看")
    scores = assessment_of(found)
    scored = find(scores, place)
    if scored is None:
        raise Http404("没有这个县或单位")
    context = {
        "round": found,
        "state": state,
        "card": scored[0],
        "score": scored[1],
        "row": place_rows(found, [scored[1]], scores.cards)[0],
        "shown": sees(scope, state, place) or public,
        "parts": item_rows(found, user, state, scored, marks_of(found)),
        "mark_form": MarkForm(),
        "text_form": TextForm(),
        "may_report": reporting,
        "may_object": state is State.OBJECTING and stands_for(scope, place),
    }
    return render(request, "assessment/place.html", context)
