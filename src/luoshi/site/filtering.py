"""What the filters of every list share: a division inside the user's areas, and choices."""

from collections.abc import Mapping
from typing import ClassVar

from django import forms
from django.db.models import Q
from django.http import QueryDict

from luoshi import pack
from luoshi.areas import Area
from luoshi.site.area_picker import lowest, open_steps, prefix, steps
from luoshi.site.forms import Styled, dress
from luoshi.site.listing import worded
from luoshi.site.rights import Ability, Scope

AREA_TITLES = {"county": "县", "township": "乡镇", "village": "村"}


class AreaFilter(Styled):
    """Filters of a list. Only what the user may see is offered, and only that is asked.

    A list's own form names its fields, offers their choices and then calls `ready`.
    ``searched`` are the lookups its words are looked for by, each with the ability it needs.
    """

    searched: ClassVar[Mapping[str, Ability]] = {}

    def __init__(self, data: QueryDict, scope: Scope) -> None:
        super().__init__(data)
        self.scope = scope
        asked = {name: data.get(name, "") for name in AREA_TITLES}
        self.steps = steps(pack.load().areas, scope, asked)

    def offer(self, name: str, every: str, options: Mapping[str, str]) -> None:
        """Give a field its choices; ``every`` stands for not asking."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", every), *options.items()]

    def ready(self) -> None:
        """Offer the divisions that leave a choice, after the words, and read what is asked."""
        words = {name: self.fields.pop(name) for name in ("q",) if name in self.fields}
        self.fields = {**words, **self._divisions(), **self.fields}
        self.is_valid()

    def _divisions(self) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for step in open_steps(self.steps):
            title = AREA_TITLES[step.level.value]
            options = [(area.code, area.label) for area in step.options]
            fields[step.level.value] = dress(
                forms.ChoiceField(
                    label=title, choices=[("", f"全部{title}"), *options], required=False
                )
            )
        return fields

    @property
    def area(self) -> Area | None:
        """The division asked for; the user's own where there is no choice."""
        return lowest(self.steps)

    @property
    def prefix_asked(self) -> str:
        """The digits all places asked for begin with; empty for all."""
        return prefix(self.area) if self.area else ""

    @property
    def areas(self) -> list[forms.BoundField]:
        """The fields that choose a division."""
        return [self[name] for name in self.fields if name in AREA_TITLES]

    @property
    def words(self) -> Q:
        """The rows in which the words asked for are found; all where there are none."""
        return worded(self.scope, self.asked("q"), self.searched)

    @property
    def is_used(self) -> bool:
        """Whether anything is asked."""
        return any(self.cleaned_data.values())

    def asked(self, name: str) -> str:
        """What is asked of a field; empty for all."""
        return str(self.cleaned_data.get(name) or "").strip()
