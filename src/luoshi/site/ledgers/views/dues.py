"""What is due from me, and what is late."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from luoshi import pack
from luoshi.areas import Area
from luoshi.site.accounts.policies import user_of
from luoshi.site.ledgers.actions.declarations import Declare
from luoshi.site.ledgers.policies import seen_ledger
from luoshi.site.ledgers.presenters.declared import standings
from luoshi.site.ledgers.services.dues import dues_of
from luoshi.site.ledgers.tables import StandingTable
from luoshi.site.rights import ALL, Ability, require, scope_of
from luoshi.warehouse.request_values import day


@require(Ability.READ)
@require_GET
def due(request: HttpRequest) -> HttpResponse:
    """Ledgers with periods to fill: late ones first, then by deadline."""
    dues = dues_of(user_of(request))
    late = sorted((d for d in dues if d.late), key=lambda d: d.late[0].deadline)
    now = sorted((d for d in dues if d.now and not d.late), key=lambda d: d.now[0].deadline)
    running = [d for d in dues if not d.open]
    context = {
        "late": late,
        "now": now,
        "running": running,
        "today": localdate(),
        "counties": _named_counties(request),
    }
    return render(request, "ledgers/due.html", context)


def _named_counties(request: HttpRequest) -> list[Area]:
    """The counties of which somebody who answers for all of them may speak one by one."""
    whole = scope_of(user_of(request)).areas is ALL
    return list(pack.load().areas.counties()) if whole else []


@require(Ability.READ)
@require_GET
def standing(request: HttpRequest) -> HttpResponse:
    """Who has declared which ledger complete, and who has not."""
    found = standings(user_of(request), localdate())
    lacking = sum(bool(one.lacking and one.late) for one in found)
    context = {"table": StandingTable(request, found), "lacking": lacking, "today": localdate()}
    return render(request, "ledgers/standing.html", context)


@require(Ability.READ)
@require_GET
def badge(request: HttpRequest) -> HttpResponse:
    """How many ledgers wait for the user, for the menu."""
    dues = dues_of(user_of(request))
    context = {
        "late": sum(1 for d in dues if d.late),
        "now": sum(1 for d in dues if d.now and not d.late),
    }
    return render(request, "ledgers/_badge.html", context)


@require(Ability.READ)
@require_POST
def declare(request: HttpRequest, ledger: str) -> HttpResponse:
    """Say that a period is complete, or take that back."""
    table = seen_ledger(user_of(request), ledger)
    complete = request.POST.get("complete", "1") == "1"
    start = day(request.POST.get("start", ""))
    if start is None:
        messages.error(request, "没有说明是哪一期，请从待办页面操作。")
        return redirect("ledgers:due")
    try:
        counties = request.POST.getlist("county")
        period = Declare(table, user_of(request), start, counties, complete, request).execute()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        said = "已报全" if complete else "已收回，这一期又算没有报全"
        messages.success(request, f"“{table.title}”{period.title}{said}。")
    return redirect("ledgers:due")
