"""Tasks as the worklist shows them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from luoshi.site.casework.presenters.cases import Clock, clock
from luoshi.site.quality.choices import TaskState, Weight
from luoshi.site.quality.models import Task
from luoshi.site.quality.presenters.rows import Presenter


@dataclass(frozen=True)
class TaskLine:
    """One task of a list."""

    finding: int
    rule: str
    title: str
    weight: Weight
    place: str
    household: str
    name: str
    to: str
    state: TaskState
    clock: Clock
    sent_on: date
    returned: bool


@dataclass(frozen=True)
class TaskPresenter:
    """Turns tasks into lines for one user."""

    findings: Presenter

    def rows(self, tasks: Iterable[Task]) -> Iterator[TaskLine]:
        """A line for each task, fetched with its finding."""
        return map(self.row, tasks)

    def row(self, task: Task) -> TaskLine:
        """A task in words."""
        finding, known = task.finding, self.findings
        waits = task.state == TaskState.WAITING
        return TaskLine(
            finding=finding.pk,
            rule=finding.rule,
            title=known.catalogue.title(finding.county, finding.rule),
            weight=Weight(finding.weight),
            place=known.place(finding),
            household=finding.household,
            name=known.scope.name(finding.name),
            to=known.to(task),
            state=TaskState(task.state),
            clock=clock(task.due_on if waits else None, known.today),
            sent_on=task.sent_on,
            returned=task.returned,
        )
