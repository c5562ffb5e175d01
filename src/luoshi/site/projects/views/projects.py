"""One project, and putting down a new one."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from luoshi import pack
from luoshi.casework.way import stage_way
from luoshi.ids import resolved
from luoshi.pack.obligations import Obligation
from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.area_picker import lowest, open_steps, steps
from luoshi.site.processes.models import Case
from luoshi.site.processes.presenters.available_moves import offer
from luoshi.site.processes.presenters.cases import Presenter
from luoshi.site.projects.actions import PutDown
from luoshi.site.projects.forms import NewProjectForm
from luoshi.site.projects.policies import OBLIGATION, process, seen_project
from luoshi.site.projects.presenters.panels import panels
from luoshi.site.projects.services.watch import Watch
from luoshi.site.rights import Ability, require


@require(Ability.READ)
@require_GET
def project(request: HttpRequest, pk: int) -> HttpResponse:
    """A project with the moves open to the user and everything known of it."""
    case, scope, today = seen_project(request, pk), scope_in(request), localdate()
    context = {
        "case": case,
        "row": Presenter(pack.load(), scope, today).row(case),
        "facts": case.facts,
        "kind": case.facts.get("项目类别", ""),
        "year": case.facts.get("库年度", ""),
        "obligation": _obligation(case),
        "clause": pack.load().clauses[process().clause],
        "way": stage_way(process(), process().stage[case.stage], _passed(case)),
        "offer": offer(scope, case, today),
        "token": uuid4(),
        "faults": Watch([case], today).faults() if case.closed_on is None else [],
        "panels": panels(case, user_of(request)),
    }
    return render(request, "projects/project.html", context)


def _obligation(case: Case) -> Obligation | None:
    known = pack.load().obligations
    return known.get(resolved(case.facts.get(OBLIGATION, ""), known))


def _passed(case: Case) -> frozenset[str]:
    """The stages a project has been in."""
    return frozenset(event.after for event in case.events.all())


@require(Ability.HANDLE)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose where, then say what: the project gets its code and begins as an idea."""
    user, scope = user_of(request), scope_in(request)
    asked = request.POST or request.GET
    taken = steps(pack.load().areas, scope, {name: str(asked.get(name, "")) for name in asked})
    place = lowest(taken)
    known = {"库年度": str(localdate().year + 1)}
    form = NewProjectForm(user, known, request.POST if "save" in request.POST else None)
    if form.is_bound:
        try:
            code = place.code if place else ""
            case = PutDown(user, code, form.cells(), request=request).execute()
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, f"已谋划，项目编码 {case.matter}。补充内容后即可申报。")
            return redirect("projects:project", case.pk)
    context = {"form": form, "steps": list(open_steps(taken)), "where": place}
    return render(request, "projects/new.html", context)


urlpatterns = [
    path("new/", new, name="new"),
    path("<int:pk>/", project, name="project"),
]
