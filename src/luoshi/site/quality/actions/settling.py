"""What a new export means for tasks and exemptions: done, back again, or no longer in force."""

from django.db.models import QuerySet
from django.utils import timezone

from luoshi.quality.comparison import ACTIVE, State
from luoshi.site.quality.choices import OPEN_TASKS, EventKind, ExemptionState, TaskState
from luoshi.site.quality.models import Exemption, FindingEvent, Run, Task

ENDS = {
    State.MENDED: TaskState.DONE,
    State.EXPLAINED: TaskState.EXPLAINED,
    State.RETIRED: TaskState.CALLED_BACK,
}
"""How a task ends with what became of its finding."""


def settle(run: Run) -> None:
    """Bring the tasks and exemptions of a run's county up to what the run found."""
    tasks = Task.objects.filter(finding__county=run.county, state__in=OPEN_TASKS)
    for state, end in ENDS.items():
        tasks.filter(finding__state=state).update(state=end)
    _send_back(run, tasks)
    exemptions = Exemption.objects.filter(finding__county=run.county)
    told = exemptions.filter(finding__state__in=ACTIVE, finding__seen=run)
    told.filter(state=ExemptionState.GRANTED).update(state=ExemptionState.LAPSED)
    over = exemptions.filter(finding__state__in=(State.MENDED, State.RETIRED))
    over.filter(state=ExemptionState.PROPOSED).update(state=ExemptionState.LAPSED)


def _send_back(run: Run, tasks: QuerySet[Task]) -> None:
    """What was answered to be corrected before the export's day, and is there still."""
    wrong = tasks.filter(
        state=TaskState.CORRECTED,
        finding__state__in=ACTIVE,
        finding__seen=run,
        answered_on__lt=run.as_of,
    )
    found = list(wrong.values_list("pk", "finding"))
    now = timezone.now()
    FindingEvent.objects.bulk_create(
        FindingEvent(finding_id=finding, kind=EventKind.STILL_THERE, run=run, at=now)
        for _, finding in found
    )
    Task.objects.filter(pk__in=[pk for pk, _ in found]).update(
        state=TaskState.WAITING, returned=True
    )
