"""Filters of the list of projects. Only what the user may see is offered and asked."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.areas import Area
from luoshi.casework.projects.rows import FUNDS
from luoshi.site.casework.models import Case
from luoshi.site.celltext import TextIn
from luoshi.site.forms import Styled
from luoshi.site.ledgers.models import Record
from luoshi.site.monitoring.filters import AREA_TITLES
from luoshi.site.monitoring.picking import lowest, open_steps, prefix, steps
from luoshi.site.projects.seen import CODE, process, seen_projects
from luoshi.site.rights import Scope

FACTS = {"year": "库年度", "kind": "项目类别"}
"""Filters that ask a fact of the project, with its field."""

YES = [("", "全部"), ("1", "是")]


class ProjectFilter(Styled):
    """By words, division, year, kind, state, fund, and what is late or work for relief."""

    q = forms.CharField(label="项目名称或编码", max_length=64, required=False)
    year = forms.ChoiceField(label="库年度", required=False)
    kind = forms.ChoiceField(label="类别", required=False)
    stage = forms.ChoiceField(label="环节", required=False)
    fund = forms.ChoiceField(label="已安排的资金", required=False)
    late = forms.ChoiceField(label="逾期", choices=YES, required=False)
    relief = forms.ChoiceField(label="以工代赈", choices=YES, required=False)

    def __init__(self, data: QueryDict, scope: Scope) -> None:
        super().__init__(data)
        self.scope, policy = scope, pack.load()
        asked = {name: data.get(name, "") for name in AREA_TITLES}
        self.steps = steps(policy.areas, scope, asked)
        years = range(localdate().year + 2, policy.notice.issued.year - 1, -1)
        self._offer("year", {str(year): f"{year} 年" for year in years})
        self._offer("kind", {one.name: one.name for one in policy.codes["project_kinds"].items})
        self._offer("stage", {stage.id: stage.title for stage in process().stages})
        self._offer("fund", {one.name: one.name for one in policy.codes["funds"].items})
        self.fields = {"q": self.fields.pop("q"), **area_fields(self.steps), **self.fields}
        self.is_valid()

    @property
    def area(self) -> Area | None:
        """The division asked for; the user's own where there is no choice."""
        return lowest(self.steps)

    @property
    def is_used(self) -> bool:
        """Whether anything is asked."""
        return any(self.cleaned_data.values())

    def rows(self, but: str = "") -> QuerySet[Case]:
        """The projects asked for; ``but`` is a filter left aside."""
        rows = seen_projects(self.scope)
        for name, field in FACTS.items():
            rows = rows.annotate(**{f"its_{name}": TextIn("facts", field)})
        rows = rows.annotate(title=TextIn("facts", "项目名称"), relief=TextIn("facts", "以工代赈"))
        rows = rows.filter(*(self._asked(name) for name in self.fields if name != but))
        return rows.filter(village__startswith=prefix(self.area)) if self.area else rows

    def _asked(self, name: str) -> Q:
        value = str(self.cleaned_data.get(name) or "").strip()
        if not value or name in AREA_TITLES:
            return Q()
        return {
            "q": Q(title__contains=value) | Q(matter__startswith=value),
            "fund": Q(matter__in=_with_fund(value)),
            "late": Q(closed_on=None, due_on__lt=localdate()),
            "relief": Q(relief="是"),
        }.get(name) or Q((f"its_{name}" if name in FACTS else name, value))

    def _offer(self, name: str, options: dict[str, str]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "全部"), *options.items()]


def area_fields(taken: list[Any]) -> dict[str, forms.Field]:
    """A field for each level of division that leaves a choice."""
    fields: dict[str, forms.Field] = {}
    for step in open_steps(taken):
        title = AREA_TITLES[step.level.value]
        options = [(area.code, area.label) for area in step.options]
        field = forms.ChoiceField(
            label=title, choices=[("", f"全部{title}"), *options], required=False
        )
        field.widget.attrs["class"] = "form-select"
        fields[step.level.value] = field
    return fields


def _with_fund(fund: str) -> QuerySet[Record, str]:
    """The codes of projects a fund was given to."""
    rows = Record.objects.filter(ledger=FUNDS, removed=False)
    rows = rows.annotate(fund=TextIn("data", "资金"), number=TextIn("data", CODE))
    return rows.filter(fund=fund).values_list("number", flat=True)
