"""Filters of the list of projects. Only what the user may see is offered and asked."""

from collections.abc import Mapping
from typing import ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.casework.projects.rows import FUNDS
from luoshi.site.filtering import AREA_TITLES, AreaFilter
from luoshi.site.forms import dress
from luoshi.site.json_text import TextIn
from luoshi.site.ledgers.services.records import Record, records_of
from luoshi.site.processes.models import Case
from luoshi.site.projects.policies import CODE, process, seen_projects
from luoshi.site.rights import Ability, Scope

FACTS = {"year": "库年度", "kind": "项目类别"}
"""Filters that ask a fact of the project, with its field."""

YES = [("", "全部"), ("1", "是")]


class ProjectFilter(AreaFilter):
    """By words, division, year, kind, state, fund, and what is late or work for relief."""

    searched: ClassVar = {"title__contains": Ability.READ, "matter__startswith": Ability.READ}

    q = forms.CharField(label="项目名称或编码", max_length=64, required=False)
    year = forms.ChoiceField(label="库年度", required=False)
    kind = forms.ChoiceField(label="类别", required=False)
    stage = forms.ChoiceField(label="环节", required=False)
    fund = forms.ChoiceField(label="已安排的资金", required=False)
    late = forms.ChoiceField(label="逾期", choices=YES, required=False)
    relief = forms.ChoiceField(label="以工代赈", choices=YES, required=False)

    def __init__(self, data: QueryDict, scope: Scope) -> None:
        super().__init__(data, scope)
        policy = pack.load()
        years = range(localdate().year + 2, policy.term.first.year - 1, -1)
        self.offer("year", "全部", {str(year): f"{year} 年" for year in years})
        for name, codes in (("kind", "project_kinds"), ("fund", "funds")):
            items = policy.codes[codes].items
            self.offer(name, "全部", {one.name: one.name for one in items})
        self.offer("stage", "全部", {stage.id: stage.title for stage in process().stages})
        self.ready()

    def rows(self, but: str = "") -> QuerySet[Case]:
        """The projects asked for; ``but`` is a filter left aside."""
        rows = seen_projects(self.scope)
        for name, field in FACTS.items():
            rows = rows.annotate(**{f"its_{name}": TextIn("facts", field)})
        rows = rows.annotate(title=TextIn("facts", "项目名称"), relief=TextIn("facts", "以工代赈"))
        rows = rows.filter(*(self._where(name) for name in self.fields if name != but))
        return rows.filter(village__startswith=self.prefix_asked)

    def _where(self, name: str) -> Q:
        value = self.asked(name)
        if not value or name in AREA_TITLES:
            return Q()
        return {
            "q": self.words,
            "fund": Q(matter__in=_with_fund(value)),
            "late": Q(closed_on=None, due_on__lt=localdate()),
            "relief": Q(relief="是"),
        }.get(name) or Q((f"its_{name}" if name in FACTS else name, value))


def _with_fund(fund: str) -> QuerySet[Record, str]:
    """The codes of projects a fund was given to."""
    rows = records_of(FUNDS).annotate(fund=TextIn("data", "资金"), number=TextIn("data", CODE))
    return rows.filter(fund=fund).values_list("number", flat=True)


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
    """The years of the notices up to next year, the last first."""
    first, last = pack.load().term.first.year, localdate().year + 1
    return {str(year): f"{year} 年" for year in range(last, first - 1, -1)}
