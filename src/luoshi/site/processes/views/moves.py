"""One move on one case: its form, and what becomes of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from luoshi import pack
from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.processes.actions.moves import ConflictError, MakeMove
from luoshi.site.processes.forms import MoveForm
from luoshi.site.processes.models import Case
from luoshi.site.processes.policies import move_of, seen_case
from luoshi.site.processes.presenters.cases import Presenter
from luoshi.site.processes.presenters.pages import page_of
from luoshi.site.rights import Ability, Role, require

OUTBOX = "X-Outbox"
"""The header of forms that a script sends, perhaps long after they were filled."""


@require(Ability.HANDLE)
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pk: int, move: str) -> HttpResponse:
    """The form of a move; sent, the move is made."""
    found, user = seen_case(request, pk), user_of(request)
    chosen = move_of(found, move)
    form = MoveForm(pack.load(), found, chosen, user, localdate(), request.POST or None)
    if request.method == "POST":
        if OUTBOX in request.headers:
            return _answer(request, MakeMove(found, user, move, request=request, **form.said()))
        try:
            MakeMove(found, user, move, request=request, **form.said()).execute()
        except ConflictError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(page_of(found))
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _next(found))
            return redirect(page_of(found))
    row = Presenter(pack.load(), scope_in(request), localdate()).row(found)
    context = {"case": found, "move": chosen, "form": form, "row": row}
    return render(request, "processes/move.html", context)


def _answer(request: HttpRequest, action: MakeMove) -> JsonResponse:
    """What became of a form that a script sent: done, a conflict, or something wrong in it."""
    try:
        action.execute()
    except ConflictError as error:
        return JsonResponse({"state": "conflict", "told": " ".join(error.messages)})
    except ValidationError as error:
        return JsonResponse({"state": "wrong", "told": " ".join(error.messages)})
    messages.success(request, _next(action.case))
    return JsonResponse({"state": "done", "told": "", "url": page_of(action.case)})


def _next(case: Case) -> str:
    """Who has it next, and until when."""
    case.refresh_from_db()
    process = pack.load().processes[case.process]
    stage = process.stage[case.stage]
    if stage.owner is None:
        return f"已办结：{stage.title}。"
    until = f"，{case.due_on:%Y-%m-%d} 前办完" if case.due_on else ""
    return f"已办好。现在是“{stage.title}”，由{Role(stage.owner).label}办理{until}。"


urlpatterns = [path("<int:pk>/move/<slug:move>/", move, name="move")]
