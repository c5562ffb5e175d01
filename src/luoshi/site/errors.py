"""Pages for what went wrong: in Chinese, without inner details."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

from luoshi.pack.lacking import LackingError
from luoshi.site.modules import UnusedPageError
from luoshi.site.rights import Refused


def misread(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent cannot be read, or is too much."""
    return HttpResponse(get_template("400.html").render({}), status=400)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: which rule of rights refused, and who may."""
    refusal = exception if isinstance(exception, Refused) else None
    return render(request, "403.html", {"refusal": refusal}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such page, nothing this account may see, or nothing the place uses."""
    unused = exception if isinstance(exception, UnusedPageError) else None
    return render(request, "404.html", {"unused": unused}, status=404)


def lacking(request: HttpRequest, exception: LackingError) -> HttpResponse:
    """409: what a page asks for has no value, and who enters it."""
    return render(request, "lacking.html", {"lacks": exception.lacks}, status=409)


def failed(request: HttpRequest) -> HttpResponse:
    """500: from a template that asks nothing of the database, which may be what failed."""
    return HttpResponse(get_template("500.html").render({}), status=500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that was open too long or came from elsewhere."""
    return render(request, "csrf.html", status=403)
