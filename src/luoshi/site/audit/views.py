"""Reading the audit log."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from luoshi.site.audit.filters import EventFilter
from luoshi.site.audit.models import Event
from luoshi.site.audit.tables import EventTable
from luoshi.site.rights import Ability, require


@require(Ability.AUDIT)
def events(request: HttpRequest) -> HttpResponse:
    """All events, newest first."""
    form = EventFilter(request.GET)
    rows = Event.objects.filter(**form.lookups()).select_related("user")
    context = {"form": form, "table": EventTable(request, rows)}
    return render(request, "audit/events.html", context)
