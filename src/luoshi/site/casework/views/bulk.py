"""One move on all cases a list shows."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from luoshi import pack
from luoshi.site.accounts.policies import scope_in
from luoshi.site.casework.filters import CaseFilter
from luoshi.site.casework.presenters.worklist import listed, tab_of
from luoshi.site.processes.services.many_moves import move_many
from luoshi.site.rights import Ability, require


@require(Ability.HANDLE)
@require_POST
def every(request: HttpRequest) -> HttpResponse:
    """One move on every case the list shows."""
    scope = scope_in(request)
    cases = listed(scope, tab_of(scope, request.GET.get("tab")), localdate())
    form = CaseFilter(request.GET, scope, pack.load())
    return move_many(request, form.rows(cases).order_by("due_on", "pk"))


urlpatterns = [path("every/", every, name="every")]
