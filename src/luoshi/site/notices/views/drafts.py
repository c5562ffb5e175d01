"""A drafted notice: its sentences beside what they seem to promise, and deciding that."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from luoshi import pack
from luoshi.drafting.deciding import clause_file, group_file, suggested
from luoshi.site.accounts.policies import user_of
from luoshi.site.audit.services import Action, record
from luoshi.site.notices.actions.drafts import DecideProposal
from luoshi.site.notices.forms import DecisionForm
from luoshi.site.notices.models import LONGEST_REASON, DraftDecision
from luoshi.site.notices.policies import demand_decide
from luoshi.site.notices.presenters.drafts import DraftPage, ProposalRow, draft_page
from luoshi.site.notices.services.drafts import county_codes, draft_of
from luoshi.site.rights import Ability, require, scope_of


@require(Ability.READ)
@require_GET
def draft(request: HttpRequest, notice_id: str) -> HttpResponse:
    """A drafted notice, clause by clause, sentence by sentence."""
    page = _asked(request, notice_id)
    return render(request, "notices/draft.html", {"page": page})


@require(Ability.READ)
@require_http_methods(["GET", "POST"])
def proposal(request: HttpRequest, notice_id: str, proposal_id: str) -> HttpResponse:
    """One proposal beside its sentence; a POST decides it and leads to the next."""
    page = _asked(request, notice_id)
    row = page.row(proposal_id)
    if row is None:
        raise Http404("草稿里没有这一项建议")
    form = _form(request, page, row)
    if request.method == "POST" and _decided(request, page, row, form):
        return _onward(request, notice_id, proposal_id)
    history = DraftDecision.objects.filter(notice=notice_id, proposal=proposal_id)
    context = {
        "page": page,
        "row": row,
        "form": form,
        "history": history.select_related("by"),
        "longest_reason": LONGEST_REASON,
    }
    return render(request, "notices/proposal.html", context)


@require(Ability.EXPORT)
@require_GET
def obligations(request: HttpRequest, notice_id: str, clause_id: str) -> HttpResponse:
    """The decided obligations of a clause, once all of it is decided, as a file of the pack."""
    clause = _asked(request, notice_id).clause(clause_id)
    if clause is None or not clause.is_ready:
        raise Http404("没有这一条，或还没有都定下来")
    name = f"{clause_id.replace(':', '-')}.yaml"
    return _file(request, notice_id, name, clause_file(clause.clause, clause.decided))


@require(Ability.EXPORT)
@require_GET
def groups(request: HttpRequest, notice_id: str) -> HttpResponse:
    """The county groups the notice defines, as a file of the pack."""
    found = _asked(request, notice_id).draft
    if not found.groups:
        raise Http404("这份文件没有写明县组")
    return _file(request, notice_id, "groups.yaml", group_file(found, county_codes()))


def _asked(request: HttpRequest, notice_id: str) -> DraftPage:
    """The draft an address names.

    Raises:
        Refused: drafts are not the user's to see.
        Http404: the notice has none, or its files are not as a draft is written.
    """
    demand_decide(scope_of(request.user))
    try:
        found = draft_of(notice_id)
    except pack.PackError as error:
        raise Http404(str(error.problems[0])) from error
    if found is None:
        raise Http404("这份文件没有草稿")
    return draft_page(notice_id, found)


def _form(request: HttpRequest, page: DraftPage, row: ProposalRow) -> DecisionForm:
    """The form with what was decided last, else with what the proposal says."""
    data = request.POST if request.method == "POST" else None
    said = suggested(page.draft, row.clause, row.sentence, row.proposal, county_codes())
    filled = said | (row.obligation.model_dump() if row.obligation else {})
    return DecisionForm(data, pack.load(), page.draft, said if data else filled)


def _decided(request: HttpRequest, page: DraftPage, row: ProposalRow, form: DecisionForm) -> bool:
    """Whether what was sent is kept; what is wrong stands beside its field."""
    dropped = request.POST.get("outcome") == "dropped"
    if not dropped and not form.is_valid():
        return False
    said: dict[str, Any] = {
        "obligation": None if dropped else form.decided(),
        "changed": form.changes,
        "reason": request.POST.get("reason", "") if dropped else "",
    }
    try:
        DecideProposal(
            user_of(request), page.id, row.proposal.id, **said, request=request
        ).execute()
    except ValidationError as error:
        if dropped:
            messages.error(request, "；".join(error.messages))
        else:
            form.refuse(error)
        return False
    return True


def _onward(request: HttpRequest, notice_id: str, proposal_id: str) -> HttpResponse:
    """To the next open proposal; to the whole draft where none is left."""
    following = _asked(request, notice_id).next_after(proposal_id)
    if following is None:
        messages.success(request, "全部定完了。")
        return redirect("notices:draft", notice_id)
    messages.success(request, "已记下，这是下一项。")
    return redirect("notices:draft-proposal", notice_id, following.proposal.id)


def _file(request: HttpRequest, notice_id: str, name: str, text: str) -> HttpResponse:
    target = f"草稿 {notice_id} {name}"
    record(Action.EXPORT, user=user_of(request), request=request, target=target)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="application/yaml; charset=utf-8", headers=headers)
