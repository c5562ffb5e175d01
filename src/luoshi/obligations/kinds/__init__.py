"""The eleven kinds of promise, each a module of pure functions.

``asks`` says what a promise needs to know, ``read`` picks it from the answers, and ``judge``
gives the verdict. ``docs/reference/obligations.md`` documents the formulas.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from luoshi.obligations.asking import Ask
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
from luoshi.obligations.sheet import Sheet
from luoshi.obligations.verdict import Case, Verdict
from luoshi.pack.obligations import Coverage, Promise


class Kind(Protocol):
    """What every module of a kind has."""

    def asks(self, promise: Any, /) -> Mapping[str, Ask]:
        """The figures needed, by name."""

    def read(self, sheet: Sheet, /) -> Any:
        """The figures of one county, from the answers."""

    def judge(self, case: Case[Any], figures: Any, /) -> Verdict:
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
"""The name of the figure that counts what a promise is about."""


def asks_of(promise: Promise) -> dict[str, Ask]:
    """Every figure a promise needs: its kind's, and how many objects there are."""
    own = KINDS[promise.kind].asks(promise)
    count = promise.objects.count if promise.objects else None
    return {**own, **({OBJECTS: Ask(count)} if count else {})}


def counting(promise: Promise) -> str | None:
    """The name of the figure that is 0 where nothing is due; None where something always is."""
    if promise.objects and promise.objects.count:
        return OBJECTS
    return "whole" if isinstance(promise, Coverage) else None


COMPARING = {"tilt": tilt, "floor": floor}
"""The kinds that also say something of the counties compared with."""
