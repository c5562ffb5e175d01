"""Matters: the list, one of them, handing over, what is done, the bulletin."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.months import months_after
from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.rights import Ability, require
from luoshi.site.supervision.actions import Do, HandOver, UrgeAll
from luoshi.site.supervision.forms import DoForm, MatterForm, UrgeForm
from luoshi.site.supervision.models import Matter
from luoshi.site.supervision.policies import demand_lead, may_lead, visible
from luoshi.site.supervision.presenters import (
    Counts,
    bulletin_lines,
    choices,
    rows,
    seen_events,
    waits,
)
from luoshi.site.supervision.services.matters import Following, following, one_of, rules
from luoshi.site.supervision.services.proposals import proposal_of, proposals
from luoshi.site.supervision.tables import MatterTable
from luoshi.supervision import Kind, Light
from luoshi.warehouse.request_values import keys

FIRST = date(2000, 1, 1)
"""Before all bulletins."""

OPEN, DONE, LATE = "open", "done", "late"
TABS = {OPEN: "在办", LATE: "红灯", DONE: "已办结"}


@require(Ability.READ)
@require_GET
def list_(request: HttpRequest) -> HttpResponse:
    """The matters a user sees, the open ones first due first."""
    scope = scope_in(request)
    every = following(visible(scope))
    tab = _tab(request)
    table = _table(request, every)
    context = {
        "table": table,
        "picks": "matter" if may_lead(scope) and tab != DONE else "",
        "counts": Counts.of(every),
        "tab": tab,
        "tabs": TABS,
        "mine": may_lead(scope),
        "proposals": proposals() if may_lead(scope) else [],
        "urge_form": UrgeForm(),
    }
    return render(request, "supervision/list.html", context)


def _tab(request: HttpRequest) -> str:
    asked = request.GET.get("tab", OPEN)
    return asked if asked in TABS else OPEN


def _table(request: HttpRequest, every: list[Following]) -> MatterTable:
    """The matters of the tab that is asked for."""
    shown = {
        OPEN: [one for one in every if one.standing.open],
        LATE: [one for one in every if one.light is Light.RED],
        DONE: [one for one in every if not one.standing.open],
    }[_tab(request)]
    return MatterTable(request, rows(shown, scope_in(request)))


@require(Ability.EXPORT)
@require_GET
def export(request: HttpRequest) -> FileResponse:
    """The list as it is asked for, as an Excel file."""
    table = _table(request, following(visible(scope_in(request))))
    return table.send(localdate(), "督办事项", f"督办事项 {table.length} 件")


@require(Ability.READ)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Hand a matter over; ``?obligation=`` (and ``?row=``) fills in what is known of one."""
    demand_lead(scope_in(request))
    origin, initial = _known(request)
    form = MatterForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            kept = HandOver(user_of(request), **form.cleaned_data, origin=origin, request=request)
            found = kept.execute()
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, f"已交办，编号 {found.number}。")
            return redirect("supervision:matter", found.pk)
    return render(request, "supervision/new.html", {"form": form, "rules": rules()})


def _known(request: HttpRequest) -> tuple[str, dict[str, str]]:
    """What a matter is made of, and what is known of it."""
    asked = request.GET.get("obligation", "")
    if not asked:
        return "", {}
    found = proposal_of(asked, request.GET.get("row", ""))
    if found is None:
        raise Http404("没有这项承诺，或者这一条现在没有问题")
    said = {"source": "obligation", "title": found.title, "text": found.text, "unit": found.unit}
    return found.origin, said


@require(Ability.READ)
@require_GET
def matter(request: HttpRequest, pk: int) -> HttpResponse:
    """A matter: where it stands, what was done, what the reader may do."""
    scope = scope_in(request)
    found = one_of(get_object_or_404(visible(scope), pk=pk))
    context = {
        "one": found,
        "matter": found.matter,
        "events": seen_events(found, scope),
        "choices": choices(found, scope),
        "lights": found.lights,
    }
    return render(request, "supervision/matter.html", context)


@require(Ability.READ)
@require_GET
def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    """The assignment sheet (交办单) to be printed."""
    found = one_of(get_object_or_404(visible(scope_in(request)), pk=pk))
    context = {"one": found, "matter": found.matter, "rules": rules()}
    return render(request, "supervision/assignment.html", context)


@require(Ability.READ)
@require_POST
def do(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Do something in a matter."""
    found = get_object_or_404(visible(scope_in(request)), pk=pk)
    if kind not in list(Kind):
        raise Http404("没有这一步")
    form = DoForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.amiss)
        return redirect("supervision:matter", pk)
    try:
        Do(user_of(request), found, Kind(kind), **form.cleaned_data, request=request).execute()
    except ValidationError as error:
        messages.error(request, "；".join(error.messages))
    else:
        messages.success(request, f"{Kind(kind).label}：已记下。")
    return redirect("supervision:matter", pk)


@require(Ability.READ)
@require_GET
def badge(request: HttpRequest) -> HttpResponse:
    """How many matters wait for the user, for the menu."""
    scope = scope_in(request)
    waiting = [one for one in following(visible(scope)) if waits(one, scope)]
    late = sum(one.light is Light.RED for one in waiting)
    context = {"late": late, "now": len(waiting) - late}
    return render(request, "supervision/_badge.html", context)


@require(Ability.READ)
@require_POST
def urge(request: HttpRequest) -> HttpResponse:
    """Urge the matters that are ticked."""
    form = UrgeForm(request.POST)
    demand_lead(scope_in(request))
    chosen = list(Matter.objects.filter(pk__in=keys(request.POST.getlist("matter"))))
    if not form.is_valid() or not chosen:
        messages.error(request, "勾选要催办的事项，并写明催办内容。")
        return redirect("supervision:list")
    done, left = UrgeAll(user_of(request), chosen, form.cleaned_data["text"], request).execute()
    if done:
        messages.success(request, f"已催办 {len(done)} 件。")
    if left:
        messages.warning(request, "没有催办：" + "；".join(left))
    return redirect("supervision:list")


@require(Ability.READ)
@require_GET
def bulletin(request: HttpRequest) -> HttpResponse:
    """The month's bulletin by unit, of the matters a user sees."""
    month = _month(request.GET.get("month", ""))
    every = following(visible(scope_in(request)))
    context = {
        "lines": bulletin_lines(every, month),
        "month": month,
        "before": months_after(month, -1),
        "after": months_after(month, 1) if month < localdate().replace(day=1) else None,
        "rules": rules(),
    }
    return render(request, "supervision/bulletin.html", context)


def _month(text: str) -> date:
    """A month up to the current one, which stands for what is none."""
    now = localdate().replace(day=1)
    try:
        asked = date.fromisoformat(f"{text}-01")
    except ValueError:
        return now
    return asked if FIRST <= asked <= now else now
