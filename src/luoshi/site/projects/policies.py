"""Which projects a user sees. Every page, file and action of this app starts here."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from luoshi import pack
from luoshi.casework.projects.rows import VILLAGES
from luoshi.pack.processes import Process
from luoshi.site.accounts.policies import scope_in
from luoshi.site.json_text import TextIn
from luoshi.site.ledgers.services.records import Record, records_of
from luoshi.site.processes.models import Case
from luoshi.site.rights import ALL, Scope

PROJECT = "project"
"""The process of projects."""

CODE, OBLIGATION = "项目编码", "服务的承诺"


def process() -> Process:
    """How projects are handled."""
    return pack.load().processes[PROJECT]


def seen_projects(scope: Scope) -> QuerySet[Case]:
    """Projects that lie in, or reach into, the user's areas.

    A department sees those of its own kinds, and those that serve an obligation it leads.
    """
    rows = Case.objects.filter(process=PROJECT).annotate(obligation=TextIn("facts", OBLIGATION))
    if scope.areas is not ALL:
        rows = rows.filter(_inside(scope.areas, scope))
    if scope.departments is ALL:
        return rows
    return rows.filter(Q(unit__in=scope.departments) | Q(obligation__in=_led_by(scope.departments)))


def seen_project(request: HttpRequest, pk: int) -> Case:
    """A project the user may see.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(seen_projects(scope_in(request)), pk=pk)


def _inside(areas: tuple[str, ...], scope: Scope) -> Q:
    found = Q(pk__in=[])
    for prefix in areas:
        found |= Q(village__startswith=prefix)
    return found | Q(matter__in=_reaching(scope)) if areas else found


def _reaching(scope: Scope) -> QuerySet[Record, str]:
    """The codes of projects with a village inside the user's areas."""
    rows = scope.filter(records_of(VILLAGES), "area")
    return rows.annotate(number=TextIn("data", CODE)).values_list("number", flat=True)


def _led_by(units: tuple[str, ...]) -> list[str]:
    obligations = pack.load().obligations.values()
    return [obligation.id for obligation in obligations if set(obligation.leads) & set(units)]
