"""Filters of the worklist. Only what the user may see is offered, and only that is asked."""

import re
from typing import ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict

from luoshi.pack import Pack
from luoshi.pack.endings import Ending
from luoshi.pack.processes import Phase
from luoshi.site.area_picker import prefix
from luoshi.site.casework.policies import seen_campaigns
from luoshi.site.filtering import AreaFilter
from luoshi.site.processes.choices import Mark, Source
from luoshi.site.processes.models import Case
from luoshi.site.rights import Ability, Scope, within

UNTOLD = "none"
"""Stands for cases of which nobody has told the class, or a risk, yet."""

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")

OF_CASES = ("process", "matter", "phase", "ending", "mark", "source")
OTHERS = (*OF_CASES, "campaign", "kind", "risk", "month", "urgent")


class CaseFilter(AreaFilter):
    """By words, division, kind, phase, ending, mark, source, campaign and urgency."""

    searched: ClassVar = {
        "household__startswith": Ability.READ,
        "head__contains": Ability.NAMES,
        "person_name__contains": Ability.NAMES,
    }

    q = forms.CharField(label="姓名或户编号", max_length=64, required=False)
    process = forms.ChoiceField(label="事项", required=False)
    matter = forms.ChoiceField(label="救助类别", required=False)
    phase = forms.ChoiceField(label="阶段", required=False)
    ending = forms.ChoiceField(label="办结情况", required=False)
    mark = forms.ChoiceField(label="标记", required=False)
    source = forms.ChoiceField(label="来源", required=False)
    campaign = forms.ChoiceField(label="专项排查", required=False)
    kind = forms.ChoiceField(label="监测对象类别", required=False)
    risk = forms.ChoiceField(label="风险", required=False)
    month = forms.CharField(
        label="立项月份", widget=forms.TextInput({"type": "month"}), required=False
    )
    urgent = forms.BooleanField(label="只看先行救助", required=False)

    def __init__(self, data: QueryDict, scope: Scope, pack: Pack) -> None:
        super().__init__(data, scope)
        kinds = {one.id: one.title for one in pack.processes.values()}
        self.offer("process", "全部事项", kinds)
        self.offer("matter", "不限", {one.id: one.title for one in pack.needs.values()})
        self._offer_facts(pack)
        self.offer("phase", "全部阶段", {one.value: one.label for one in Phase})
        self.offer("ending", "不限", {one.value: one.label for one in Ending})
        self.offer("mark", "不限", dict(Mark.choices))
        self.offer("source", "全部来源", dict(Source.choices))
        campaigns = {str(one.pk): one.title for one in seen_campaigns(scope)}
        self.offer("campaign", "不限", campaigns)
        if not campaigns:
            del self.fields["campaign"]
        self.ready()

    @property
    def others(self) -> list[forms.BoundField]:
        """The other fields, after the words."""
        return [self[name] for name in OTHERS if name in self.fields]

    def rows(self, cases: QuerySet[Case]) -> QuerySet[Case]:
        """The cases that match the filters; all if none is set."""
        if not self.is_used:
            return cases
        asked = {name: value for name in OF_CASES if (value := self.asked(name))}
        rows = cases.filter(self.words, self._of_facts(), self._opened(), **asked)
        if campaign := self.asked("campaign"):
            rows = rows.filter(enrolment__campaign=int(campaign))
        if self.cleaned_data.get("urgent"):
            rows = rows.filter(urgent=True)
        return rows.filter(within("village", prefix(self.area))) if self.area else rows

    def _of_facts(self) -> Q:
        """By what was found out: the class, and one of the risks."""
        found = Q()
        if kind := self.asked("kind"):
            found &= Q(kind="" if kind == UNTOLD else kind)
        if risk := self.asked("risk"):
            found &= Q(risks="") if risk == UNTOLD else Q(risks__contains=f",{risk},")
        return found

    def _opened(self) -> Q:
        match = MONTH.fullmatch(self.asked("month"))
        if match is None:
            return Q()
        return Q(opened_on__year=int(match[1]), opened_on__month=int(match[2]))

    def _offer_facts(self, pack: Pack) -> None:
        for name, codes in (("kind", "monitored_kinds"), ("risk", "risk_kinds")):
            named = {one.name: one.name for one in pack.codes[codes].items}
            self.offer(name, "不限", {**named, UNTOLD: "还没有填"})
