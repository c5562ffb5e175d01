"""The forms of the quality app."""

from typing import Any

from django import forms
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.areas import Area
from luoshi.pack.checks import Severity
from luoshi.site.forms import Styled, day_input
from luoshi.site.quality.answering import ANSWERS
from luoshi.site.quality.choices import Kind, Level
from luoshi.site.quality.models import LONGEST_NOTE
from luoshi.site.quality.own.drafts import LONGEST_ADVICE, LONGEST_TITLE, TOLD, Draft, told_of
from luoshi.site.quality.sending import usual_due
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
        initial=Kind.CORRECTED.value,
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


class DraftForm(Styled):
    """An own check as it is written."""

    title = forms.CharField(label="查什么", max_length=LONGEST_TITLE)
    table = forms.ChoiceField(label="表")
    about = forms.ChoiceField(label="怎样算一处", choices=[(t.value, w) for t, w in TOLD.items()])
    condition = forms.CharField(
        label="条件",
        widget=forms.Textarea(
            attrs={"rows": 5, "spellcheck": "false", "autocomplete": "off", "data-condition": ""}
        ),
        help_text="条件成立的就是疑点。",
    )
    columns = forms.CharField(
        label="有疑点的列",
        required=False,
        help_text="几列用顿号分开；空着就是条件用到的列",
    )
    severity = forms.ChoiceField(
        label="程度",
        choices=[(one.value, one.label) for one in Severity],
        initial=Severity.DOUBT.value,
    )
    advice = forms.CharField(label="怎样处理", max_length=LONGEST_ADVICE, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in self.fields.values():
            each.required = False  # the draft itself says what it lacks
        tables = pack.load().exports.values()
        field = self.fields["table"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(table.id, table.title) for table in tables]
        registers = pack.load().export_registers
        field.initial = registers.residents if registers else None  # the one most ask

    def draft(self) -> Draft:
        """What was typed, right or wrong."""
        said = {name: str(self.data.get(name, "")) for name in self.fields}
        columns = tuple(filter(None, map(str.strip, said.pop("columns").split("、"))))
        return Draft(**said, columns=columns)

    def refuse(self, faults: dict[str, list[str]]) -> None:
        """Show what is wrong beside the fields it is wrong in."""
        self.is_valid()
        for name, messages in faults.items():
            for message in messages:
                self.add_error(name if name in self.fields else None, message)


def initial_of(draft: Draft) -> dict[str, object]:
    """The fields that give a draft again."""
    said = {name: getattr(draft, name) for name in DraftForm.base_fields if name != "columns"}
    return {**said, "columns": "、".join(draft.columns)}


def tables_told() -> dict[str, list[str]]:
    """What findings of each table may be told of, as a script reads it."""
    return {
        table.id: [told.value for told in told_of(table)] for table in pack.load().exports.values()
    }
