"""The forms of a round."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from luoshi import pack
from luoshi.site.assessment.choices import Consequence, State
from luoshi.site.assessment.models import LONGEST_NAME, LONGEST_TEXT
from luoshi.site.forms import Telling, day_input


class PlanForm(Telling):
    """The notice, the year, a day for each state, who is left out."""

    notice = forms.ChoiceField(label="哪一份文件")
    year = forms.IntegerField(label="考核年度", min_value=2000, max_value=2100)
    allowed = forms.DecimalField(
        label="两人评分允许相差多少分", min_value=0, max_digits=5, decimal_places=2, initial=1
    )
    left_out = forms.CharField(
        label="不考核的县和理由",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一行一个：县名，理由和文号。例：某某县，中央已经考核",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        policy = pack.load()
        with_card = {policy.notice(id_).id for id_ in policy.scorecards}
        self.fields["notice"].choices = [  # type: ignore[attr-defined]
            (one.id, one.number) for one in policy.notices.values() if one.id in with_card
        ]
        for state in State:
            field = forms.DateField(label=f"{state.label}到哪天", widget=day_input())
            field.widget.attrs["class"] = "form-control"
            self.fields[state.value] = field

    def clean_left_out(self) -> dict[str, str]:
        """Six digits and reason of each county named."""
        found = {}
        for line in self.cleaned_data["left_out"].splitlines():
            name, _, why = line.replace(",", "，").partition("，")
            if name.strip():
                found[_county(name.strip())] = why.strip() or _without_reason(name)
        return found

    @property
    def calendar(self) -> dict[State, date]:
        """The day of each state."""
        return {one: self.cleaned_data[one.value] for one in State}


class MarkForm(Telling):
    """The points of one scorer."""

    points = forms.DecimalField(label="得分", max_digits=6, decimal_places=2)
    reason = forms.CharField(label="理由", max_length=LONGEST_TEXT)
    evidence = forms.CharField(label="依据", max_length=LONGEST_TEXT)


class TextForm(Telling):
    """A text, as a self-report or an objection."""

    text = forms.CharField(
        label="内容", max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3})
    )


class AnswerForm(Telling):
    """The answer to an objection."""

    points = forms.DecimalField(
        label="改为（不改的空着）", required=False, max_digits=6, decimal_places=2
    )
    reason = forms.CharField(label="答复", max_length=LONGEST_TEXT)


class ResultForm(Telling):
    """Under which number and on which day a result is published."""

    document = forms.CharField(label="通报文号", max_length=LONGEST_NAME)
    day = forms.DateField(label="通报日期", widget=day_input())


class HandbackForm(Telling):
    """What a place has to mend."""

    kind = forms.ChoiceField(label="事由", choices=Consequence.choices)
    place = forms.CharField(label="县或单位", max_length=64)
    text = forms.CharField(label="问题", max_length=LONGEST_TEXT)
    unit = forms.CharField(label="责任单位", max_length=LONGEST_NAME)
    measures = forms.CharField(label="措施", max_length=LONGEST_TEXT)
    deadline = forms.DateField(label="时限", widget=day_input())


class StrikeForm(Telling):
    """What shows that it is mended."""

    evidence = forms.CharField(label="核实的依据", max_length=LONGEST_TEXT)


class CorrectionForm(Telling):
    """What becomes of figures that are otherwise now."""

    decision = forms.CharField(label="怎样处理", max_length=LONGEST_TEXT)


def _county(name: str) -> str:
    for one in pack.load().areas.counties():
        if name in (one.name, one.code[:6]):
            return one.code[:6]
    raise ValidationError(f"没有“{name}”这个县（市、区）")


def _without_reason(name: str) -> str:
    raise ValidationError(f"{name.strip()}为什么不考核没有写；写成：县名，理由和文号")
