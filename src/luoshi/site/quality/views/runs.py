"""Uploading a county's exports, and watching them be checked."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from luoshi import pack
from luoshi.site import storage
from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.quality.actions.uploads import LARGEST, StartRun, most_files
from luoshi.site.quality.choices import RunState
from luoshi.site.quality.forms import UploadForm
from luoshi.site.quality.models import Run
from luoshi.site.quality.policies import WorkPart, counties_of, demand
from luoshi.site.quality.presenters.rows import table_title
from luoshi.site.quality.services.store import KEPT
from luoshi.site.quality.tables import RunTable
from luoshi.site.rights import Ability, require
from luoshi.text.numbers import whole_percent


@require(Ability.DECIDE)
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Choose the exports; what was sent is checked at once, in the background."""
    scope = scope_in(request)
    demand(scope, WorkPart.UPLOAD)
    counties = counties_of(scope)
    data = request.POST if request.method == "POST" else None
    form = UploadForm(data, counties=counties)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("quality:run", _start(request, form).pk)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    context = {
        "form": form,
        "kinds": ",".join(storage.BOOKS),
        "tables": pack.load().exports.values(),
        "most": most_files(),
        "largest": LARGEST // storage.MEGABYTE,
        "kept": KEPT,
        "table": RunTable(request, _runs(request)),
    }
    return render(request, "quality/upload.html", context)


def _start(request: HttpRequest, form: UploadForm) -> Run:
    county, as_of = form.cleaned_data["county"], form.cleaned_data["as_of"]
    files = request.FILES.getlist("files")
    return StartRun(user_of(request), files, county, as_of, request).execute()


@require(Ability.DECIDE)
@require_GET
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a run is, and what came of it; a page of its own, or the part that changes."""
    demand(scope_in(request), WorkPart.UPLOAD)
    found = get_object_or_404(_runs(request), pk=pk)
    part = request.headers.get("HX-Request") == "true"
    if part and found.state == RunState.DONE:
        return HttpResponseClientRedirect(reverse("quality:run", args=[pk]))
    files = [{**one, "title": table_title(one.get("table", ""))} for one in found.files]
    template = "quality/_progress.html" if part else "quality/run.html"
    context = {"run": found, "files": files, "percent": whole_percent(found.share)}
    return render(request, template, context)


def _runs(request: HttpRequest) -> QuerySet[Run]:
    """All runs of the user's counties, and those of the user's own that know none yet."""
    codes = [county.code[:6] for county in counties_of(scope_in(request))]
    own = Q(county="", by=user_of(request))
    return Run.objects.filter(Q(county__in=codes) | own).select_related("by")


urlpatterns = [
    path("upload/", upload, name="upload"),
    path("runs/<int:pk>/", run, name="run"),
]
