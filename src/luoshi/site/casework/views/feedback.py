"""Feedback: the department that sent the data sees what came of it."""

from functools import partial

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from luoshi import pack
from luoshi.screening.requirements import SCREENING
from luoshi.site.accounts.policies import scope_in
from luoshi.site.area_picker import lowest, open_steps, prefix, steps
from luoshi.site.casework.presenters.feedback import told, told_leads
from luoshi.site.casework.services.outcomes import Outcome
from luoshi.site.casework.services.report_cards import seen_rules
from luoshi.site.casework.tables import FeedbackTable
from luoshi.site.modules import part_of
from luoshi.site.rights import Ability, require, within


def _table(request: HttpRequest) -> FeedbackTable:
    scope, asked = scope_in(request), request.GET
    leads = told_leads(scope)
    if asked.get("rule"):
        leads = leads.filter(rule=asked["rule"])
    if asked.get("outcome") in Outcome.values:
        leads = leads.filter(outcome=asked["outcome"])
    area = lowest(steps(pack.load().areas, scope, asked))
    leads = leads.filter(within("household__village", prefix(area))) if area else leads
    return FeedbackTable(request, leads, partial(told, pack.load(), scope))


@part_of(SCREENING)
@require(Ability.READ)
@require_GET
def feedback(request: HttpRequest) -> HttpResponse:
    """Leads with what came of them, by rule, outcome and division."""
    scope = scope_in(request)
    context = {
        "table": _table(request),
        "rules": seen_rules(scope),
        "outcomes": Outcome.choices,
        "steps": list(open_steps(steps(pack.load().areas, scope, request.GET))),
    }
    return render(request, "casework/feedback.html", context)


@part_of(SCREENING)
@require(Ability.EXPORT)
@require_GET
def export(request: HttpRequest) -> FileResponse:
    """The leads as asked, as an Excel file to send back."""
    table = _table(request)
    return table.send(localdate(), "核实反馈", f"核实反馈 {table.length} 条")


urlpatterns = [
    path("feedback/", feedback, name="feedback"),
    path("feedback/export/", export, name="feedback-export"),
]
