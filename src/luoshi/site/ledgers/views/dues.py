"""What is due from me, and what is late."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from luoshi.site.ledgers.access import seen_ledger, user_of
from luoshi.site.ledgers.dues import dues_of
from luoshi.site.ledgers.filing import FileNothing
from luoshi.site.reading import day
from luoshi.site.rights import Ability, require


@require(Ability.READ)
@require_GET
def due(request: HttpRequest) -> HttpResponse:
    """Ledgers with periods to fill: late ones first, then by deadline."""
    dues = dues_of(user_of(request))
    late = sorted((d for d in dues if d.late), key=lambda d: d.late[0].deadline)
    now = sorted((d for d in dues if d.now and not d.late), key=lambda d: d.now[0].deadline)
    running = [d for d in dues if not d.open]
    context = {"late": late, "now": now, "running": running, "today": localdate()}
    return render(request, "ledgers/due.html", context)


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
def nothing(request: HttpRequest, ledger: str) -> HttpResponse:
    """Tell that a period has nothing to fill."""
    table = seen_ledger(user_of(request), ledger)
    start = day(request.POST.get("start", ""))
    if start is None:
        messages.error(request, "没有说明是哪一期，请从待办页面操作。")
        return redirect("ledgers:due")
    try:
        period = FileNothing(table, user_of(request), start, request).execute()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"“{table.title}”{period.title}已记为零报告。")
    return redirect("ledgers:due")
