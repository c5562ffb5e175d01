"""The notices of a place, and where pages went that had no notice in their address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from luoshi import pack
from luoshi.ids import notice_of, own, resolved
from luoshi.site.accounts.policies import scope_in
from luoshi.site.ledgers.services.engine import stamp
from luoshi.site.notices.policies import may_decide, sight_of
from luoshi.site.notices.presenters.drafts import draft_cards
from luoshi.site.notices.presenters.notices import cards
from luoshi.site.rights import Ability, require


@require(Ability.READ)
@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """Every notice with its term and how its obligations stand, and the drafts to be decided;
    the only one at once."""
    now, scope = stamp(), scope_in(request)
    drafted = draft_cards() if may_decide(scope) else []
    if len(now.pack.notices) == 1 and not drafted:
        return redirect("notices:notice", next(iter(now.pack.notices)))
    shown = cards(now, sight_of(scope, now.pack), localdate())
    context = {"cards": shown, "place": now.pack.title, "drafts": drafted}
    return render(request, "notices/index.html", context)


@require(Ability.READ)
@require_GET
def moved_obligation(request: HttpRequest, obligation_id: str) -> HttpResponse:
    """Lead to the obligation of that name."""
    known = pack.load().obligations
    found = resolved(obligation_id, known)
    if found not in known:
        raise Http404("没有这项承诺")
    return _moved(request, reverse("notices:obligation", args=[notice_of(found), own(found)]))


@require(Ability.READ)
@require_GET
def moved_map(request: HttpRequest) -> HttpResponse:
    """Lead to the map of the notice now in force."""
    now = pack.load().current(localdate())
    return _moved(request, reverse("notices:map", args=[now.id]))


def _moved(request: HttpRequest, url: str) -> HttpResponse:
    asked = request.GET.urlencode()
    return redirect(f"{url}?{asked}" if asked else url, permanent=True)
