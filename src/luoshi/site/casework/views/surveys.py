"""Special surveys: open one for a chosen group, and follow how far it has come."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from luoshi import pack
from luoshi.site.casework.access import scope_in, user_of
from luoshi.site.casework.models import Campaign
from luoshi.site.casework.surveys import MAY_OPEN, OpenSurvey, households_of, progress
from luoshi.site.monitoring.picking import lowest, prefix, steps
from luoshi.site.rights import ALL, Ability, Role, Scope, require

TEXT = {"class": "form-control", "autocomplete": "off"}


class SurveyForm(forms.Form):
    """What a survey is called, whom it looks at, until when."""

    title = forms.CharField(label="名称", max_length=100, widget=forms.TextInput(TEXT))
    group = forms.ChoiceField(label="对象", widget=forms.RadioSelect)
    due_on = forms.DateField(label="截止日期", widget=forms.TextInput({**TEXT, "type": "date"}))
    reason = forms.CharField(
        label="缘由（可不填）", required=False, max_length=500, widget=forms.TextInput(TEXT)
    )

    def __init__(self, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        groups = pack.load().survey_groups.values()
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.id, one.title) for one in groups]


def seen_surveys(scope: Scope) -> list[Campaign]:
    """The surveys that have a case in the user's areas."""
    return [one for one in Campaign.objects.all() if progress(one, scope, 6)]


@require(Ability.READ)
@require_GET
def surveys(request: HttpRequest) -> HttpResponse:
    """Every survey with how far it has come."""
    scope = scope_in(request)
    lines = [(one, _total(one, scope)) for one in seen_surveys(scope)]
    context = {"lines": lines, "may_open": scope.role in MAY_OPEN}
    return render(request, "casework/surveys.html", context)


def _total(survey: Campaign, scope: Scope) -> tuple[int, int, int]:
    found = progress(survey, scope, 0)
    return (found[0].wanted, found[0].looked, found[0].true) if found else (0, 0, 0)


@require(Ability.HANDLE)
@require_http_methods(["GET", "POST"])
def open_survey(request: HttpRequest) -> HttpResponse:
    """Choose a group and see how many it is before anybody is sent."""
    scope = scope_in(request)
    picked = steps(pack.load().areas, scope, request.POST or request.GET)
    area = lowest(picked)
    form = SurveyForm(request.POST or None)
    counted = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        code = area.code if area else ""
        if "count" in request.POST:
            group = pack.load().survey_groups[said["group"]]
            inside = prefix(area) if area else ""
            homes = households_of(group, scope, localdate())
            counted = sum(1 for one in homes if one.village.startswith(inside))
        else:
            try:
                made = OpenSurvey(
                    user_of(request), said["group"], said["title"], said["due_on"], code,
                    said["reason"], request,
                ).execute()  # fmt: skip
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, "已发起，每户一件，派到各县。")
                return redirect("casework:survey", made.pk)
    context = {"form": form, "steps": [s for s in picked if len(s.options) > 1], "counted": counted}
    return render(request, "casework/open_survey.html", context)


@require(Ability.READ)
@require_GET
def survey(request: HttpRequest, pk: int) -> HttpResponse:
    """How far one survey has come, by place."""
    scope = scope_in(request)
    found = get_object_or_404(Campaign, pk=pk)
    lines = progress(found, scope, _digits(scope))
    group = pack.load().survey_groups.get(found.group)
    context = {"survey": found, "lines": lines, "group": group.title if group else found.group}
    return render(request, "casework/survey.html", context)


def _digits(scope: Scope) -> int:
    if scope.areas is ALL:
        return 6
    return 9 if scope.role in (Role.COUNTY, Role.DEPARTMENT) else 12


urlpatterns = [
    path("surveys/", surveys, name="surveys"),
    path("surveys/open/", open_survey, name="open-survey"),
    path("surveys/<int:pk>/", survey, name="survey"),
]
