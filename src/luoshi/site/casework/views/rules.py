"""Rules: what came of their leads, and what other thresholds would find."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from luoshi.areas import Level
from luoshi.expressions import ExpressionError
from luoshi.pack.lacking import LackingError
from luoshi.screening.requirements import SCREENING
from luoshi.screening.threshold_trial import knobs
from luoshi.site.accounts.policies import scope_in
from luoshi.site.casework.services.report_cards import report_cards, seen_rules
from luoshi.site.casework.services.trials import trial
from luoshi.site.modules import part_of
from luoshi.site.monitoring.services.publishing import latest_day
from luoshi.site.rights import ALL, Ability, Role, Scope, require


@part_of(SCREENING)
@require(Ability.READ)
@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """The report card of each rule."""
    return render(request, "casework/rules.html", {"cards": report_cards(scope_in(request))})


@part_of(SCREENING)
@require(Ability.READ)
@require_GET
def rule(request: HttpRequest, rule: str) -> HttpResponse:
    """One rule with its thresholds to move, and at once what they would find."""
    scope = scope_in(request)
    found = next((one for one in seen_rules(scope) if one.id == rule), None)
    if found is None:
        raise Http404("没有这条规则")
    day, level = latest_day() or localdate(), _level(scope)
    moved = knobs(rule, day, request.GET)
    context = {"rule": found, "knobs": moved, "day": day, "level": level}
    try:
        context["trial"] = trial(scope, rule, day, moved, level)
    except LackingError as error:
        context["lacks"] = error.lacks
    except ExpressionError as error:
        context["told"] = str(error)
    return render(request, "casework/rule.html", context)


def _level(scope: Scope) -> Level:
    """Numbers are told by county to who sees them all, else by township or village."""
    if scope.areas is ALL:
        return Level.COUNTY
    return Level.TOWNSHIP if scope.role is Role.COUNTY else Level.VILLAGE


urlpatterns = [
    path("rules/", rules, name="rules"),
    path("rules/<slug:rule>/", rule, name="rule"),
]
