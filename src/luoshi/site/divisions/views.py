"""What became of divisions; sending changes, looking at what they touch, agreeing to them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.areas import RefusedChangesError
from luoshi.site.accounts.policies import user_of
from luoshi.site.divisions.actions import ConfirmChanges, EnterChanges, changes_sent
from luoshi.site.divisions.forms import ChangesForm
from luoshi.site.divisions.models import Adjustment
from luoshi.site.divisions.policies import demand_enter, may_enter
from luoshi.site.divisions.presenters import (
    change_rows,
    overview,
    touched_by,
    undecided_accounts,
)
from luoshi.site.divisions.services.counting import known_areas
from luoshi.site.rights import Ability, require, scope_of


@require(Ability.READ)
@require_http_methods(["GET", "POST"])
def list_(request: HttpRequest) -> HttpResponse:
    """All changes of divisions; a POST sends a table of more."""
    form = ChangesForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        demand_enter(scope_of(request.user))
        kept = _entered(request, form) if form.is_valid() else None
        if kept:
            messages.success(request, "已登记，由另一个账号核对以后才算数。")
            return redirect("divisions:adjustment", kept.pk)
    mine = may_enter(scope_of(request.user))
    context = {
        "divisions": overview(),
        "form": form,
        "mine": mine,
        "accounts": undecided_accounts(localdate()) if mine else [],
    }
    return render(request, "divisions/list.html", context)


def _entered(request: HttpRequest, form: ChangesForm) -> Adjustment | None:
    """The table as it was kept; what is wrong stands beside the field."""
    sent = form.cleaned_data["file"]
    try:
        changes = changes_sent(sent)
        return EnterChanges(user_of(request), sent.name, changes, request).execute()
    except ValidationError as error:
        form.add_error("file", error)
        return None


@require(Ability.READ)
@require_GET
def adjustment(request: HttpRequest, pk: int) -> HttpResponse:
    """One table of changes: its rows, what they touch, who entered it and who agreed."""
    rows = Adjustment.objects.select_related("by", "verdict", "verdict__by")
    found = get_object_or_404(rows, pk=pk)
    waits, areas = not hasattr(found, "verdict"), known_areas()
    context = {"adjustment": found, "waits": waits, "mine": may_enter(scope_of(request.user))}
    try:
        changed = areas.changed(found.parsed) if waits else areas
        context["rows"] = change_rows(found.parsed, changed)
        context["touched"] = touched_by(found.parsed) if waits else []
    except (RefusedChangesError, LookupError) as error:
        context["clash"] = str(error)
    return render(request, "divisions/adjustment.html", context)


@require(Ability.READ)
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to a table of changes, or turn it down."""
    found = get_object_or_404(Adjustment.objects.select_related("by"), pk=pk)
    agreed, note = request.POST.get("agreed") == "yes", request.POST.get("note", "")
    try:
        ConfirmChanges(user_of(request), found, agreed, note, request).execute()
    except ValidationError as error:
        messages.error(request, "；".join(error.messages))
    else:
        said = "已核对，从变更那天起算数。" if agreed else "已退回，这一份不算数。"
        messages.success(request, said)
    return redirect("divisions:adjustment", pk)
