"""Special campaigns: open one for a chosen group, and follow how far it has come."""

from dataclasses import dataclass
from functools import cached_property, partial

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from luoshi import pack
from luoshi.areas import Area, Level
from luoshi.casework.requirements import CAMPAIGNS
from luoshi.pack.processes import MONITORING
from luoshi.site.accounts.policies import scope_in, user_of
from luoshi.site.area_picker import Step, below, lowest, open_steps, prefix, steps
from luoshi.site.casework.actions.campaigns import (
    MAY_OPEN,
    OpenCampaign,
    demand_sender,
    households_of,
    openers,
)
from luoshi.site.casework.models import Campaign
from luoshi.site.casework.policies import seen_campaigns
from luoshi.site.casework.presenters.campaign_progress import (
    answers,
    campaign_lines,
    cases_of,
    progress,
)
from luoshi.site.casework.tables import CampaignTable, EnrolmentTable
from luoshi.site.json_text import told_in
from luoshi.site.modules import part_of
from luoshi.site.processes.models import Case
from luoshi.site.processes.presenters.cases import Presenter
from luoshi.site.rights import Ability, Scope, require, within

TEXT = {"class": "form-control", "autocomplete": "off"}

LISTS: dict[str, dict[str, bool]] = {
    "waiting": {"looked": False},
    "looked": {"looked": True},
    "true": {"true": True},
}
"""The lists of a campaign's households by ``?list=``, besides all of them."""


class CampaignForm(forms.Form):
    """What a campaign is called, whom it looks at, until when."""

    title = forms.CharField(label="名称", max_length=100, widget=forms.TextInput(TEXT))
    group = forms.ChoiceField(label="对象", widget=forms.RadioSelect)
    due_on = forms.DateField(label="截止日期", widget=forms.TextInput({**TEXT, "type": "date"}))
    reason = forms.CharField(
        label="缘由（可不填）", required=False, max_length=500, widget=forms.TextInput(TEXT)
    )

    def __init__(self, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        groups = pack.load().campaign_groups.values()
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.id, one.title) for one in groups]


@part_of(CAMPAIGNS)
@require(Ability.READ)
@require_GET
def campaigns(request: HttpRequest) -> HttpResponse:
    """Every campaign with how far it has come."""
    scope = scope_in(request)
    present = partial(campaign_lines, scope=scope, today=localdate())
    table = CampaignTable(request, seen_campaigns(scope), present)
    may_open, told = scope.role in MAY_OPEN, f"{'、'.join(openers())}可以发起。"
    context = {"table": table, "may_open": may_open, "openers": told}
    return render(request, "casework/campaigns.html", context)


@part_of(CAMPAIGNS)
@require(Ability.HANDLE)
@require_http_methods(["GET", "POST"])
def open_campaign(request: HttpRequest) -> HttpResponse:
    """Choose a group and see how many it is before anybody is sent."""
    scope = scope_in(request)
    demand_sender(scope)
    picked = steps(pack.load().areas, scope, request.POST or request.GET)
    area = lowest(picked)
    form = CampaignForm(request.POST or None)
    counted = None
    if request.method == "POST" and form.is_valid():
        if "count" in request.POST:
            counted = _count(scope, form.cleaned_data["group"], area)
        elif made := _open(request, form, area):
            messages.success(request, "已发起，每户一件，已列进各级的任务清单。")
            return redirect("casework:campaign", made.pk)
    context = {"form": form, "steps": list(open_steps(picked)), "counted": counted}
    return render(request, "casework/open_campaign.html", context)


def _count(scope: Scope, group: str, area: Area | None) -> int:
    digits = prefix(area) if area else ""
    return len(households_of(pack.load().campaign_groups[group], scope, localdate(), digits))


def _open(request: HttpRequest, form: CampaignForm, area: Area | None) -> Campaign | None:
    said, code = form.cleaned_data, area.code if area else ""
    action = OpenCampaign(
        user_of(request),
        said["group"],
        said["title"],
        said["due_on"],
        code,
        said["reason"],
        request,
    )
    try:
        return action.execute()
    except ValidationError as error:
        form.add_error(None, error)
        return None


@dataclass(frozen=True)
class Followed:
    """One campaign as a request asks of it: a division, and one of its lists."""

    request: HttpRequest
    campaign: Campaign

    @property
    def scope(self) -> Scope:
        """How far the one who asks sees."""
        return scope_in(self.request)

    @cached_property
    def steps(self) -> list[Step]:
        """The levels to choose a division by."""
        return steps(pack.load().areas, self.scope, self.request.GET)

    @property
    def area(self) -> Area | None:
        """The division chosen."""
        return lowest(self.steps)

    @property
    def level(self) -> Level:
        """The level below it."""
        return below(self.area)

    @cached_property
    def cases(self) -> QuerySet[Case]:
        """The campaign's cases there."""
        cases = cases_of(self.campaign, self.scope)
        return cases.filter(within("village", prefix(self.area))) if self.area else cases

    @property
    def listed(self) -> QuerySet[Case]:
        """The cases of the chosen list: looked at or not, found true, in a stage, answered no."""
        asked, fields = self.request.GET, pack.load().processes[self.campaign.process].field
        cases = self.cases
        if asked.get("no") in fields:
            return cases.alias(answer=told_in("facts", asked["no"])).filter(answer="否")
        if asked.get("stage"):
            return cases.filter(stage=asked["stage"])
        return cases.filter(**LISTS.get(asked.get("list", ""), {}))

    @cached_property
    def table(self) -> EnrolmentTable:
        """The list asked for."""
        present = Presenter(pack.load(), self.scope, localdate()).rows
        return EnrolmentTable(self.request, self.listed, present)


@part_of(CAMPAIGNS)
@require(Ability.READ)
@require_GET
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """How far one campaign has come, what was answered, and its households."""
    scope = scope_in(request)
    shown = Followed(request, get_object_or_404(seen_campaigns(scope), pk=pk))
    found = shown.campaign
    group = pack.load().campaign_groups.get(found.group)
    lines, total = progress(shown.cases, shown.level.digits), progress(shown.cases, 0)
    stages = pack.load().processes[found.process].stages
    context = {
        "shown": shown,
        "campaign": found,
        "steps": list(open_steps(shown.steps)),
        "group": group.title if group else found.group,
        "lines": lines,
        "total": total[0] if total else None,
        "stages": [one for one in stages if total and total[0].stages.get(one.id)],
        "answers": answers(found.process, shown.cases),
        "monitoring": found.process == MONITORING,
        "table": shown.table,
    }
    return render(request, "casework/campaign.html", context)


@part_of(CAMPAIGNS)
@require(Ability.EXPORT)
@require_GET
def export(request: HttpRequest, pk: int) -> FileResponse:
    """The households of a campaign as asked, as an Excel file."""
    found = get_object_or_404(seen_campaigns(scope_in(request)), pk=pk)
    table = Followed(request, found).table
    return table.send(localdate(), found.title, f"{found.title} {table.length} 户")


urlpatterns = [
    path("surveys/", campaigns, name="campaigns"),
    path("surveys/open/", open_campaign, name="open-campaign"),
    path("surveys/<int:pk>/", campaign, name="campaign"),
    path("surveys/<int:pk>/export/", export, name="campaign-export"),
]
