"""Small filters of this app's other lists: a division, a year, a choice."""

from collections.abc import Mapping

from django import forms
from django.http import QueryDict
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.site.filtering import AreaFilter
from luoshi.site.forms import dress
from luoshi.site.rights import Scope

Choices = Mapping[str, str]


class PlaceFilter(AreaFilter):
    """By division, and by what the list offers: choices by name, each with its title."""

    def __init__(self, data: QueryDict, scope: Scope, **offered: tuple[str, Choices]) -> None:
        super().__init__(data, scope)
        for name, (title, choices) in offered.items():
            self.fields[name] = dress(forms.ChoiceField(label=title, required=False))
            self.offer(name, "全部", choices)
        self.ready()


def years() -> dict[str, str]:
    """The years of the notice up to next year, the last first."""
    first, last = pack.load().notice.issued.year, localdate().year + 1
    return {str(year): f"{year} 年" for year in range(last, first - 1, -1)}
