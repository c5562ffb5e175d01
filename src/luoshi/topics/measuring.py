"""All figures of a topic for a year, worked out in few queries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from luoshi.area_queries.answers import Answers, Value
from luoshi.area_queries.period import Period
from luoshi.area_queries.places import places_of
from luoshi.area_queries.reported import Reporting
from luoshi.obligations.scope import Scope, deciding_day
from luoshi.pack import Pack
from luoshi.pack.topics import Figure, FigureGroup, Topic
from luoshi.topics.inputs import LEAST, MOST, OVER, UNDER, GroupQuestion
from luoshi.topics.parts import Parts, mean, together, value
from luoshi.warehouse.engine import Engine

Key = tuple[str, str, str | None]
"""A figure, a place (six digits), and the value of the column it was asked by."""


@dataclass(frozen=True)
class Measured:
    """What was found of a topic's figures for a year, or the part of it that has passed."""

    topic: Topic
    period: Period
    day: date
    parts: Mapping[Key, Parts]
    bounds: Mapping[tuple[str, str, str], Fraction]

    def value(
        self, figure: Figure, places: Sequence[str], by: str | None = None
    ) -> Fraction | None:
        """A figure of places together: added up before it is divided."""
        if len(places) > 1 and not figure.adds_up:
            return None
        several = (self.parts.get((figure.id, place, by), Parts()) for place in places)
        found = [value(figure, together(figure, several))]
        found += [self.value(self.topic.figures[id_], places, by) for id_ in figure.plus]
        known = [one for one in found if one is not None]
        return sum(known, Fraction(0)) if known else None

    def mean(self, figure: Figure, places: Sequence[str], by: str | None = None) -> Fraction | None:
        """The plain mean of what a figure comes to in each place."""
        return mean(self.value(figure, (place,), by) for place in places)

    def bound(self, figure: Figure, place: str, name: str) -> Fraction | None:
        """What a figure of a place is held against: ``least`` or ``most``."""
        return self.bounds.get((figure.id, place, name))

    def values_by(self, group: FigureGroup, places: Sequence[str]) -> list[str]:
        """The values of the column a group was asked by, found in some of the places."""
        ids, within = {figure.id for figure in group.figures}, set(places)
        found = (key for key in self.parts if key[0] in ids and key[1] in within)
        return sorted({by for _, _, by in found if by is not None})


def measure(
    pack: Pack, engine: Engine, topic: Topic, period: Period, day: date, reporting: Reporting
) -> Measured:
    """Every figure of a topic for every place, for a year or the part that has passed.

    In ``engine`` every table of the pack is a relation (see `luoshi.area_queries.subjects`);
    ``reporting`` tells where no row means none.

    Raises:
        ValueError: a parameter has no value in force on the period's last day.
    """
    asked = [GroupQuestion(topic, group, period, pack) for group in topic.groups]
    answers = Answers(pack, engine, day)
    for one in asked:
        _want(one, answers)
    answers.fetch()
    parts: dict[Key, Parts] = {}
    bounds: dict[tuple[str, str, str], Fraction] = {}
    for one in asked:
        for figure in one.group.figures:
            parts |= _parts(one, figure, answers, reporting)
            bounds |= _bounds(one, figure, answers)
    return Measured(topic, period, day, parts, bounds)


def members(group: FigureGroup, pack: Pack, period: Period, day: date) -> tuple[str, ...]:
    """The places a group of figures is of, by code."""
    return Scope(group.where, pack, deciding_day(period, day)).members


def _want(asked: GroupQuestion, answers: Answers) -> None:
    for figure in asked.group.figures:
        for of_region in asked.regions:
            for ask in (*asked.asks(figure).values(), *asked.counts(figure)):
                answers.want(asked.question(ask, of_region), ask.text, ask.kinds, ask.let)


def _parts(
    asked: GroupQuestion, figure: Figure, answers: Answers, reporting: Reporting
) -> dict[Key, Parts]:
    found: dict[Key, Parts] = {}
    asks = asked.asks(figure)
    for of_region in asked.regions:
        some = _with_rows(asked, figure, answers, of_region)
        told = _told(asked, figure, reporting, answers.day, of_region)
        sides = {
            name: answers.found(asked.question(asks[name], of_region), asks[name].text)
            for name in (OVER, UNDER)
            if name in asks
        }
        for place, by in dict.fromkeys(key for side in sides.values() for key in side):
            over, under = (_number(sides.get(n, {}).get((place, by))) for n in (OVER, UNDER))
            if some is None or place in some:
                found[figure.id, place, by] = Parts(over, under)
            elif place in told:
                found[figure.id, place, by] = Parts(over or Decimal(0), under)
    return found


def _told(
    asked: GroupQuestion, figure: Figure, reporting: Reporting, day: date, of_region: bool
) -> set[str]:
    """The places of which all is told that the figure's parts gather: no row is none."""
    needed = [(table, asked.span(when)) for table, when in asked.tables(figure)]
    places = places_of(asked.pack)
    full = {
        county
        for county in places.counties
        if all(
            reporting.of(asked.pack.tables[table], county, span, day).counts
            for table, span in needed
        )
    }
    if not of_region:
        return full
    return {places.region} if len(full) == len(places.counties) else set()


def _with_rows(
    asked: GroupQuestion, figure: Figure, answers: Answers, of_region: bool
) -> set[str] | None:
    """The places with some row to tell by; None where every place has."""
    counts = [*asked.counts(figure)]
    if not counts:
        return None
    rows = (answers.found(asked.question(ask, of_region), ask.text) for ask in counts)
    return {place for found in rows for (place, _), count in found.items() if count}


def _bounds(
    asked: GroupQuestion, figure: Figure, answers: Answers
) -> Iterator[tuple[tuple[str, str, str], Fraction]]:
    asks = asked.asks(figure)
    for name in (LEAST, MOST):
        if name in asks:
            found = answers.found(asked.question(asks[name], asked.of_region), asks[name].text)
            for (place, _), bound in found.items():
                number = _number(bound)
                if number is not None:
                    yield (figure.id, place, name), Fraction(number)


def _number(found: Value) -> Decimal | None:
    if isinstance(found, bool):
        return Decimal(found)
    return found if isinstance(found, Decimal) else None
