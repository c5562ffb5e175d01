"""Filters of the findings. Only what the user may see is offered, and only that is asked."""

from typing import ClassVar

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from luoshi import pack
from luoshi.quality.comparison import ACTIVE, State
from luoshi.quality.drafts import OWN
from luoshi.site.area_picker import prefix
from luoshi.site.filtering import AreaFilter
from luoshi.site.quality.choices import OPEN_TASKS, SeverityRank
from luoshi.site.quality.models import Finding, Task
from luoshi.site.quality.policies import seen_findings
from luoshi.site.quality.services.catalogue import OWN_TITLE, Catalogue
from luoshi.site.rights import Ability, Scope

STATES = (
    ("", "还没解决的"),
    *((state.value, state.label) for state in State),
    ("every", "全部状态"),
)
SENT = (("", "不限"), ("no", "还没派下"), ("yes", "已派下"))


class FindingFilter(AreaFilter):
    """By words, division, group, check, severity, state and whether it was sent down."""

    searched: ClassVar = {
        "household__startswith": Ability.READ,
        "village__contains": Ability.READ,
        "township__contains": Ability.READ,
        "name__contains": Ability.NAMES,
    }

    q = forms.CharField(label="村、户编号或姓名", max_length=64, required=False)
    group = forms.ChoiceField(label="类别", required=False)
    rule = forms.ChoiceField(label="规则", required=False)
    weight = forms.ChoiceField(
        label="程度", choices=[("", "全部程度"), *SeverityRank.choices], required=False
    )
    state = forms.ChoiceField(label="状态", choices=STATES, required=False)
    sent = forms.ChoiceField(label="派下", choices=SENT, required=False)

    def __init__(self, data: QueryDict, scope: Scope, catalogue: Catalogue) -> None:
        super().__init__(data, scope)
        groups = {one.id: one.title for one in pack.load().check_groups.values()}
        self.offer("group", "全部类别", {**groups, OWN: OWN_TITLE})
        rules = {id_: f"{id_} {title}" for id_, title in catalogue.rules().items()}
        self.offer("rule", "全部规则", rules)
        self.ready()

    @property
    def others(self) -> list[forms.BoundField]:
        """The other fields, after the words."""
        return [self[name] for name in ("group", "rule", "weight", "state", "sent")]

    def rows(self) -> QuerySet[Finding]:
        """The findings asked for."""
        asked = {name: value for name in ("group", "rule") if (value := self.asked(name))}
        rows = seen_findings(self.scope).filter(self.words, self._states(), **asked)
        if self.asked("weight"):
            rows = rows.filter(weight=int(self.asked("weight")))
        if self.asked("sent"):
            there = Exists(Task.objects.filter(finding=OuterRef("pk"), state__in=OPEN_TASKS))
            rows = rows.filter(there if self.asked("sent") == "yes" else ~there)
        return self._inside(rows)

    def _inside(self, rows: QuerySet[Finding]) -> QuerySet[Finding]:
        """The rows of the division chosen; a user's own, unchosen one is no narrower than sight."""
        chosen = [step for step in self.steps if step.chosen and len(step.options) > 1]
        if not chosen:
            return rows
        assert chosen[-1].chosen
        return rows.filter(area__startswith=prefix(chosen[-1].chosen))

    def _states(self) -> Q:
        asked = self.asked("state")
        if asked == "every":
            return Q()
        return Q(state=asked) if asked else Q(state__in=ACTIVE)
