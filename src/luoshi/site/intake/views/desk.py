"""The desk: applications that wait, reports of cadres and the hotline, posters with the code."""

import segno
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_http_methods

from luoshi import pack
from luoshi.areas import Level
from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.area_picker import Step, lowest, steps
from luoshi.site.intake.actions import Refuse, Register, Report
from luoshi.site.intake.forms import ReportForm
from luoshi.site.intake.models import Application, State
from luoshi.site.intake.services import find_households, household_of
from luoshi.site.intake.tables import ApplicationTable, WaitingTable
from luoshi.site.listing import chosen
from luoshi.site.place import village_name
from luoshi.site.processes.presenters.pages import page_of
from luoshi.site.processes.services.opening import Subject
from luoshi.site.rights import ALL, Ability, Scope, require


def seen_applications(scope: Scope) -> QuerySet[Application]:
    """Applications in the user's areas; departments have none of their own."""
    rows = scope.filter(Application.objects.all(), "village")
    return rows if scope.departments is ALL else rows.none()


@require(Ability.HANDLE)
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Applications, those that wait first."""
    rows = seen_applications(scope_in(request))
    tab = chosen(State, request.GET.get("state"), State.WAITING)
    waiting = rows.filter(state=State.WAITING).count()
    kind = WaitingTable if tab is State.WAITING else ApplicationTable
    context = {
        "tabs": {one: waiting if one is State.WAITING else None for one in State},
        "tab": tab,
        "table": kind(request, rows.filter(state=tab).select_related("case")),
    }
    return render(request, "intake/desk.html", context)


@require(Ability.HANDLE)
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """How many applications wait, for the menu."""
    rows = seen_applications(scope_in(request)).filter(state=State.WAITING)
    return render(request, "intake/_waiting.html", {"waiting": rows.count()})


@require(Ability.HANDLE)
@require_http_methods(["GET", "POST"])
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """One application: find its household and register it, or say why not."""
    found = get_object_or_404(seen_applications(scope_in(request)), pk=pk)
    if request.method == "POST":
        answer = _decide(request, found)
        if answer is not None:
            return answer
    words = request.GET.get("q", found.name)
    homes = find_households(scope_in(request), found.village, words)
    context = {"one": found, "place": village_name(found.village), "homes": homes, "q": words}
    return render(request, "intake/application.html", context)


def _decide(request: HttpRequest, found: Application) -> HttpResponse | None:
    try:
        if "refuse" in request.POST:
            Refuse(found, user_of(request), request.POST.get("reason", ""), request).execute()
            messages.success(request, "已记为不予登记，申报人查询时会看到理由。")
            return redirect("intake:desk")
        home = _home(request, found.village)
        case = Register(found, user_of(request), home, request).execute()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return None
    messages.success(request, "已登记，从这里接着办。")
    return redirect(page_of(case))


def _home(request: HttpRequest, village: str) -> Subject:
    home = household_of(scope_in(request), village, request.POST.get("household", ""))
    if home is None:
        raise ValidationError("请从查到的户里选一户。")
    return home


@require(Ability.HANDLE)
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Report a household: choose the village, find the household, say what is hard."""
    scope = scope_in(request)
    picked = steps(pack.load().areas, scope, request.GET)
    area = lowest(picked)
    village = area.code if area is not None and area.level is Level.VILLAGE else ""
    number, words = request.GET.get("household", ""), request.GET.get("q", "")
    home = household_of(scope, village, number) if village and number else None
    form = ReportForm(request.POST or None)
    if request.method == "POST" and home is not None and form.is_valid():
        said = form.cleaned_data
        case, new = Report(
            home, user_of(request), said["source"], said["trouble"], said["words"], request
        ).execute()
        messages.success(request, "已上报。" if new else "这一户已有在办事项，请在这里接着办。")
        return redirect(page_of(case))
    context = {
        "steps": _open(picked),
        "village": village,
        "place": village_name(village) if village else "",
        "homes": find_households(scope, village, words) if village and words else [],
        "q": words,
        "home": home,
        "form": form,
    }
    return render(request, "intake/report.html", context)


def _open(picked: list[Step]) -> list[Step]:
    return [step for step in picked if len(step.options) > 1]


@require(Ability.HANDLE)
@require_GET
def poster(request: HttpRequest) -> HttpResponse:
    """A poster for a village, with the code that leads to its application form."""
    scope = scope_in(request)
    picked = steps(pack.load().areas, scope, request.GET)
    area = lowest(picked)
    if area is None or area.level is not Level.VILLAGE or not scope.allows(area.code):
        return render(request, "intake/posters.html", {"steps": _open(picked)})
    url = request.build_absolute_uri(f"{reverse('intake:start')}?v={area.code}")
    code = segno.make(url, error="m").svg_inline(scale=6, border=2)
    context = {"place": village_name(area.code), "url": url, "code": mark_safe(code)}  # noqa: S308
    return render(request, "intake/poster.html", context)
