"""Filters of the worklist. Only what the user may see is offered, and only that is asked."""

from typing import ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict

from luoshi.pack import Pack
from luoshi.pack.models import Rule
from luoshi.site.area_picker import prefix
from luoshi.site.filtering import AreaFilter
from luoshi.site.monitoring.choices import Rank, State
from luoshi.site.monitoring.models import FlaggedHousehold
from luoshi.site.monitoring.policies import closed_rules, seen_leads, seen_worklist
from luoshi.site.rights import ALL, Ability, Scope, within

OF_LEADS = ("risk", "rule", "department")


class WorklistFilter(AreaFilter):
    """By words, division, risk, rule, department, state and colour."""

    searched: ClassVar = {"number__startswith": Ability.READ, "head__contains": Ability.NAMES}

    q = forms.CharField(label="户主或户编号", max_length=64, required=False)
    risk = forms.ChoiceField(label="风险类型", required=False)
    rule = forms.ChoiceField(label="规则", required=False)
    department = forms.ChoiceField(label="数据部门", required=False)
    state = forms.ChoiceField(label="状态", choices=State.choices, required=False)
    colour = forms.TypedChoiceField(
        choices=[("", ""), *((rank.colour.value, rank.label) for rank in Rank)],
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, data: QueryDict, scope: Scope, pack: Pack) -> None:
        super().__init__(data, scope)
        closed = closed_rules(scope)
        rules = (rule for rule in pack.rules.values() if rule.id not in closed)
        self._offer_rules([rule for rule in rules if scope.allows_department(rule.sender)])
        self.ready()

    @property
    def state_asked(self) -> str:
        """The state of leads to list: those waiting, unless asked otherwise."""
        return self.asked("state") or State.OPEN

    @property
    def colour_asked(self) -> str:
        """The colour asked for; empty for all."""
        return self.asked("colour")

    @property
    def is_used(self) -> bool:
        """Whether anything but the colour is asked."""
        return any(value for name, value in self.cleaned_data.items() if name != "colour")

    @property
    def others(self) -> list[forms.BoundField]:
        """The fields that choose among leads."""
        return [self[name] for name in (*OF_LEADS, "state") if name in self.fields]

    def rows(self) -> QuerySet[FlaggedHousehold]:
        """The households asked for, of every colour."""
        rows = seen_worklist(self.scope, self.state_asked).filter(self.words)
        if self.area is not None:
            rows = rows.filter(within("village", prefix(self.area)))
        asked = {name: value for name in OF_LEADS if (value := self.asked(name))}
        if not asked:
            return rows
        leads = seen_leads(self.scope).filter(state=self.state_asked, **asked)
        return rows.filter(pk__in=leads.values("household"))

    def of_colour(self, rows: QuerySet[FlaggedHousehold]) -> QuerySet[FlaggedHousehold]:
        """The rows of the colour asked for."""
        rank = next((rank for rank in Rank if rank.colour.value == self.colour_asked), None)
        return rows.filter(Q(("worst", rank))) if rank else rows

    def _offer_rules(self, rules: list[Rule]) -> None:
        self.offer("risk", "全部风险", {rule.risk: rule.risk for rule in rules})
        self.offer("rule", "全部规则", {rule.id: rule.title for rule in rules})
        self.offer("department", "全部部门", {rule.sender: rule.sender for rule in rules})
        if self.scope.departments is not ALL:
            del self.fields["department"]
