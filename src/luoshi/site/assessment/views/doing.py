"""What is done in a round: each a form that leads back to its page and says what came of it."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from luoshi.site.accounts.policies import user_of
from luoshi.site.assessment.actions.following import DecideCorrection, HandBack, Strike
from luoshi.site.assessment.actions.planning import Advance
from luoshi.site.assessment.actions.results import ConfirmResult, ProposeResult
from luoshi.site.assessment.actions.scoring import AnswerObjection, GiveMark, Object, Report
from luoshi.site.assessment.choices import Consequence
from luoshi.site.assessment.forms import (
    AnswerForm,
    CorrectionForm,
    HandbackForm,
    MarkForm,
    ResultForm,
    StrikeForm,
    TextForm,
)
from luoshi.site.assessment.models import Adoption, Handback, Objection, Round
from luoshi.site.forms import Telling
from luoshi.site.rights import Ability, require


def _done(request: HttpRequest, form: Telling | None, act: Callable[[], object], said: str) -> None:
    """Act where the form holds; say what came of it."""
    if form is not None and not form.is_valid():
        messages.error(request, form.amiss)
        return
    try:
        act()
    except ValidationError as error:
        messages.error(request, "；".join(error.messages))
    else:
        messages.success(request, said)


@require(Ability.READ)
@require_POST
def advance(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead a round on."""
    found = get_object_or_404(Round, pk=pk)
    _done(request, None, Advance(user_of(request), found, request).execute, "已进入下一步。")
    return redirect("assessment:round", pk)


@require(Ability.READ)
@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a result before a second account."""
    found, form = get_object_or_404(Round, pk=pk), ResultForm(request.POST)

    def act() -> object:
        return ProposeResult(
            user_of(request), found, **form.cleaned_data, request=request
        ).execute()

    _done(request, form, act, "已提请审定，由另一个账号审定以后公布。")
    return redirect("assessment:round", pk)


@require(Ability.READ)
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to a result, or turn it down."""
    found = get_object_or_404(Adoption.objects.select_related("round"), pk=pk)
    agreed, note = request.POST.get("agreed") == "yes", request.POST.get("note", "")
    digest = request.POST.get("digest", "")
    act = ConfirmResult(user_of(request), found, digest, agreed, note, request).execute
    _done(request, None, act, "已审定，结果公布。" if agreed else "已退回。")
    return redirect("assessment:round", found.round_id)


@require(Ability.READ)
@require_POST
def report(request: HttpRequest, pk: int, place: str, item: str) -> HttpResponse:
    """A self-report on an item."""
    found, form = get_object_or_404(Round, pk=pk), TextForm(request.POST)

    def act() -> object:
        text = form.cleaned_data["text"]
        return Report(user_of(request), found, place, item, text, request).execute()

    _done(request, form, act, "自评已收。")
    return redirect("assessment:place", pk, place)


@require(Ability.ASSESS)
@require_POST
def mark(request: HttpRequest, pk: int, place: str, item: str) -> HttpResponse:
    """The points of one scorer."""
    found, form = get_object_or_404(Round, pk=pk), MarkForm(request.POST)

    def act() -> object:
        said = form.cleaned_data
        return GiveMark(user_of(request), found, place, item, **said, request=request).execute()

    _done(request, form, act, "评分已收。")
    return redirect("assessment:place", pk, place)


@require(Ability.READ)
@require_POST
def object_(request: HttpRequest, pk: int, place: str, item: str) -> HttpResponse:
    """An objection to an item's points."""
    found, form = get_object_or_404(Round, pk=pk), TextForm(request.POST)

    def act() -> object:
        text = form.cleaned_data["text"]
        return Object(user_of(request), found, place, item, text, request).execute()

    _done(request, form, act, "异议已收，等答复。")
    return redirect("assessment:place", pk, place)


@require(Ability.READ)
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer to an objection."""
    found = get_object_or_404(Objection.objects.select_related("round"), pk=pk)
    form = AnswerForm(request.POST)

    def act() -> object:
        said = form.cleaned_data
        return AnswerObjection(user_of(request), found, **said, request=request).execute()

    _done(request, form, act, "已答复。")
    return redirect("assessment:round", found.round_id)


@require(Ability.READ)
@require_POST
def hand_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Something a place has to mend."""
    found, form = get_object_or_404(Round, pk=pk), HandbackForm(request.POST)

    def act() -> object:
        said = {**form.cleaned_data, "kind": Consequence(form.cleaned_data["kind"])}
        return HandBack(user_of(request), found, **said, request=request).execute()

    _done(request, form, act, "已下达。")
    return redirect("assessment:round", pk)


@require(Ability.READ)
@require_POST
def strike(request: HttpRequest, pk: int) -> HttpResponse:
    """Strike off what was mended."""
    found = get_object_or_404(Handback.objects.select_related("round"), pk=pk)
    form = StrikeForm(request.POST)

    def act() -> object:
        return Strike(user_of(request), found, **form.cleaned_data, request=request).execute()

    _done(request, form, act, "已销号。")
    return redirect("assessment:round", found.round_id)


@require(Ability.READ)
@require_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide what becomes of records that changed after the figures were frozen."""
    found, form = get_object_or_404(Round, pk=pk), CorrectionForm(request.POST)
    digest = request.POST.get("digest", "")

    def act() -> object:
        decision = form.cleaned_data["decision"]
        return DecideCorrection(user_of(request), found, digest, decision, request).execute()

    _done(request, form, act, "已记下怎样处理，公布的结果不变。")
    return redirect("assessment:round", pk)
