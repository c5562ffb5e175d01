"""Feedback: the department that sent the data sees what came of it."""

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from luoshi import pack
from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.area_picker import lowest, open_steps, prefix, steps
from luoshi.site.audit import Action
from luoshi.site.audit.services import record
from luoshi.site.casework.presenters.feedback import told, told_leads
from luoshi.site.casework.services.outcomes import Outcome
from luoshi.site.casework.services.report_cards import seen_rules
from luoshi.site.casework.tables import feedback_workbook
from luoshi.site.casework.views.lists import CHUNK
from luoshi.site.listing import paged
from luoshi.site.rights import Ability, require, within


def _asked(request: HttpRequest) -> QuerySet[Any]:
    scope, asked = scope_in(request), request.GET
    leads = told_leads(scope)
    if asked.get("rule"):
        leads = leads.filter(rule=asked["rule"])
    if asked.get("outcome") in Outcome.values:
        leads = leads.filter(outcome=asked["outcome"])
    area = lowest(steps(pack.load().areas, scope, asked))
    return leads.filter(within("household__village", prefix(area))) if area else leads


@require(Ability.READ)
@require_GET
def feedback(request: HttpRequest) -> HttpResponse:
    """Leads with what came of them, by rule, outcome and division."""
    scope = scope_in(request)
    page = paged(request, _asked(request))
    context = {
        "page": page,
        "rows": list(told(pack.load(), scope, page)),
        "rules": seen_rules(scope),
        "outcomes": Outcome.choices,
        "steps": list(open_steps(steps(pack.load().areas, scope, request.GET))),
    }
    return render(request, "casework/feedback.html", context)


@require(Ability.EXPORT)
@require_GET
def export(request: HttpRequest) -> FileResponse:
    """The leads as asked, as an Excel file to send back."""
    leads, today = _asked(request), localdate()
    file = feedback_workbook(told(pack.load(), scope_in(request), leads.iterator(CHUNK)), today)
    target = f"核实反馈 {leads.count()} 条"
    record(Action.EXPORT, user=user_of(request), request=request, target=target)
    return FileResponse(file, as_attachment=True, filename=f"核实反馈_{today}.xlsx")


urlpatterns = [
    path("feedback/", feedback, name="feedback"),
    path("feedback/export/", export, name="feedback-export"),
]
