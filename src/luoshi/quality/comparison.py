"""One run against all before it: what opened, what stands, what was mended, by key."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from luoshi.quality.finding_records import FindingRecord
from luoshi.quality.report import Report


class State(StrEnum):
    """What became of a finding."""

    OPENED = "opened"
    STANDING = "standing"
    MENDED = "mended"
    EXPLAINED = "explained"
    RETIRED = "retired"

    @property
    def label(self) -> str:
        """In words."""
        return _LABELS[self]


_LABELS = {
    State.OPENED: "新出现",
    State.STANDING: "仍然存在",
    State.MENDED: "已改正",
    State.EXPLAINED: "已说明",
    State.RETIRED: "规则停用",
}

ACTIVE = (State.OPENED, State.STANDING)
"""The states of what is still to be done."""

OVER = (State.MENDED, State.RETIRED)
"""The states of what no export has any more."""


class RunEvent(StrEnum):
    """What a run does to a finding."""

    OPENED = "opened"
    BACK = "back"
    CHANGED = "changed"
    EXEMPT = "exempt"
    LAPSED = "lapsed"
    MENDED = "mended"
    RETIRED = "retired"


@dataclass(frozen=True)
class Known:
    """What was known of a finding before this run; ``pk`` is the number it is kept under."""

    pk: int
    rule: str
    facts: str
    state: str
    since: date


@dataclass(frozen=True)
class Turn:
    """What a run does to a finding: its state afterwards, and what happened.

    ``change`` is by how much it changes the number of findings still to be done.
    """

    state: State
    event: RunEvent | None = None
    change: int = 0


@dataclass(frozen=True)
class Comparison:
    """What a run does to findings: to those it tells of by key, to the others by number."""

    turns: Mapping[str, Turn]
    gone: Mapping[int, Turn]

    @property
    def counts(self) -> Counter[State]:
        """How many of those it tells of are in each state."""
        return Counter(turn.state for turn in self.turns.values())

    @property
    def mended(self) -> int:
        """How many were mended."""
        return sum(turn.event is RunEvent.MENDED for turn in self.gone.values())


def compare(
    known: Mapping[str, Known],
    found: Mapping[str, FindingRecord],
    exempt: Mapping[str, Collection[str]],
    report: Report,
) -> Comparison:
    """What a run's findings are to those known before, all by key.

    ``exempt`` are the facts with which findings stay explained. Checks that were not asked say
    nothing: their findings stay as they were.
    """
    turns = {
        key: _turn(known.get(key), one, one.facts in exempt.get(key, ()))
        for key, one in found.items()
    }
    asked = {result.check.id for result in report.results if not result.skipped}
    there = {result.check.id for result in report.results}
    gone = {
        one.pk: _gone(one, there)
        for key, one in known.items()
        if key not in found and (one.rule in asked or one.rule not in there)
    }
    return Comparison(turns, gone)


def _turn(before: Known | None, found: FindingRecord, exempt: bool) -> Turn:
    """What becomes of a finding that the run tells of."""
    was = State(before.state) if before else None
    if exempt:
        event = None if was is State.EXPLAINED else RunEvent.EXEMPT
        return Turn(State.EXPLAINED, event, -1 if was in ACTIVE else 0)
    if before is None:
        return Turn(State.OPENED, RunEvent.OPENED, 1)
    if was in ACTIVE:
        return Turn(State.STANDING, None if before.facts == found.facts else RunEvent.CHANGED)
    return Turn(State.OPENED, RunEvent.LAPSED if was is State.EXPLAINED else RunEvent.BACK, 1)


def _gone(before: Known, there: Collection[str]) -> Turn:
    """What becomes of a finding that the run tells of no more."""
    was = State(before.state)
    if was in OVER:
        return Turn(was)
    change = -1 if was in ACTIVE else 0
    if before.rule in there:
        return Turn(State.MENDED, RunEvent.MENDED, change)
    return Turn(State.RETIRED, RunEvent.RETIRED, change)
