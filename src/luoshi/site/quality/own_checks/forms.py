"""The form of an own check."""

from typing import Any

from django import forms

from luoshi import pack
from luoshi.pack.checks import Severity
from luoshi.quality.drafts import (
    LONGEST_ADVICE,
    LONGEST_TITLE,
    TOLD,
    Draft,
    told_of,
)
from luoshi.site.forms import Styled


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
