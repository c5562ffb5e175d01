"""The worklist of findings sent down, and answers to them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.quality.actions.answers import Answer
from luoshi.site.quality.actions.recalls import CallBack
from luoshi.site.quality.forms import AnswerForm
from luoshi.site.quality.presenters.worklist import Tab, counts, listed, tab_of
from luoshi.site.quality.tables import TaskTable
from luoshi.site.quality.views.lookup import presenter_in, seen_task
from luoshi.site.rights import Ability, require


@require(Ability.READ)
@require_GET
def tasks(request: HttpRequest) -> HttpResponse:
    """The tasks of a list, those due soonest first."""
    scope, today = scope_in(request), localdate()
    tab = tab_of(scope, request.GET.get("tab"))
    context = {
        "tab": tab,
        "tabs": counts(scope, today),
        "table": _table(request, tab),
        "today": today,
    }
    return render(request, "quality/tasks.html", context)


@require(Ability.EXPORT)
@require_GET
def tasks_export(request: HttpRequest) -> FileResponse:
    """A list of tasks as an Excel file."""
    tab = tab_of(scope_in(request), request.GET.get("tab"))
    table = _table(request, tab)
    target = f"数据核查任务 {tab.label} {table.length} 处"
    return table.send(localdate(), f"待核实疑点_{tab.label}", target)


@require(Ability.HANDLE)
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a task and go back to its finding."""
    task, form = seen_task(request, pk), AnswerForm(request.POST)
    until = form.cleaned_data.get("until") if form.is_valid() else None
    said, note = request.POST.get("answer", ""), request.POST.get("note", "")
    try:
        done = Answer(task, user_of(request), said, note, until, request=request).execute()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"已答复：{done.get_state_display()}。")
    return redirect("quality:finding", task.finding_id)


@require(Ability.HANDLE)
@require_POST
def call_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a task back."""
    task = seen_task(request, pk)
    try:
        CallBack(task, user_of(request), request.POST.get("note", ""), request).execute()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "已收回。")
    return redirect("quality:finding", task.finding_id)


def _table(request: HttpRequest, tab: Tab) -> TaskTable:
    tasks = listed(scope_in(request), tab, localdate()).select_related("finding__seen")
    return TaskTable(request, tasks, presenter_in(request).tasks)


urlpatterns = [
    path("tasks/", tasks, name="tasks"),
    path("tasks/export/", tasks_export, name="tasks-export"),
    path("tasks/<int:pk>/answer/", answer, name="answer"),
    path("tasks/<int:pk>/call-back/", call_back, name="call-back"),
]
