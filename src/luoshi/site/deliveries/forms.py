"""The forms of the deliveries app."""

from typing import Any

from django import forms

from luoshi import pack
from luoshi.pack.deliveries import counties_in
from luoshi.site.deliveries.policies import is_bound, places, sent_tables
from luoshi.site.forms import Styled, day_input
from luoshi.site.rights import Scope


class SendForm(Styled):
    """Which table is sent, of which place, from which day on and to which it tells."""

    table = forms.ChoiceField(label="表")
    place = forms.ChoiceField(
        label="是哪里的",
        required=False,
        help_text="不写明的，就是文件里有行的县；只替换这些县的行，没有行也算没有的只有这些县",
    )
    reach = forms.DateField(
        label="数据截至",
        required=False,
        widget=day_input(),
        help_text="空着就取表中的日期，或文件名里的，如 …_20250630.xlsx",
    )

    since = forms.DateField(
        label="从哪天起",
        required=False,
        widget=day_input(),
        help_text="一行一件事的表才用：从这一天起的都在里面；空着就从文件里最早的一行那天算起",
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "table", [(one.id, one.title) for one in sent_tables(scope)])
        counties = [(one.code[:6], one.label) for one in places(scope)]
        whole = pack.load().words.whole
        anywhere = [("", "文件里有行的县"), (whole, whole)]
        _choices(self, "place", counties if is_bound(scope) else [*anywhere, *counties])

    def scope(self) -> tuple[str, ...]:
        """The counties it is sent for (six digits); none where the rows are to tell."""
        place = self.cleaned_data["place"]
        return counties_in(pack.load(), place) if place else ()


def _choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
