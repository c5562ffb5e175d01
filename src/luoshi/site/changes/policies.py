"""Who sees what a value would touch: who may enter values of its parameter."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from luoshi import pack
from luoshi.site.accounts.policies import scope_in
from luoshi.site.changes.models import Preview
from luoshi.site.parameters.policies import demand_enter


def seen_preview(request: HttpRequest, pk: int) -> Preview:
    """A preview the user may see.

    Raises:
        Http404: there is none, or no such parameter any more.
        Refused: the parameter's values are others' to enter.
    """
    found = get_object_or_404(Preview.objects.select_related("by", "entry__by"), pk=pk)
    return _seen(request, found)


def seen_preview_of(request: HttpRequest, entry: int) -> Preview:
    """The preview of an entry (key) the user may see; raises as :func:`seen_preview`."""
    found = get_object_or_404(Preview.objects.select_related("by", "entry__by"), entry__pk=entry)
    return _seen(request, found)


def _seen(request: HttpRequest, found: Preview) -> Preview:
    parameter = pack.load().parameters.get(found.parameter)
    if parameter is None:
        raise Http404
    demand_enter(scope_in(request), parameter)
    return found
