"""Choosing a division step by step: county, township, village, inside the user's areas."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from luoshi.areas import Area, Areas, Level
from luoshi.site.rights import ALL, Scope

LEVELS = (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)
"""The levels a division is chosen from, one after the other."""


@dataclass(frozen=True)
class Step:
    """One level to choose from, and what was chosen of it."""

    level: Level
    options: tuple[Area, ...]
    chosen: Area | None


def steps(areas: Areas, scope: Scope, asked: Mapping[str, str]) -> list[Step]:
    """The levels down to the one still to be chosen; ``asked`` holds a code by level name.

    A level that leaves the user no choice is chosen already.
    """
    taken: list[Step] = []
    for level in LEVELS:
        options = _options(areas, scope, level, taken[-1].chosen if taken else None)
        chosen = _chosen(options, asked.get(level.value, ""))
        taken.append(Step(level, options, chosen))
        if chosen is None:
            break
    return taken


def prefix(area: Area) -> str:
    """The digits that codes of all divisions in ``area`` begin with."""
    return area.code[: area.level.digits]


def below(area: Area | None) -> Level:
    """The level what lies in ``area`` is told apart by: the next one down, a village's its own."""
    if area is None:
        return Level.COUNTY
    return Level.TOWNSHIP if area.level is Level.COUNTY else Level.VILLAGE


def _options(areas: Areas, scope: Scope, level: Level, above: Area | None) -> tuple[Area, ...]:
    every = areas.children(above.code) if above else areas.at_level(level)
    return tuple(area for area in every if _reaches(scope, prefix(area)))


def _reaches(scope: Scope, own: str) -> bool:
    return scope.areas is ALL or any(_either(own, bound) for bound in scope.areas)


def _either(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _chosen(options: tuple[Area, ...], code: str) -> Area | None:
    if len(options) == 1:
        return options[0]
    return next((area for area in options if area.code == code), None)


def lowest(taken: list[Step]) -> Area | None:
    """The smallest division chosen."""
    chosen = [step.chosen for step in taken if step.chosen]
    return chosen[-1] if chosen else None


def open_steps(taken: list[Step]) -> Iterator[Step]:
    """The levels that leave a choice."""
    return (step for step in taken if len(step.options) > 1)
