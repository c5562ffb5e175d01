"""Forms of the public pages and of the desk."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from luoshi import pack
from luoshi.site.processes.choices import Source

PHONE = RegexValidator(r"^1[3-9]\d{9}$", "请填 11 位手机号码")
LONGEST_WORDS = 500
CONTROL = {"class": "form-control", "autocomplete": "off"}


def troubles() -> list[tuple[str, str]]:
    """The troubles one may name."""
    return [(item.name, item.name) for item in pack.load().codes["trouble_kinds"].items]


class TroubleField(forms.MultipleChoiceField):
    """One trouble or more, as big boxes to tap."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label="遇到什么困难（可选几项）",
            choices=troubles,
            widget=forms.CheckboxSelectMultiple(),
            error_messages={"required": "请至少选一项"},
            **options,
        )


class ApplyForm(forms.Form):
    """What a farmer says: who, how to reach them, what is hard. ``website`` must stay empty."""

    name = forms.CharField(
        label="户主姓名",
        max_length=64,
        widget=forms.TextInput(CONTROL),
        error_messages={"required": "请填户主姓名"},
    )
    phone = forms.CharField(
        label="联系电话",
        validators=[PHONE],
        widget=forms.TextInput({**CONTROL, "inputmode": "tel"}),
        error_messages={"required": "请填 11 位手机号码"},
    )
    trouble = TroubleField()
    words = forms.CharField(
        label="具体情况（可不填）",
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea({**CONTROL, "rows": 3}),
    )
    proxy = forms.CharField(
        label="代办人姓名（替别人报的填）",
        max_length=64,
        required=False,
        widget=forms.TextInput(CONTROL),
    )
    proxy_phone = forms.CharField(
        label="代办人电话",
        required=False,
        validators=[PHONE],
        widget=forms.TextInput({**CONTROL, "inputmode": "tel"}),
    )
    consent = forms.BooleanField(
        label="以上属实，同意村里和乡镇为核实困难联系我、入户了解情况",
        error_messages={"required": "请勾选后再提交"},
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)


class StateForm(forms.Form):
    """The number that was given, and the end of the telephone number."""

    number = forms.CharField(label="申报编号", max_length=20, widget=forms.TextInput(CONTROL))
    phone = forms.CharField(
        label="联系电话后四位",
        min_length=4,
        max_length=4,
        widget=forms.TextInput({**CONTROL, "inputmode": "numeric"}),
    )


class ReportForm(forms.Form):
    """What a cadre, the hotline or a letter tells of a household."""

    source = forms.ChoiceField(
        label="从哪里知道的",
        choices=[(one.value, one.label) for one in (Source.REPORT, Source.HOTLINE)],
        widget=forms.RadioSelect,
        initial=Source.REPORT.value,
    )
    trouble = TroubleField()
    words = forms.CharField(
        label="具体情况（可不填）",
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea({**CONTROL, "rows": 3}),
    )
