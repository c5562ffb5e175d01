"""Matters with where they stand, by what was done in them until a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Max, QuerySet
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.casework.calendar import due_on
from luoshi.pack.rules import number_on
from luoshi.pack.supervision import SERIAL, YEAR, SupervisionFile, Urgency
from luoshi.site.supervision.models import Event, Matter
from luoshi.supervision import Change, Light, Move, Standing, Steps, light_on, lights_log, standing
from luoshi.supervision.bulletin import Followed
from luoshi.supervision.feedback import feedback_due
from luoshi.supervision.matters import Kind


@dataclass(frozen=True)
class Following:
    """A matter with what was done in it, as of a day."""

    matter: Matter
    events: tuple[Event, ...]
    day: date
    steps: Steps

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """What was done by the day."""
        return tuple(move for move in (one.move for one in self.events) if move.on <= self.day)

    @cached_property
    def standing(self) -> Standing:
        """Where it stands."""
        return standing(self.matter.due, self.moves)

    @cached_property
    def light(self) -> Light:
        """Its light."""
        return light_on(self.standing, self.day, self.steps)

    @property
    def lights(self) -> list[Change]:
        """Every change of its light so far."""
        return lights_log(self.since, self.matter.due, self.moves, self.day, self.steps)

    @property
    def since(self) -> date:
        """When it was handed over."""
        return localdate(self.matter.at)

    @property
    def urgency(self) -> Urgency | None:
        """How urgent it is; None where the place does not say so any more."""
        every = rules().urgencies
        return next((one for one in every if one.id == self.matter.urgency), None)

    @property
    def source(self) -> str:
        """Where it comes from."""
        titles = {one.id: one.title for one in rules().sources}
        return titles.get(self.matter.source, self.matter.source)

    @property
    def feedback_lacks(self) -> date | None:
        """The day by which feedback was to be given and was not."""
        if self.urgency is None or not self.standing.open or not self.standing.accepted:
            return None
        wanted = feedback_due(self.since, self.urgency.rhythm, self.day)
        given = [move.on for move in self.moves if move.kind is Kind.APPROVE]
        if wanted is None or self.day <= wanted.end or any(wanted.start <= on for on in given):
            return None
        return wanted.end

    @property
    def followed(self) -> Followed:
        """As the bulletin counts it."""
        moves = tuple(one.move for one in self.events)
        return Followed(self.matter.unit, self.since, self.matter.due, moves)


def rules() -> SupervisionFile:
    """How the place follows matters up."""
    found = pack.load().supervision
    assert found
    return found


def steps(day: date | None = None) -> Steps:
    """With how many working days left lights change."""
    policy, on = pack.load(), day or localdate()
    orange, yellow = (number_on(f":{one}", policy, on) for one in (rules().orange, rules().yellow))
    return Steps(int(orange or 0), int(yellow or 0))


def following(rows: QuerySet[Matter], day: date | None = None) -> list[Following]:
    """Matters with what was done in them, as of a day (None: today)."""
    today, lights = day or localdate(), steps()
    found = rows.prefetch_related("events__by", "tasks").select_related("by")
    return [Following(one, tuple(one.events.all()), today, lights) for one in found]


def one_of(matter: Matter) -> Following:
    """One matter."""
    events = tuple(matter.events.select_related("by").order_by("pk"))
    return Following(matter, events, localdate(), steps())


def next_number(year: int) -> tuple[str, int]:
    """The number of the next matter of a year, and its serial number."""
    last = Matter.objects.filter(year=year).aggregate(last=Max("serial"))["last"] or 0
    written = rules().number.replace(YEAR, str(year)).replace(SERIAL, str(last + 1))
    return written, last + 1


def due_by_rule(urgency: str, day: date) -> date | None:
    """The day by which a matter of an urgency handed over on a day is due."""
    policy = pack.load()
    clock = next((one.clock for one in rules().urgencies if one.id == urgency), None)
    days = number_on(f":{clock}", policy, day) if clock else None
    if clock is None or days is None:
        return None
    return due_on(day, int(days), policy.parameters[clock].unit or "")


def open_of(origins: Iterable[str]) -> dict[str, Matter]:
    """The matters made of these that are still to be done, by origin."""
    found = following(Matter.objects.filter(origin__in=list(origins)))
    return {one.matter.origin: one.matter for one in found if one.standing.open}
