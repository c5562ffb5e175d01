"""How well a draft agrees with a key: what was read out of the same notice by people."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from luoshi.drafting import Draft, Proposal

MEASURED = (
    "quota",
    "range",
    "milestone",
    "coverage",
    "prohibition",
    "floor",
    "outpace",
    "stable",
    "tilt",
)
"""The kinds that are scored; a mechanism or an activity is what is left."""


class Promise(NamedTuple):
    """What the key says of a sentence; ``numbers`` only those that the notice states."""

    sentences: tuple[str, ...]
    kind: str
    numbers: tuple[str, ...] = ()
    name: str = ""


class Score(NamedTuple):
    """Promises of the key, those found, proposals made."""

    asked: int
    found: int
    proposed: int
    missed: tuple[Promise, ...]
    wrong: tuple[Proposal, ...]

    @property
    def precision(self) -> float:
        """The share of proposals that are right; 1 where there are none."""
        return self.found / self.proposed if self.proposed else 1.0

    def __str__(self) -> str:
        return f"{self.found} of {self.asked} found, {self.proposed} proposed: {self.precision:.2f}"


def score(draft: Draft, key: Iterable[Promise]) -> Score:
    """Pair each promise with at most one proposal of its sentence, kind and numbers."""
    left = [one for one in draft.proposals() if one.kind in MEASURED]
    asked = [one for one in key if one.kind in MEASURED]
    proposed, missed = len(left), []
    for promise in asked:
        right = next((one for one in left if _agrees(one, promise)), None)
        if right:
            left.remove(right)
        else:
            missed.append(promise)
    return Score(len(asked), len(asked) - len(missed), proposed, tuple(missed), tuple(left))


def _agrees(proposal: Proposal, promise: Promise) -> bool:
    sentence = proposal.id.rpartition("-")[0]
    same = proposal.kind == promise.kind and sentence in promise.sentences
    return same and set(promise.numbers) <= set(_numbers(proposal))


def _numbers(proposal: Proposal) -> Iterator[str]:
    if proposal.target:
        yield str(proposal.target.value)
        yield str(proposal.target.upper)
    if proposal.due:
        yield str(proposal.due.on)
