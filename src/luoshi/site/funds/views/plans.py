"""Adopted plans: open to everybody, as results of allocation are published."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.http import require_GET

from luoshi import pack
from luoshi.allocation.sheet import AllocationSheet
from luoshi.areas.borders import credit
from luoshi.site.funds.models import Plan
from luoshi.site.funds.presenters import board_of
from luoshi.site.funds.views.papers import sent_excel, sent_word
from luoshi.site.rights import ALL, Ability, require, scope_of


@require(Ability.READ)
@require_GET
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """A plan as it was signed."""
    found = _asked(pk)
    sheet = AllocationSheet.model_validate(found.sheet)
    areas = scope_of(request.user).areas
    newest = Plan.objects.filter(scheme=found.scheme, year=found.year).first()
    context = {
        "plan": found,
        "sheet": sheet,
        "board": board_of(sheet, None),
        "replaced_by": newest if newest != found else None,
        "own": "" if areas is ALL or not areas else areas[0][:6],
        "credit": credit(pack.load().folder),
    }
    return render(request, "funds/plan.html", context)


@require(Ability.EXPORT)
@require_GET
def word(request: HttpRequest, pk: int) -> FileResponse:
    """A plan as a Word file."""
    found = _asked(pk)
    return sent_word(request, AllocationSheet.model_validate(found.sheet), found)


@require(Ability.EXPORT)
@require_GET
def excel(request: HttpRequest, pk: int) -> FileResponse:
    """A plan as a workbook."""
    found = _asked(pk)
    return sent_excel(request, AllocationSheet.model_validate(found.sheet), found)


def _asked(pk: int) -> Plan:
    return get_object_or_404(Plan.objects.select_related("proposed_by", "signed_by"), pk=pk)


urlpatterns = [
    path("plans/<int:pk>/", plan, name="plan"),
    path("plans/<int:pk>/plan.docx", word, name="plan-word"),
    path("plans/<int:pk>/plan.xlsx", excel, name="plan-excel"),
]
