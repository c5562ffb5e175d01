"""What has come of each table; sending, looking at what it would do, storing; history."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.deliveries import policies
from luoshi.site.deliveries.actions import (
    KINDS,
    LARGEST,
    MOST,
    DropDelivery,
    SendDelivery,
    StoreDelivery,
)
from luoshi.site.deliveries.choices import State
from luoshi.site.deliveries.forms import SendForm
from luoshi.site.deliveries.models import Delivery
from luoshi.site.deliveries.policies import own_delivery, seen_deliveries, seen_delivery, seen_table
from luoshi.site.deliveries.presenters.deliveries import (
    HEADINGS,
    county_lines,
    kept_counties,
    past,
    refusals,
    seen_effect,
    sent_for,
)
from luoshi.site.deliveries.presenters.overview import lines
from luoshi.site.deliveries.services import log, reading, storage
from luoshi.site.deliveries.tables import BatchTable, DeliveryTable
from luoshi.site.listing import paged
from luoshi.site.rights import Ability, require
from luoshi.site.storage import MEGABYTE
from luoshi.text.numbers import whole_percent
from luoshi.warehouse.refused import refused_name


@require(Ability.READ)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Each table: who owes it, when it came last, how far it reaches, what is late."""
    scope, today = scope_in(request), localdate()
    found = lines(scope, today)
    context = {
        "lines": found,
        "late": sum(line.is_late for line in found),
        "today": today,
        "sends": any(line.may_send for line in found),
    }
    return render(request, "deliveries/overview.html", context)


@require(Ability.READ)
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """Choose the files of one delivery; they are read and shown, nothing is stored yet."""
    scope = scope_in(request)
    tables = policies.sent_tables(scope)
    if not tables:
        policies.demand_send(scope, policies.datasets()[0])
    data = request.POST if request.method == "POST" else None
    form = SendForm(data, scope=scope, initial={"table": request.GET.get("table")})
    if data is not None and form.is_valid():
        try:
            return redirect("deliveries:delivery", _sent(request, form).pk)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    context = {
        "form": form,
        "tables": tables,
        "kinds": ",".join(KINDS),
        "most": MOST,
        "largest": LARGEST // MEGABYTE,
        "table": DeliveryTable(request, seen_deliveries(scope).select_related("by")),
    }
    return render(request, "deliveries/send.html", context)


def _sent(request: HttpRequest, form: SendForm) -> Delivery:
    table = next(one for one in policies.datasets() if one.id == form.cleaned_data["table"])
    said = form.cleaned_data
    return SendDelivery(
        user_of(request),
        table,
        request.FILES.getlist("files"),
        form.scope(),
        reach=said["reach"],
        since=said["since"],
        request=request,
    ).execute()


@require(Ability.READ)
@require_GET
def history(request: HttpRequest, table: str) -> HttpResponse:
    """All that came of a table, by the site and by the command line, the newest first."""
    scope = scope_in(request)
    found = seen_table(scope, table)
    rows = past(scope, found, seen_deliveries(scope).filter(table=found.id))
    context = {"table": found, "listing": BatchTable(request, rows)}
    return render(request, "deliveries/history.html", context)


@require(Ability.READ)
@require_GET
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a delivery is, what it would do, and what became of it."""
    found = seen_delivery(request, pk)
    part = request.headers.get("HX-Request") == "true"
    if part and not found.is_working:
        return HttpResponseClientRedirect(reverse("deliveries:delivery", args=[pk]))
    shown = reading.shown(found)
    effect = seen_effect(shown, scope_in(request))
    context = {
        "delivery": found,
        "sent_for": sent_for(found),
        "heading": HEADINGS.get(State(found.state), ""),
        "effect": effect,
        "table": next((one for one in policies.datasets() if one.id == found.table), None),
        "shown": shown,
        "counties": county_lines(effect),
        "kept_counties": kept_counties(shown),
        "page": paged(request, refusals(shown), 100),
        "own": found.by == user_of(request),
        "refused": list(enumerate(found.files)) if storage.refused_files(found) else [],
        "kept": storage.refused_files(found),
        "percent": whole_percent(found.share),
    }
    template = "deliveries/_progress.html" if part else "deliveries/delivery.html"
    return render(request, template, context)


@require(Ability.READ)
@require_POST
def store(request: HttpRequest, pk: int) -> HttpResponse:
    """Store an own delivery as it was shown."""
    found = own_delivery(request, pk)
    confirmed = request.POST.get("confirmed") == "yes"
    try:
        StoreDelivery(found, user_of(request), confirmed, request).execute()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("deliveries:delivery", pk)


@require(Ability.READ)
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an own delivery up."""
    DropDelivery(own_delivery(request, pk), user_of(request), request).execute()
    messages.success(request, "已放弃，什么都没有入库。")
    return redirect("deliveries:send")


@require(Ability.READ)
@require_GET
def refused(request: HttpRequest, pk: int, place: int) -> HttpResponseBase:
    """The refused rows of a file of an own delivery, as a workbook to mend and send again."""
    found = own_delivery(request, pk)
    name = found.files[place] if place < len(found.files) else ""
    if name not in storage.refused_files(found):
        raise Http404
    log.fetched(user_of(request), found, request)
    file = storage.refused_path(found, name).open("rb")
    return FileResponse(file, as_attachment=True, filename=refused_name(name))
