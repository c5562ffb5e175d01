"""Findings and tasks as lists and files show them, for one user."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from luoshi import pack
from luoshi.casework.clocks import Clock, clock
from luoshi.quality.comparison import State
from luoshi.quality.rows import shown_row
from luoshi.site.place import area_name
from luoshi.site.quality.choices import OPEN_TASKS, Level, SeverityRank, TaskState
from luoshi.site.quality.models import Finding, Task
from luoshi.site.quality.services.catalogue import Catalogue, group_title
from luoshi.site.rights import ALL, Scope


@dataclass(frozen=True)
class Sent:
    """The task of a finding that is not over."""

    pk: int
    level: Level
    state: TaskState
    to: str
    clock: Clock
    returned: bool
    sent_on: date


@dataclass(frozen=True)
class FindingRow:
    """One finding of a list."""

    pk: int
    rule: str
    title: str
    group: str
    weight: SeverityRank
    place: str
    township: str
    village: str
    household: str
    name: str
    table: str
    row: int | str
    state: State
    since: date
    as_of: date
    task: Sent | None

    def __str__(self) -> str:
        return f"{self.household} {self.title}"

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("quality:finding", args=[self.pk])


@dataclass(frozen=True)
class Presenter:
    """Turns findings into rows for one user on one day."""

    scope: Scope
    catalogue: Catalogue
    today: date

    def rows(self, findings: Iterable[Finding]) -> Iterator[FindingRow]:
        """A row for each finding, fetched by :func:`with_tasks`."""
        return map(self.row, findings)

    def tasks(self, tasks: Iterable[Task]) -> Iterator[FindingRow]:
        """A row for the finding of each task, with just that task."""
        for task in tasks:
            task.finding.open_tasks = [task]  # type: ignore[attr-defined]
            yield self.row(task.finding)

    def row(self, finding: Finding) -> FindingRow:
        """A finding in words."""
        open_tasks: list[Task] = finding.open_tasks  # type: ignore[attr-defined]
        return FindingRow(
            pk=finding.pk,
            rule=finding.rule,
            title=self.catalogue.title(finding.county, finding.rule),
            group=group_title(finding.group),
            weight=SeverityRank(finding.weight),
            place=self.place(finding),
            township=finding.township,
            village=finding.village,
            household=finding.household,
            name=self.scope.name(finding.name),
            table=table_title(finding.table),
            row=shown_row(finding.row),
            state=State(finding.state),
            since=finding.since,
            as_of=finding.seen.as_of,
            task=self._sent(open_tasks[0]) if open_tasks else None,
        )

    def place(self, finding: Finding) -> str:
        """Where a finding lies, in the export's own words; the county where it is not plain."""
        county = area_name(finding.county) if self.scope.areas is ALL else ""
        named = " ".join(filter(None, (county, finding.township, finding.village)))
        return named or area_name(finding.county)

    def to(self, task: Task) -> str:
        """To whom a task was sent."""
        whole, county = area_name(task.area), area_name(task.finding.county)
        named = whole if self.scope.areas is ALL else whole.removeprefix(county).strip()
        return f"{Level(task.level).label} · {named}"

    def _sent(self, task: Task) -> Sent:
        waits = task.state == TaskState.WAITING
        return Sent(
            pk=task.pk,
            level=Level(task.level),
            state=TaskState(task.state),
            to=self.to(task),
            clock=clock(task.due_on if waits else None, self.today),
            returned=task.returned,
            sent_on=task.sent_on,
        )


def with_tasks(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """The findings with what lists show of them fetched at once."""
    tasks = Task.objects.filter(state__in=OPEN_TASKS)
    return findings.select_related("seen").prefetch_related(
        Prefetch("tasks", tasks, to_attr="open_tasks")
    )


def table_title(table: str) -> str:
    """What an export is called."""
    known = pack.load().exports.get(table)
    return known.title if known else table
