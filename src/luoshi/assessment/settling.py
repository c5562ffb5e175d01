"""How the points of a judged item are settled: by two scorers, by a third, by an answer.

Two people score; where they differ by no more than is allowed, the mean counts. Else a third
decides. An objection that was agreed to has the last word.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from luoshi.assessment.scores import points as rounded
from luoshi.assessment.sources import Judgement

SCORERS = 2
"""How many score before their points are held against each other."""


@dataclass(frozen=True)
class Mark:
    """The points one scorer (an account's key) gives an item of a place."""

    item: str
    place: str
    scorer: int
    points: Decimal
    reason: str
    evidence: str = ""


@dataclass(frozen=True)
class Answer:
    """The points an objection was answered with."""

    item: str
    place: str
    points: Decimal
    reason: str


class Stage(StrEnum):
    """How far the points of an item are."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    SETTLED = "settled"

    @property
    def label(self) -> str:
        """What is still to come, in Chinese."""
        return _LABELS[self]


_LABELS = {
    Stage.FIRST: "等第一人评分",
    Stage.SECOND: "等第二人评分",
    Stage.THIRD: "相差太大，等第三人定",
    Stage.SETTLED: "已定",
}


def stage_of(marks: Sequence[Mark], allowed: Decimal) -> Stage:
    """How far an item of a place is, by its marks in the order they were given."""
    if len(marks) < SCORERS:
        return (Stage.FIRST, Stage.SECOND)[len(marks)]
    return Stage.SETTLED if len(marks) > SCORERS or _near(marks, allowed) else Stage.THIRD


def settled(marks: Sequence[Mark], allowed: Decimal) -> Judgement | None:
    """What an item of a place is settled at; None while somebody is still to score."""
    if stage_of(marks, allowed) is not Stage.SETTLED:
        return None
    if len(marks) > SCORERS:
        last = marks[SCORERS]
        return Judgement(last.item, last.place, last.points, last.reason, last.evidence)
    first, second = marks
    mean = rounded((first.points + second.points) / 2)
    reason = "；".join(dict.fromkeys((first.reason, second.reason)))
    evidence = "；".join(dict.fromkeys(filter(None, (first.evidence, second.evidence))))
    return Judgement(first.item, first.place, mean, reason, evidence)


def judgements(
    marks: Iterable[Mark], answers: Iterable[Answer], allowed: Decimal
) -> tuple[Judgement, ...]:
    """Everything settled: by marks, or by the last answer, which replaces what these gave."""
    by_item: dict[tuple[str, str], list[Mark]] = {}
    for mark in marks:
        by_item.setdefault((mark.place, mark.item), []).append(mark)
    found = {key: settled(given, allowed) for key, given in by_item.items()}
    for one in answers:
        found[one.place, one.item] = Judgement(one.item, one.place, one.points, one.reason)
    return tuple(found[key] for key in sorted(found) if found[key])  # type: ignore[misc]


def _near(marks: Sequence[Mark], allowed: Decimal) -> bool:
    return abs(marks[0].points - marks[1].points) <= allowed
