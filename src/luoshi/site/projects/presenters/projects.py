"""Projects as lists and files show them, for one user on one day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum
from django.urls import reverse

from luoshi.casework.clocks import Clock, clock
from luoshi.casework.projects.rows import amount
from luoshi.pack.processes import Phase, Stage
from luoshi.site.place import village_name
from luoshi.site.processes.models import Case
from luoshi.site.processes.presenters.cases import owner_of
from luoshi.site.projects.policies import process
from luoshi.site.projects.services.money import given_to, number_in

NONE = Decimal(0)


@dataclass(frozen=True)
class ProjectRow:
    """One project of a list; amounts in 万元."""

    pk: int
    code: str
    name: str
    place: str
    kind: str
    year: str
    stage: str
    owner: str
    unit: str
    total: Decimal
    bridging: Decimal
    given: Decimal
    clock: Clock
    returned: bool
    closed: bool

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("projects:project", args=[self.pk])


@dataclass(frozen=True)
class StageLine:
    """How many projects stand in a stage, and what they cost."""

    stage: Stage
    count: int
    total: Decimal


def rows(cases: Iterable[Case], today: date) -> Iterator[ProjectRow]:
    """A row for each project."""
    some, stages = list(cases), process().stage
    given = given_to({case.matter for case in some})
    for case in some:
        yield _row(case, stages[case.stage], given.get(case.matter, NONE), today)


def _row(case: Case, stage: Stage, given: Decimal, today: date) -> ProjectRow:
    facts = case.facts
    return ProjectRow(
        pk=case.pk,
        code=case.matter,
        name=facts.get("项目名称", ""),
        place=village_name(case.village),
        kind=facts.get("项目类别", ""),
        year=facts.get("库年度", ""),
        stage=stage.title,
        owner=owner_of(case, stage),
        unit=case.unit,
        total=amount(facts, "总投资"),
        bridging=amount(facts, "衔接资金"),
        given=given,
        clock=clock(case.due_on, today),
        returned=case.returned,
        closed=stage.phase is Phase.CLOSED,
    )


def stage_lines(cases: QuerySet[Case]) -> list[StageLine]:
    """Every stage in its order, with the projects that stand in it."""
    sums = Sum(number_in("facts", "总投资"))
    counted = cases.order_by().values("stage").annotate(n=Count("pk"), money=sums)
    found: dict[str, tuple[int, Decimal]] = {
        id_: (n, money or NONE) for id_, n, money in counted.values_list("stage", "n", "money")
    }
    return [StageLine(stage, *found.get(stage.id, (0, NONE))) for stage in process().stages]
