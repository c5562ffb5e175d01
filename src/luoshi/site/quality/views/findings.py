"""The list of findings, one finding, and what people do about them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.audit.services import Action, record
from luoshi.site.quality.actions.answers import is_mine
from luoshi.site.quality.actions.dispatch import MOST, SendDown
from luoshi.site.quality.actions.exemptions import LIVE, Explain
from luoshi.site.quality.choices import ExemptionState, Level, TaskState
from luoshi.site.quality.filters import FindingFilter
from luoshi.site.quality.forms import AnswerForm, ExplainForm, SendForm
from luoshi.site.quality.models import Finding
from luoshi.site.quality.policies import seen_findings
from luoshi.site.quality.presenters.finding import finding_page
from luoshi.site.quality.presenters.rows import with_tasks
from luoshi.site.quality.services.targets import targets
from luoshi.site.quality.tables import FindingTable
from luoshi.site.quality.views.lookup import catalogue_in, presenter_in, seen_finding
from luoshi.site.rights import Ability, Role, require
from luoshi.warehouse.request_values import keys


@require(Ability.READ)
@require_GET
def findings(request: HttpRequest) -> HttpResponse:
    """The findings asked for, most severe first."""
    form = _filter(request)
    context = {
        "form": form,
        "table": _table(request, form),
        "send": SendForm(scope=scope_in(request)),
        "most": MOST,
    }
    return render(request, "quality/findings.html", context)


@require(Ability.EXPORT)
@require_GET
def export(request: HttpRequest) -> FileResponse:
    """The whole list as asked by the filters, as an Excel file."""
    form = _filter(request)
    table = _table(request, form)
    area = form.area.code if form.area else ""
    return table.send(localdate(), "疑点", f"数据核查疑点 {table.length} 处", area)


def _table(request: HttpRequest, form: FindingFilter) -> FindingTable:
    return FindingTable(request, with_tasks(form.rows()), presenter_in(request).rows)


@require(Ability.READ)
@require_GET
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """One finding: what it is, what to do, the row at fault, what became of it."""
    return _page(request, seen_finding(request, pk))


@require(Ability.ID_NUMBERS)
@require_POST
def id_numbers(request: HttpRequest, pk: int) -> HttpResponse:
    """The finding's page with the ID numbers of its row opened, on the audit log."""
    found = seen_finding(request, pk)
    target = f"疑点 {found.pk} {found.household} 户，{found.rule}"
    record(
        Action.VAULT_OPENED,
        user=user_of(request),
        request=request,
        target=target,
        area=found.area,
    )
    return _page(request, found, ids=True)


@require(Ability.HANDLE)
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Send down the findings chosen, or all the list shows."""
    form = SendForm(request.POST, scope=scope_in(request))
    rows = _every(request) if "every" in request.POST else _chosen(request)
    said = form.cleaned_data if form.is_valid() else {}
    try:
        outcome = SendDown(
            rows[:MOST],
            user_of(request),
            request.POST.get("level", ""),
            said.get("due_on"),
            request.POST.get("area", ""),
            request.POST.get("note", ""),
            request=request,
        ).execute()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("quality:findings")
    reasons = {one.pk: why for one, why in outcome.failed}
    again = with_tasks(Finding.objects.filter(pk__in=reasons))
    failed = [(row, reasons[row.pk]) for row in presenter_in(request).rows(again)]
    return render(request, "quality/sent.html", {"outcome": outcome, "failed": failed})


@require(Ability.HANDLE)
@require_POST
def explain(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why a finding is no fault."""
    found, form = seen_finding(request, pk), ExplainForm(request.POST)
    until = form.cleaned_data.get("until") if form.is_valid() else None
    try:
        exemption = Explain(
            found, user_of(request), request.POST.get("reason", ""), until, request=request
        ).execute()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        granted = exemption.state == ExemptionState.GRANTED
        told = "已豁免，数据不变就不再报。" if granted else "已申请豁免，等县里批。"
        messages.success(request, told)
    return redirect("quality:finding", pk)


def _page(request: HttpRequest, found: Finding, ids: bool = False) -> HttpResponse:
    scope = scope_in(request)
    page = finding_page(scope, presenter_in(request), found, ids)
    task = page.row.task
    mine = bool(task and is_mine(user_of(request), found.tasks.get(pk=task.pk)))
    context = {
        "page": page,
        "row": page.row,
        "ids": ids,
        "task": task,
        "waits": bool(task and task.state == TaskState.WAITING),
        "mine": mine,
        "recallable": scope.role != Role.TOWNSHIP or bool(task and task.level == Level.VILLAGE),
        "answer": AnswerForm(),
        "explain": ExplainForm(),
        "send": SendForm(scope=scope),
        "targets": targets(scope, found.county),
        "exemptions": found.exemptions.select_related("proposed_by", "decided_by"),
        "asked": found.exemptions.filter(state__in=LIVE).exists(),
    }
    return render(request, "quality/finding.html", context)


def _filter(request: HttpRequest) -> FindingFilter:
    return FindingFilter(request.GET, scope_in(request), catalogue_in(request))


def _chosen(request: HttpRequest) -> QuerySet[Finding]:
    chosen = keys(request.POST.getlist("finding"))
    return seen_findings(scope_in(request)).filter(pk__in=chosen).order_by("pk")


def _every(request: HttpRequest) -> QuerySet[Finding]:
    return _filter(request).rows().order_by("-weight", "pk")


urlpatterns = [
    path("findings/", findings, name="findings"),
    path("findings/export/", export, name="export"),
    path("findings/send/", send, name="send"),
    path("findings/<int:pk>/", finding, name="finding"),
    path("findings/<int:pk>/id-numbers/", id_numbers, name="id-numbers"),
    path("findings/<int:pk>/explain/", explain, name="explain"),
]
