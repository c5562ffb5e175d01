"""Which numbers are in force and which are lacking; entering them and agreeing to them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi import pack
from luoshi.pack.models import Parameter
from luoshi.site.accounts.policies import user_of
from luoshi.site.parameters.actions import ConfirmValue, EnterValue
from luoshi.site.parameters.forms import EntryForm
from luoshi.site.parameters.models import Entry
from luoshi.site.parameters.policies import demand_enter, may_enter
from luoshi.site.parameters.presenters import row, rows
from luoshi.site.parameters.services.values import parameter_of
from luoshi.site.rights import Ability, require, scope_of


@require(Ability.READ)
@require_GET
def list_(request: HttpRequest) -> HttpResponse:
    """Every parameter as of today, those that offices enter first; those that lack a value before
    the others."""
    found = rows(pack.load(), localdate())
    kept = rows(pack.load(), localdate(), entered=False)
    context = {
        "rows": found,
        "kept": kept,
        "day": localdate(),
        "lacking": sum(one.value is None for one in found),
        "waiting": sum(len(one.waiting) for one in (*found, *kept)),
    }
    return render(request, "parameters/list.html", context)


@require(Ability.READ)
@require_http_methods(["GET", "POST"])
def parameter(request: HttpRequest, id_: str) -> HttpResponse:
    """One parameter: in force, history, what waits; a POST enters a value."""
    found = _asked(id_)
    form = EntryForm(request.POST or None)
    if request.method == "POST":
        demand_enter(scope_of(request.user), found)
        if form.is_valid() and _entered(request, found, form):
            messages.success(request, "已录入，由另一个账号核对以后才算数。")
            return redirect("parameters:parameter", id_)
    today = localdate()
    context = {
        "row": row(pack.load(), found, today),
        "day": today,
        "history": sorted(found.values, key=lambda one: one.valid_from, reverse=True),
        "entries": Entry.objects.filter(parameter=id_).select_related(
            "by", "verdict", "verdict__by"
        ),
        "form": form,
        "mine": may_enter(scope_of(request.user), found),
    }
    return render(request, "parameters/parameter.html", context)


@require(Ability.READ)
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to an entry, or turn it down."""
    entry = get_object_or_404(Entry.objects.select_related("by"), pk=pk)
    agreed, note = request.POST.get("agreed") == "yes", request.POST.get("note", "")
    try:
        ConfirmValue(user_of(request), entry, agreed, note, request).execute()
    except ValidationError as error:
        messages.error(request, "；".join(error.messages))
    else:
        said = "已核对，从现在起算数。" if agreed else "已退回，这一条不算数。"
        messages.success(request, said)
    return redirect("parameters:parameter", entry.parameter)


def _entered(request: HttpRequest, found: Parameter, form: EntryForm) -> bool:
    """Whether what was typed is entered; what is wrong stands beside its field."""
    said = {name: form.cleaned_data[name] for name in form.fields}
    try:
        EnterValue(user_of(request), found.id, **said, request=request).execute()
    except ValidationError as error:
        form.refuse(error)
        return False
    return True


def _asked(id_: str) -> Parameter:
    try:
        return parameter_of(id_)
    except ValidationError as error:
        raise Http404("；".join(error.messages)) from error
