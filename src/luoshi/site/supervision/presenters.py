"""What the pages of matters show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luoshi import pack
from luoshi.site.rights import Scope
from luoshi.site.supervision.models import Event
from luoshi.site.supervision.policies import may_do, own_unit
from luoshi.site.supervision.services.matters import Following
from luoshi.supervision import Kind, Light, may_follow
from luoshi.supervision.bulletin import Line, bulletin

NEEDS_DAY = {Kind.ASK_EXTENSION: "延到哪天", Kind.REOPEN: "新的时限", Kind.FEEDBACK: "预计哪天办结"}
"""The moves that ask for a day, and what it is called."""

ANSWERS = frozenset({Kind.ACCEPT, Kind.REASSIGN, Kind.APPROVE, Kind.REPLY, Kind.GRANT, Kind.CLOSE})
"""The moves that answer what somebody else waits for."""


@dataclass(frozen=True)
class Choice:
    """A move the reader may make now."""

    kind: Kind
    day: str
    wordless: bool


def choices(found: Following, scope: Scope) -> list[Choice]:
    """The moves that are the reader's to make, as the matter stands."""
    return [
        Choice(kind, NEEDS_DAY.get(kind, ""), kind in (Kind.ACCEPT, Kind.APPROVE))
        for kind in Kind
        if may_follow(found.standing, kind) and may_do(scope, found.matter, kind)
    ]


def waits(found: Following, scope: Scope) -> bool:
    """Whether a matter waits for the reader: something asked for, or told, is to be answered."""
    return any(choice.kind in ANSWERS for choice in choices(found, scope))


def seen_events(found: Following, scope: Scope) -> list[Event]:
    """What was done, the last first; a feedback that no leader agreed to is its unit's alone."""
    pending = {one.pk for one in _pending(found.events)}
    own = own_unit(scope) == found.matter.unit
    return [one for one in reversed(found.events) if own or one.pk not in pending]


def _pending(events: Sequence[Event]) -> list[Event]:
    told = [one for one in events if one.kind == Kind.FEEDBACK]
    agreed = sum(one.kind == Kind.APPROVE for one in events)
    return told[agreed:]


@dataclass(frozen=True)
class Counts:
    """How many matters stand how."""

    open: int
    red: int
    orange: int
    unanswered: int

    @classmethod
    def of(cls, found: Sequence[Following]) -> "Counts":
        """Count some."""
        open_ = [one for one in found if one.standing.open]
        return cls(
            len(open_),
            sum(one.light is Light.RED for one in open_),
            sum(one.light is Light.ORANGE for one in open_),
            sum(one.standing.urged for one in open_),
        )


def bulletin_lines(found: Sequence[Following], month: date) -> list[Line]:
    """The month's bulletin in the order of the place's units, then of its counties."""
    policy = pack.load()
    names = (*policy.units, *(one.name for one in policy.areas.counties()))
    return bulletin([one.followed for one in found], month, names)
