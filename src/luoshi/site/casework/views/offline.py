"""What a browser needs where there is no signal: the worker, and the page that says so."""

from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from luoshi.site.rights import public

WORKER = Path(__file__).resolve().parents[2] / "static" / "luoshi" / "worker.js"
"""The service worker; served from the root, since it may serve only what lies below it."""


@public
@require_GET
def worker(request: HttpRequest) -> FileResponse:
    """The service worker. It holds no data."""
    return FileResponse(WORKER.open("rb"), content_type="text/javascript")


@public
@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    """What is shown without a signal where a page was not taken along. It holds no data."""
    return render(request, "casework/offline.html")


urlpatterns = [path("offline/", offline, name="offline")]
