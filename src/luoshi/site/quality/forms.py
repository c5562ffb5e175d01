"""The forms of the quality app."""

from typing import Any

from django import forms
from django.utils.timezone import localdate

from luoshi.areas import Area
from luoshi.site.forms import Styled, day_input
from luoshi.site.quality.actions.answers import ANSWERS
from luoshi.site.quality.actions.dispatch import usual_due
from luoshi.site.quality.choices import EventKind, Level
from luoshi.site.quality.models import LONGEST_NOTE
from luoshi.site.rights import Role, Scope


class UploadForm(Styled):
    """Which county the exports are of, and as of which day."""

    county = forms.ChoiceField(label="县", required=False)
    as_of = forms.DateField(
        label="数据截至",
        required=False,
        widget=day_input(),
        help_text="空着就取文件名里的日期，如 …_20231218.xlsx",
    )

    def __init__(self, *args: Any, counties: tuple[Area, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["county"]
        assert isinstance(field, forms.ChoiceField)
        guess = [("", "看文件里写的是哪个县")] if len(counties) > 1 else []
        field.choices = [*guess, *((one.code[:6], one.label) for one in counties)]


class SendForm(Styled):
    """To whom findings are sent down, until when."""

    level = forms.ChoiceField(label="派给", choices=Level.choices)
    due_on = forms.DateField(label="办理时限", widget=day_input())
    note = forms.CharField(label="说明（可不填）", max_length=LONGEST_NOTE, required=False)

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"due_on": usual_due(localdate()), "level": Level.VILLAGE})
        super().__init__(*args, **kwargs)
        if scope.role == Role.TOWNSHIP:
            field = self.fields["level"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(Level.VILLAGE.value, Level.VILLAGE.label)]


class AnswerForm(Styled):
    """What a cadre found."""

    answer = forms.ChoiceField(
        label="核实结果",
        choices=[(kind.value, words) for kind, words in ANSWERS.items()],
        widget=forms.RadioSelect,
        initial=EventKind.CORRECTED.value,
    )
    note = forms.CharField(
        label="说明",
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="申请豁免的写理由；不是本地的写是哪里的。不要写证件号码。",
    )
    until = forms.DateField(
        label="豁免到哪一天", required=False, widget=day_input(), help_text="空着是长期"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].widget.attrs.pop("class")


class ExplainForm(Styled):
    """Why a finding is no fault."""

    reason = forms.CharField(
        label="理由", max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 2})
    )
    until = forms.DateField(
        label="到哪一天", required=False, widget=day_input(), help_text="空着是长期"
    )
