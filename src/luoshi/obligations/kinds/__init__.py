"""The eleven kinds of obligation, each a module of pure functions.

``asks`` says what an obligation needs to know, ``read`` picks it from the answers, and ``judge``
gives the verdict. ``docs/reference/obligations.md`` documents the formulas.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from luoshi.obligations.inputs import Ask
from luoshi.obligations.kinds import (
    activity,
    coverage,
    floor,
    mechanism,
    milestone,
    outpace,
    prohibition,
    quota,
    stable,
    tilt,
)
from luoshi.obligations.kinds import (
    range as range_,
)
from luoshi.obligations.sheet import ObligationSheet
from luoshi.obligations.verdict import JudgedObligation, Verdict
from luoshi.pack.obligations import Coverage, ObligationBase


class Kind(Protocol):
    """What every module of a kind has."""

    def asks(self, obligation: Any, /) -> Mapping[str, Ask]:
        """The figures needed, by name."""

    def read(self, sheet: ObligationSheet, /) -> Any:
        """The figures of one county, from the answers."""

    def judge(self, case: JudgedObligation[Any], figures: Any, /) -> Verdict:
        """The verdict."""


KINDS: dict[str, Kind] = {
    "tilt": tilt,
    "floor": floor,
    "quota": quota,
    "range": range_,
    "outpace": outpace,
    "coverage": coverage,
    "milestone": milestone,
    "stable": stable,
    "prohibition": prohibition,
    "mechanism": mechanism,
    "activity": activity,
}
"""Every kind by the name obligations give it."""

OBJECTS = "objects"
"""The name of the figure that counts what an obligation is about."""


def asks_of(obligation: ObligationBase) -> dict[str, Ask]:
    """Every figure an obligation needs: its kind's, and how many objects there are."""
    own = KINDS[obligation.kind].asks(obligation)
    count = obligation.objects.count if obligation.objects else None
    return {**own, **({OBJECTS: Ask(count)} if count else {})}


def counting(obligation: ObligationBase) -> str | None:
    """The name of the figure that is 0 where nothing is due; None where something always is."""
    if obligation.objects and obligation.objects.count:
        return OBJECTS
    return "whole" if isinstance(obligation, Coverage) else None


COMPARING = {"tilt": tilt, "floor": floor}
"""The kinds that also say something of the counties compared with."""
