"""Reading the audit log."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from luoshi.site.audit.filters import EventFilter
from luoshi.site.audit.models import Event
from luoshi.site.listing import Sorting, by, paged
from luoshi.site.rights import Ability, require

SORTS = {"at": by("at"), "username": by("username"), "action": by("action")}


@require(Ability.AUDIT)
def events(request: HttpRequest) -> HttpResponse:
    """All events, newest first."""
    form = EventFilter(request.GET)
    rows = Event.objects.filter(**form.lookups()).select_related("user")
    sorting = Sorting(request, SORTS, "-at")
    page = paged(request, sorting.rows(rows))
    context = {"form": form, "page": page, "sorting": sorting}
    return render(request, "audit/events.html", context)
