"""Filters of the worklist. Only what the user may see is offered, and only that is asked."""

import re
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict

from luoshi.areas import Area
from luoshi.pack import Pack
from luoshi.pack.processes import Phase
from luoshi.site.casework.choices import Source
from luoshi.site.casework.models import Case
from luoshi.site.casework.progress import seen_surveys
from luoshi.site.monitoring.filters import AREA_TITLES
from luoshi.site.monitoring.picking import lowest, open_steps, prefix, steps
from luoshi.site.rights import Ability, Scope, within

UNTOLD = "none"
"""Stands for cases of which nobody has told the class, or a risk, yet."""

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")

OF_CASES = ("process", "matter", "phase", "source", "campaign")
OTHERS = (*OF_CASES, "kind", "risk", "month", "urgent")


class CaseFilter(forms.Form):
    """By words, division, kind, phase, source, campaign and urgency."""

    q = forms.CharField(label="姓名或户编号", max_length=64, required=False)
    process = forms.ChoiceField(label="事项", required=False)
    matter = forms.ChoiceField(label="救助类别", required=False)
    phase = forms.ChoiceField(label="阶段", required=False)
    source = forms.ChoiceField(label="来源", required=False)
    campaign = forms.ChoiceField(label="专项排查", required=False)
    kind = forms.ChoiceField(label="监测对象类别", required=False)
    risk = forms.ChoiceField(label="风险", required=False)
    month = forms.CharField(
        label="立项月份", widget=forms.TextInput({"type": "month"}), required=False
    )
    urgent = forms.BooleanField(label="只看先行救助", required=False)

    def __init__(self, data: QueryDict, scope: Scope, pack: Pack) -> None:
        super().__init__(data)
        self.scope = scope
        self.steps = steps(pack.areas, scope, {name: data.get(name, "") for name in AREA_TITLES})
        kinds = {one.id: one.title for one in pack.processes.values()}
        self._offer("process", "全部事项", kinds)
        self._offer("matter", "不限", {one.id: one.title for one in pack.needs.values()})
        self._offer_facts(pack)
        self._offer("phase", "全部阶段", {one.value: one.label for one in Phase})
        self._offer("source", "全部来源", dict(Source.choices))
        campaigns = {str(one.pk): one.title for one in seen_surveys(scope)}
        self._offer("campaign", "不限", campaigns)
        if not campaigns:
            del self.fields["campaign"]
        self._offer_areas()
        self.is_valid()

    @property
    def area(self) -> Area | None:
        """The division asked for; the user's own where there is no choice."""
        return lowest(self.steps)

    @property
    def areas(self) -> list[forms.BoundField]:
        """The fields that choose a division."""
        return [self[name] for name in self.fields if name in AREA_TITLES]

    @property
    def others(self) -> list[forms.BoundField]:
        """The other fields, after the words."""
        return [self[name] for name in OTHERS if name in self.fields]

    @property
    def is_used(self) -> bool:
        """Whether anything is asked."""
        return any(self.cleaned_data.values())

    def rows(self, cases: QuerySet[Case]) -> QuerySet[Case]:
        """Those of the cases that are asked for."""
        asked = {name: value for name in OF_CASES if (value := self._asked(name))}
        rows = cases.filter(self._words(), self._of_facts(), self._opened(), **asked)
        if self.cleaned_data.get("urgent"):
            rows = rows.filter(urgent=True)
        return rows.filter(within("village", prefix(self.area))) if self.area else rows

    def _of_facts(self) -> Q:
        """By what was found out: the class, and one of the risks."""
        found = Q()
        if kind := self._asked("kind"):
            found &= Q(kind="" if kind == UNTOLD else kind)
        if risk := self._asked("risk"):
            found &= Q(risks="") if risk == UNTOLD else Q(risks__contains=f",{risk},")
        return found

    def _opened(self) -> Q:
        match = MONTH.fullmatch(self._asked("month"))
        if match is None:
            return Q()
        return Q(opened_on__year=int(match[1]), opened_on__month=int(match[2]))

    def _offer_facts(self, pack: Pack) -> None:
        for name, codes in (("kind", "monitored_kinds"), ("risk", "risk_kinds")):
            named = {one.name: one.name for one in pack.codes[codes].items}
            self._offer(name, "不限", {**named, UNTOLD: "还没有填"})

    def _words(self) -> Q:
        words = self._asked("q").strip()
        if not words:
            return Q()
        number = Q(household__startswith=words)
        if not self.scope.can(Ability.NAMES):
            return number
        return number | Q(head__contains=words) | Q(person_name__contains=words)

    def _asked(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or "")

    def _offer(self, name: str, every: str, options: dict[str, str]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", every), *options.items()]

    def _offer_areas(self) -> None:
        fields: dict[str, Any] = {}
        for step in open_steps(self.steps):
            title = AREA_TITLES[step.level.value]
            options = [("", f"全部{title}"), *((area.code, area.label) for area in step.options)]
            fields[step.level.value] = forms.ChoiceField(
                label=title, choices=options, required=False
            )
        self.fields = {"q": self.fields.pop("q"), **fields, **self.fields}
        for field in self.fields.values():
            kind = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            is_box = isinstance(field, forms.BooleanField)
            field.widget.attrs["class"] = "form-check-input" if is_box else kind
