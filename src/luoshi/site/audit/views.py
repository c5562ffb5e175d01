"""Reading the audit log."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from luoshi.site.audit.forms import EventFilter
from luoshi.site.audit.models import Event
from luoshi.site.listing import ordered, paged
from luoshi.site.rights import Ability, require

SORTS = {"at": "at", "username": "username", "action": "action"}


@require(Ability.AUDIT)
def events(request: HttpRequest) -> HttpResponse:
    """All events, newest first."""
    form = EventFilter(request.GET)
    rows = Event.objects.filter(**form.lookups()).select_related("user")
    page = paged(request, ordered(request, rows, SORTS, "-at"))
    return render(request, "audit/events.html", {"form": form, "page": page})
