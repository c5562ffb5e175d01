"""Pages of duties: who answers for whom, who is without one, giving and handing over."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from luoshi import pack
from luoshi.duties.inputs import Wanted
from luoshi.pack.duties import Duty
from luoshi.site.accounts.policies import user_of
from luoshi.site.accounts.services import User
from luoshi.site.area_picker import lowest, prefix, steps
from luoshi.site.duty.actions import Assign, HandOver, known_cells
from luoshi.site.duty.forms import HolderForm
from luoshi.site.duty.presenters import seen_duties, standing
from luoshi.site.duty.tables import HeldTable, WithoutTable
from luoshi.site.ledgers.policies import demand_fill, may_fill, seen_record
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.rights import Ability, Scope, require, scope_of


@require(Ability.READ)
@require_GET
def duties(request: HttpRequest) -> HttpResponse:
    """Every duty the user may see, and of one of them who is without and who holds it."""
    user = user_of(request)
    seen = seen_duties(user)
    if not seen:
        return render(request, "duty/duties.html", {"tabs": [], "today": localdate()})
    every = {duty.id: standing(user, duty, localdate()) for duty in seen}
    shown = every.get(request.GET.get("duty", ""), every[seen[0].id])
    scope = scope_of(user)
    picked = steps(pack.load().areas, scope, request.GET)
    area = lowest(picked)
    found = shown.inside(prefix(area)) if area else shown
    held = request.GET.get("held") == "1"
    kind = HeldTable if held else WithoutTable
    context = {
        "tabs": list(every.values()),
        "shown": found,
        "steps": [step for step in picked if len(step.options) > 1],
        "held": held,
        "today": localdate(),
        "fillable": may_fill(user, ledger(shown.duty.held.ledger)),
        "table": kind(request, found.held if held else found.without, title=shown.duty.title),
    }
    return render(request, "duty/duties.html", context)


@require(Ability.READ)
@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, duty: str) -> HttpResponse:
    """Give a duty nobody holds to somebody."""
    user, chosen = user_of(request), _duty(user_of(request), duty)
    demand_fill(user, ledger(chosen.held.ledger))
    wanted = _wanted(request, user, chosen)
    form = HolderForm(chosen, user, known_cells(chosen, wanted), request.POST or None)
    if request.method == "POST":
        try:
            Assign(chosen, wanted, user, form.cells(), request).execute()
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, "已安排。")
            return redirect(f"{reverse('duty:duties')}?duty={chosen.id}")
    return render(request, "duty/holder.html", {"duty": chosen, "wanted": wanted, "form": form})


@require(Ability.READ)
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, duty: str, pk: int) -> HttpResponse:
    """Hand a duty over to the next."""
    user, chosen = user_of(request), _duty(user_of(request), duty)
    table, record = seen_record(user, pk)
    if table.id != chosen.held.ledger:
        raise Http404("这条记录不是这项包抓的")
    demand_fill(user, table)
    held = chosen.held
    known = [held.place, *held.fixed, *([held.name] if held.name else [])]
    form = HolderForm(chosen, user, known, request.POST or None)
    if request.method == "POST":
        try:
            HandOver(chosen, record, user, form.cells(), request).execute()
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, "已交接，前任的一条同日终止。")
            return redirect(f"{reverse('duty:duties')}?duty={chosen.id}&held=1")
    before = _before(chosen, record.data, scope_of(user))
    context = {"duty": chosen, "record": record, "form": form, "before": before}
    return render(request, "duty/holder.html", context)


@dataclass(frozen=True)
class Before:
    """Who held the duty until now, as the reader may see."""

    holder: str
    since: date


def _before(duty: Duty, data: dict[str, str], scope: Scope) -> Before:
    column = ledger(duty.held.ledger).by_name[duty.held.holder]
    holder = data[duty.held.holder]
    name = scope.name(holder) if column.personal else holder
    return Before(name, date.fromisoformat(data[duty.held.since]))


def _duty(user: User, id_: str) -> Duty:
    found = next((duty for duty in seen_duties(user) if duty.id == id_), None)
    if found is None:
        raise Http404("没有这项包抓")
    return found


def _wanted(request: HttpRequest, user: User, duty: Duty) -> Wanted:
    place, name = request.GET.get("place", ""), request.GET.get("name", "")
    every = (line.wanted for line in standing(user, duty, localdate()).lines)
    found = next((one for one in every if (one.place, one.name) == (place, name)), None)
    if found is None:
        raise Http404("没有这个对象")
    return found
