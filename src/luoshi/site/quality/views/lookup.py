"""From a request to what it may touch."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate

from luoshi.site.accounts.policies import scope_in
from luoshi.site.quality.models import Exemption, Finding, Run, Task
from luoshi.site.quality.policies import (
    counties_of,
    seen_exemptions,
    seen_findings,
    seen_runs,
    seen_tasks,
)
from luoshi.site.quality.presenters.rows import Presenter, with_tasks
from luoshi.site.quality.services.catalogue import Catalogue


def catalogue_in(request: HttpRequest) -> Catalogue:
    """The checks of the counties the one who asks sees."""
    return Catalogue.of(*(county.code[:6] for county in counties_of(scope_in(request))))


def presenter_in(request: HttpRequest) -> Presenter:
    """Turns findings into rows for the one who asks, today."""
    return Presenter(scope_in(request), catalogue_in(request), localdate())


def seen_finding(request: HttpRequest, pk: int) -> Finding:
    """A finding the user may see.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(with_tasks(seen_findings(scope_in(request))), pk=pk)


def seen_task(request: HttpRequest, pk: int) -> Task:
    """A task the user may see.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(seen_tasks(scope_in(request)).select_related("finding"), pk=pk)


def seen_exemption(request: HttpRequest, pk: int) -> Exemption:
    """An exemption the user may see.

    Raises:
        Http404: there is none.
    """
    rows = seen_exemptions(scope_in(request)).select_related("finding")
    return get_object_or_404(rows, pk=pk)


def seen_run(request: HttpRequest, pk: int) -> Run:
    """A run that is done and of a county the user sees something of.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(seen_runs(scope_in(request)), pk=pk)
