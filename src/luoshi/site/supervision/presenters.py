"""What the pages of matters show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.site.rights import Scope
from luoshi.site.supervision.models import Event
from luoshi.site.supervision.policies import may_do, own_unit
from luoshi.site.supervision.services.matters import Following
from luoshi.supervision import Kind, Light, may_follow
from luoshi.supervision.bulletin import Line, bulletin
from luoshi.text.dates import chinese_date

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


@dataclass(frozen=True)
class MatterRow:
    """A matter in the list, for one reader."""

    one: Following
    waits: bool

    def __str__(self) -> str:
        return self.number

    @property
    def pk(self) -> int:
        """Its key."""
        return self.one.matter.pk

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("supervision:matter", args=[self.pk])

    @property
    def number(self) -> str:
        """Its number."""
        return self.one.matter.number

    @property
    def what(self) -> str:
        """What it is about."""
        return self.one.matter.title

    @property
    def source(self) -> str:
        """Where it comes from."""
        return self.one.source

    @property
    def urgency(self) -> str:
        """How urgent it is."""
        return self.one.urgency.title if self.one.urgency else self.one.matter.urgency

    @property
    def unit(self) -> str:
        """Who leads it."""
        return self.one.matter.unit

    @property
    def helpers(self) -> str:
        """Who helps."""
        return "、".join(self.one.matter.co_units)

    @property
    def since(self) -> date:
        """When it was handed over."""
        return self.one.since

    @property
    def due(self) -> date:
        """By when it is to be done."""
        return self.one.standing.due

    @property
    def light(self) -> Light:
        """Its light."""
        return self.one.light

    @property
    def state(self) -> str:
        """Where it stands, and what is not answered."""
        now, lacks = self.one.standing, self.one.feedback_lacks
        more = (
            "催办没有答复" if now.urged else "",
            "申请延期" if now.asked else "",
            f"{chinese_date(lacks)}的反馈没有来" if lacks else "",
        )
        return "，".join(filter(None, (now.label, *more)))


def rows(found: Iterable[Following], scope: Scope) -> list[MatterRow]:
    """Matters in the list, those due first before the others."""
    ordered = sorted(found, key=lambda one: (one.standing.due, one.matter.pk))
    return [MatterRow(one, waits(one, scope)) for one in ordered]


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
    return bulletin([one.followed for one in found], month, names, localdate())
