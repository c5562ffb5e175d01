"""The light of a matter by the time it has left, and the log of its changes.

Nothing is kept of lights: what was done and the calendar give them for any day, so the log can
be made again and says for each change what caused it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice

from luoshi.casework.calendar import is_working_day
from luoshi.supervision.matters import Kind, Move, Standing, standing
from luoshi.text.dates import chinese_date

MOVING = frozenset({Kind.GRANT, Kind.CLOSE, Kind.REOPEN})
"""What is done that changes a light; else it is time."""


class Light(StrEnum):
    """How a matter stands with time; none while there is enough, or once it is closed."""

    NONE = "none"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"

    @property
    def label(self) -> str:
        """In Chinese."""
        return {"none": "正常", "yellow": "黄灯", "orange": "橙灯", "red": "红灯"}[self.value]


@dataclass(frozen=True)
class Steps:
    """With how many working days left, or fewer, a matter is orange and yellow."""

    orange: int
    yellow: int

    @property
    def most(self) -> int:
        """With more days left than these a matter has no light."""
        return max(self.orange, self.yellow)


@dataclass(frozen=True)
class Change:
    """A light that changed: on which day, from what to what, and why."""

    on: date
    before: Light
    after: Light
    cause: str


def left(due: date, day: date, most: int) -> int:
    """How many working days lie after a day until what is due, that day included; ``most`` + 1
    for more than that, and below zero for every day it is late."""
    if day > due:
        return -(day - due).days
    days = (day + timedelta(n) for n in range(1, (due - day).days + 1))
    return sum(1 for _ in islice(filter(is_working_day, days), most + 1))


def light_on(now: Standing, day: date, steps: Steps) -> Light:
    """The light of a matter that stands so on a day."""
    if not now.open:
        return Light.NONE
    if day > now.due:
        return Light.RED
    days = left(now.due, day, steps.most)
    bounds = ((steps.orange, Light.ORANGE), (steps.yellow, Light.YELLOW))
    return next((light for most, light in bounds if days <= most), Light.NONE)


def lights_log(
    since: date, due: date, moves: Sequence[Move], until: date, steps: Steps
) -> list[Change]:
    """Every change of a matter's light from the day it was handed over until a day."""
    return list(_changes(since, due, moves, until, steps))


def _changes(
    since: date, due: date, moves: Sequence[Move], until: date, steps: Steps
) -> Iterator[Change]:
    before = Light.NONE
    for n in range((until - since).days + 1):
        day = since + timedelta(n)
        now = standing(due, [one for one in moves if one.on <= day])
        after = light_on(now, day, steps)
        if after is not before:
            yield Change(day, before, after, _cause(now, day, moves, steps))
            before = after


def _cause(now: Standing, day: date, moves: Sequence[Move], steps: Steps) -> str:
    """What changed the light: something done on the day, or time."""
    done = [one.kind.label for one in moves if one.on == day and one.kind in MOVING]
    if done:
        return "、".join(dict.fromkeys(done))
    days = left(now.due, day, steps.most)
    when = f"时限 {chinese_date(now.due)}"
    return f"{when}，逾期 {-days} 天" if days < 0 else f"{when}，还有 {days} 个工作日"
