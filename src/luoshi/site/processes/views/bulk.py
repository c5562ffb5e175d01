"""One move on the cases chosen on a list."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from luoshi.site.accounts.policies import scope_in
from luoshi.site.processes.policies import seen_cases
from luoshi.site.processes.services.many_moves import move_many
from luoshi.site.rights import Ability, require
from luoshi.warehouse.request_values import keys


@require(Ability.HANDLE)
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """One move on the cases that were chosen."""
    chosen = keys(request.POST.getlist("case"))
    return move_many(request, seen_cases(scope_in(request)).filter(pk__in=chosen))


urlpatterns = [path("bulk/", bulk, name="bulk")]
