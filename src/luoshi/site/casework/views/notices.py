"""The notice in the village: what may be hung up for all to read, and nothing else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from luoshi.site.accounts.policies import scope_in
from luoshi.site.casework.presenters.village_notices import notice_of
from luoshi.site.processes.policies import seen_case
from luoshi.site.rights import Ability, require


@require(Ability.NAMES)
@require_GET
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice for a case, with all households of the village that hang at the same time."""
    case = seen_case(request, pk)
    shown = notice_of(case, scope_in(request))
    return render(request, "casework/notice.html", {"notice": shown, "case": case})


urlpatterns = [path("<int:pk>/notice/", notice, name="notice")]
