"""The forms of following matters up."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from luoshi.site.forms import Telling, day_input
from luoshi.site.supervision.actions import Part
from luoshi.site.supervision.models import LONGEST_NAME, LONGEST_TEXT, LONGEST_TITLE
from luoshi.site.supervision.policies import units
from luoshi.site.supervision.services.matters import due_by_rule, rules


class MatterForm(Telling):
    """A matter, whom it is handed to, and by when."""

    source = forms.ChoiceField(label="来源")
    urgency = forms.ChoiceField(label="缓急")
    title = forms.CharField(label="事项", max_length=LONGEST_TITLE)
    text = forms.CharField(
        label="要求", max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4})
    )
    unit = forms.CharField(
        label="主办单位", max_length=LONGEST_NAME, help_text="单位或县（市、区）"
    )
    co_units = forms.CharField(label="协办单位", required=False, help_text="几个的用顿号隔开")
    contact = forms.CharField(label="联系人", required=False, max_length=LONGEST_NAME)
    due = forms.DateField(
        label="办结时限",
        required=False,
        widget=day_input(),
        help_text="不填，就按缓急的时限从今天起算",
    )
    parts = forms.CharField(
        label="分解任务",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一行一个：单位，任务，时限。例：财政厅，核对到账，2027-01-20",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = rules()
        for name, options in (("source", known.sources), ("urgency", known.urgencies)):
            self.fields[name].choices = [(one.id, one.title) for one in options]  # type: ignore[attr-defined]
        self.fields["unit"].widget.attrs["list"] = "units"

    @property
    def known_units(self) -> list[str]:
        """Whom a matter can be handed to."""
        return list(units())

    def clean_co_units(self) -> list[str]:
        """The names."""
        text: str = self.cleaned_data["co_units"]
        names = text.replace(",", "、").replace("，", "、").split("、")
        return [one.strip() for one in names if one.strip()]

    def clean_parts(self) -> list[Part]:
        """Each line a sub-task."""
        text: str = self.cleaned_data["parts"]
        return [_part(line) for line in text.splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        """Without a day it is due by its urgency."""
        said = super().clean() or {}
        if said.get("urgency") and not said.get("due") and "due" not in self.errors:
            said["due"] = due_by_rule(said["urgency"], localdate())
            if said["due"] is None:
                self.add_error("due", "这种缓急现在没有时限，填一个日子")
        return said


class DoForm(Telling):
    """What is said, and a day where one is asked for."""

    text = forms.CharField(label="内容", required=False, max_length=LONGEST_TEXT)
    day = forms.DateField(label="日子", required=False, widget=day_input())


class UrgeForm(Telling):
    """What several are urged with."""

    text = forms.CharField(label="催办内容", max_length=LONGEST_TEXT)


def _part(line: str) -> Part:
    parts = [one.strip() for one in line.replace(",", "，").split("，")]
    if len(parts) != 3:
        raise ValidationError(f"“{line.strip()}”：写成 单位，任务，时限")
    try:
        return Part(parts[0], parts[1][:LONGEST_TITLE], date.fromisoformat(parts[2]))
    except ValueError as error:
        raise ValidationError(f"“{parts[2]}”不是日子，写成 2026-12-20") from error
