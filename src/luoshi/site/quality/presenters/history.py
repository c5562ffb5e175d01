"""A finding from run to run: where it opened, stood, changed, and which export mended it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.site.quality.choices import EventKind, RunState
from luoshi.site.quality.models import Finding, FindingEvent, Run

IN_RUNS = {
    EventKind.OPENED: "新出现",
    EventKind.BACK: "又出现",
    EventKind.CHANGED: "仍在，内容有变",
    EventKind.LAPSED: "内容有变，豁免失效",
    EventKind.EXEMPT: "仍在，已说明",
    EventKind.MENDED: "已改正",
    EventKind.RETIRED: "规则停用",
}
"""What a run does to a finding, in the words of its history."""

AWAY = (EventKind.MENDED, EventKind.RETIRED)


@dataclass(frozen=True)
class Moment:
    """How a finding was in one run; ``there`` says whether the export still had it."""

    day: date
    words: str
    there: bool


def history(finding: Finding, events: Sequence[FindingEvent]) -> list[Moment]:
    """The runs of the county since the finding opened, earliest first."""
    happened = {event.run_id: EventKind(event.kind) for event in events if event.kind in IN_RUNS}
    if not happened:
        return []
    runs = Run.objects.filter(county=finding.county, state=RunState.DONE)
    found, there = [], False
    for run in runs.filter(pk__gte=min(happened)).order_by("pk").only("as_of", "asked"):
        kind = happened.get(run.pk)
        there = there if kind is None else kind not in AWAY
        found.append(Moment(run.as_of, _words(run, finding.rule, kind, there), there))
    return found


def _words(run: Run, rule: str, kind: EventKind | None, there: bool) -> str:
    if kind:
        return IN_RUNS[kind]
    if run.asked.get(rule, {}).get("skipped"):
        return "这次没有查"
    return "仍在" if there else "没有"
