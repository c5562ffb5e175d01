"""Filters of the findings. Only what the user may see is offered, and only that is asked."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from luoshi import pack
from luoshi.areas import Area
from luoshi.site.monitoring.filters import AREA_TITLES
from luoshi.site.monitoring.picking import lowest, open_steps, prefix, steps
from luoshi.site.quality.catalogue import OWN, OWN_TITLE, Catalogue
from luoshi.site.quality.choices import ACTIVE, OPEN_TASKS, State, Weight
from luoshi.site.quality.models import Finding, Task
from luoshi.site.quality.seen import seen_findings
from luoshi.site.rights import Ability, Scope

STATES = (
    ("", "还没解决的"),
    *((state.value, state.label) for state in State),
    ("every", "全部状态"),
)
SENT = (("", "不限"), ("no", "还没派下"), ("yes", "已派下"))


class FindingFilter(forms.Form):
    """By words, division, group, check, severity, state and whether it was sent down."""

    q = forms.CharField(label="村、户编号或姓名", max_length=64, required=False)
    group = forms.ChoiceField(label="类别", required=False)
    rule = forms.ChoiceField(label="规则", required=False)
    weight = forms.ChoiceField(
        label="程度", choices=[("", "全部程度"), *Weight.choices], required=False
    )
    state = forms.ChoiceField(label="状态", choices=STATES, required=False)
    sent = forms.ChoiceField(label="派下", choices=SENT, required=False)

    def __init__(self, data: QueryDict, scope: Scope, catalogue: Catalogue) -> None:
        super().__init__(data)
        self.scope = scope
        areas = pack.load().areas
        self.steps = steps(areas, scope, {name: data.get(name, "") for name in AREA_TITLES})
        groups = {one.id: one.title for one in pack.load().check_groups.values()}
        self._offer("group", "全部类别", {**groups, OWN: OWN_TITLE})
        rules = {id_: f"{id_} {title}" for id_, title in catalogue.rules().items()}
        self._offer("rule", "全部规则", rules)
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
        return [self[name] for name in ("group", "rule", "weight", "state", "sent")]

    @property
    def is_used(self) -> bool:
        """Whether anything is asked."""
        return any(self.cleaned_data.values())

    def rows(self) -> QuerySet[Finding]:
        """The findings asked for."""
        asked = {name: value for name in ("group", "rule") if (value := self._asked(name))}
        rows = seen_findings(self.scope).filter(self._words(), self._states(), **asked)
        if self._asked("weight"):
            rows = rows.filter(weight=int(self._asked("weight")))
        if self._asked("sent"):
            there = Exists(Task.objects.filter(finding=OuterRef("pk"), state__in=OPEN_TASKS))
            rows = rows.filter(there if self._asked("sent") == "yes" else ~there)
        return self._inside(rows)

    def _inside(self, rows: QuerySet[Finding]) -> QuerySet[Finding]:
        """The rows of the division chosen; a user's own, unchosen one is no narrower than sight."""
        chosen = [step for step in self.steps if step.chosen and len(step.options) > 1]
        if not chosen:
            return rows
        assert chosen[-1].chosen
        return rows.filter(area__startswith=prefix(chosen[-1].chosen))

    def _states(self) -> Q:
        asked = self._asked("state")
        if asked == "every":
            return Q()
        return Q(state=asked) if asked else Q(state__in=ACTIVE)

    def _words(self) -> Q:
        words = self._asked("q").strip()
        if not words:
            return Q()
        found = Q(household__startswith=words)
        found |= Q(village__contains=words) | Q(township__contains=words)
        # Who sees no names must not find out by searching whose names there are.
        return found | Q(name__contains=words) if self.scope.can(Ability.NAMES) else found

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
            field.widget.attrs["class"] = kind
