"""What a value touches: one that waits to be agreed to, and one that somebody tries."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from luoshi import pack
from luoshi.site.accounts.policies import user_of
from luoshi.site.changes.actions import ReckonAgain, TryValue
from luoshi.site.changes.forms import TryForm
from luoshi.site.changes.models import Preview
from luoshi.site.changes.policies import seen_preview, seen_preview_of
from luoshi.site.changes.presenters import ShownPreview
from luoshi.site.parameters.policies import demand_enter
from luoshi.site.parameters.services.values import parameter_of
from luoshi.site.rights import Ability, require, scope_of


@require(Ability.READ)
@require_POST
def try_value(request: HttpRequest, id_: str) -> HttpResponse:
    """See what a value would touch; nothing is entered."""
    form = TryForm(request.POST)
    try:
        demand_enter(scope_of(request.user), parameter_of(id_))
        if form.is_valid():
            tried = TryValue(user_of(request), id_, **form.cleaned_data).execute()
            return redirect("changes:preview", tried.pk)
        messages.error(request, "先填值和从哪天起，日期写成 2026-01-01，再看它影响什么。")
    except ValidationError as error:
        messages.error(request, "；".join(error.messages))
    known = id_ in pack.load().parameters
    return redirect("parameters:parameter", id_) if known else redirect("parameters:list")


@require(Ability.READ)
@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """All that a value touches, county by county; while it is worked out, that it is."""
    found = seen_preview(request, pk)
    if not _is_part(request):
        return render(request, "changes/preview.html", _context(found))
    if found.is_working:
        return render(request, "changes/_progress.html", _context(found))
    return HttpResponseClientRedirect(reverse("changes:preview", args=[pk]))


@require(Ability.READ)
@require_GET
def of_entry(request: HttpRequest, entry: int) -> HttpResponse:
    """What a value that waits touches, in short, for the page where it is agreed to."""
    found = seen_preview_of(request, entry)
    if not _is_part(request):
        return redirect("changes:preview", found.pk)
    template = "_progress" if found.is_working else "_summary"
    return render(request, f"changes/{template}.html", _context(found))


@require(Ability.READ)
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have it worked out anew, by the records there are now."""
    found = seen_preview(request, pk)
    ReckonAgain(found).execute()
    return redirect("changes:preview", found.pk)


def _is_part(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _context(found: Preview) -> dict[str, object]:
    parameter = pack.load().parameters[found.parameter]
    return {"preview": found, "shown": ShownPreview(found), "parameter": parameter}
