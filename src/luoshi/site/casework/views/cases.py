"""One case: where it stands, what may be done, and all that is known of it."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from luoshi import pack
from luoshi.casework.clocks import clock
from luoshi.casework.way import way
from luoshi.pack.processes import Phase
from luoshi.site.accounts.policies import scope_in
from luoshi.site.casework.presenters.panels import panels
from luoshi.site.casework.views.measures import asked_page
from luoshi.site.processes.policies import seen_cases
from luoshi.site.processes.presenters.available_moves import offer
from luoshi.site.processes.presenters.cases import Presenter
from luoshi.site.processes.presenters.pages import PAGES, page_of
from luoshi.site.rights import Ability, require


@require(Ability.READ)
@require_GET
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """A case with the moves open to the user and everything known of it.

    A department that is only asked about it sees what it is asked.
    """
    scope, today = scope_in(request), localdate()
    found = seen_cases(scope).filter(pk=pk).first()
    if found is None:
        return asked_page(request, pk)
    if found.process in PAGES:
        return redirect(page_of(found))
    process = pack.load().processes[found.process]
    context = {
        "case": found,
        "row": Presenter(pack.load(), scope, today).row(found),
        "process": process,
        "way": way(process, Phase(found.phase)),
        "entry": clock(found.entry_due_on, today) if found.entry_due_on else None,
        "offer": offer(scope, found, today),
        "token": uuid4(),
        "panels": panels(found, scope),
    }
    return render(request, "casework/case.html", context)


urlpatterns = [path("<int:pk>/", case, name="case")]
