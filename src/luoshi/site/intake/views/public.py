"""Pages anybody may open: apply for help, and ask what became of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from luoshi import pack
from luoshi.areas import Area, AreaError, Level
from luoshi.site.area_picker import lowest, steps
from luoshi.site.intake.actions import receive
from luoshi.site.intake.forms import ApplyForm, StateForm
from luoshi.site.intake.models import Application
from luoshi.site.intake.policies import APPLY, CHECK, TooOftenError, count_use, demand_rare
from luoshi.site.intake.presenters import told
from luoshi.site.place import village_name
from luoshi.site.rights import public
from luoshi.site.rights.scope import ALL, Scope

GIVEN = "intake.given"
"""Where the session keeps the number that was just given."""

EVERYWHERE = Scope(areas=ALL)
"""Anybody may choose any village; only names of divisions are shown."""


@public
@require_http_methods(["GET"])
def start(request: HttpRequest) -> HttpResponse:
    """Choose the village, unless the QR code did."""
    chosen = request.GET.get("v", "")
    if chosen:
        return redirect("intake:apply", _village(chosen).code)
    picked = steps(pack.load().areas, EVERYWHERE, request.GET)
    area = lowest(picked)
    if area is not None and area.level is Level.VILLAGE:
        return redirect("intake:apply", area.code)
    return render(request, "intake/start.html", {"steps": picked, "last": picked[-1]})


@public
@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest, village: str) -> HttpResponse:
    """The application form of a village."""
    area = _village(village)
    form = ApplyForm(request.POST or None)
    said = form.cleaned_data if request.method == "POST" and form.is_valid() else None
    if said is not None and not said["website"]:
        try:
            count_use(request, APPLY)
            demand_rare(said["phone"])
        except TooOftenError as error:
            form.add_error(None, str(error))
        else:
            made = receive(area.code, said, said["trouble"])
            request.session[GIVEN] = made.number
            return redirect("intake:given")
    context = {"form": form, "village": village_name(area.code)}
    return render(request, "intake/apply.html", context)


@public
@require_http_methods(["GET"])
def given(request: HttpRequest) -> HttpResponse:
    """The number that was given, to keep."""
    number = request.session.get(GIVEN)
    if number is None:
        return redirect("intake:state")
    return render(request, "intake/given.html", {"number": number})


@public
@require_http_methods(["GET", "POST"])
def state(request: HttpRequest) -> HttpResponse:
    """How far an application has come; number and telephone are asked in the body only."""
    form = StateForm(request.POST or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            count_use(request, CHECK)
        except TooOftenError as error:
            form.add_error(None, str(error))
        else:
            found = _application(form.cleaned_data)
            context |= {"found": found, "asked": True, "told": told(found) if found else ""}
    return render(request, "intake/state.html", context)


def _application(said: dict[str, str]) -> Application | None:
    number = said["number"].strip().upper().replace(" ", "")
    return Application.objects.filter(number=number, phone__endswith=said["phone"]).first()


def _village(code: str) -> Area:
    try:
        area = pack.load().areas.by_code(code)
    except AreaError as error:
        raise Http404("没有这个村") from error
    if area.level is not Level.VILLAGE:
        raise Http404("没有这个村")
    return area
