"""Small filters of this app's other lists: a division, a year, a choice."""

from collections.abc import Mapping

from django import forms
from django.http import QueryDict
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.areas import Area
from luoshi.site.forms import Styled
from luoshi.site.monitoring.filters import AREA_TITLES
from luoshi.site.monitoring.picking import lowest, prefix, steps
from luoshi.site.projects.filters import area_fields
from luoshi.site.rights import Scope

Choices = Mapping[str, str]


class PlaceFilter(Styled):
    """By division, and by what the list offers: choices by name, each with its title."""

    def __init__(self, data: QueryDict, scope: Scope, **offered: tuple[str, Choices]) -> None:
        super().__init__(data)
        asked = {name: data.get(name, "") for name in AREA_TITLES}
        self.steps = steps(pack.load().areas, scope, asked)
        self.fields |= area_fields(self.steps)
        for name, (title, choices) in offered.items():
            field = forms.ChoiceField(
                label=title, choices=[("", "全部"), *choices.items()], required=False
            )
            field.widget.attrs["class"] = "form-select"
            self.fields[name] = field
        self.is_valid()

    @property
    def area(self) -> Area | None:
        """The division asked for; the user's own where there is no choice."""
        return lowest(self.steps)

    @property
    def prefix_asked(self) -> str:
        """The digits all places asked for begin with; empty for all."""
        return prefix(self.area) if self.area else ""

    @property
    def is_used(self) -> bool:
        """Whether anything is asked."""
        return any(self.cleaned_data.values())

    def asked(self, name: str) -> str:
        """What is chosen; empty for all."""
        return str(self.cleaned_data.get(name) or "")


def years() -> dict[str, str]:
    """The years of the notice up to next year, the last first."""
    first, last = pack.load().notice.issued.year, localdate().year + 1
    return {str(year): f"{year} 年" for year in range(last, first - 1, -1)}
