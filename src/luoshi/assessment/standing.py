"""Grades and ranks, as far as nothing open can change them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from luoshi.assessment.ranking import places
from luoshi.assessment.results import PlaceScore
from luoshi.assessment.scores import Score
from luoshi.pack.scorecards import Grade, Scorecard


def with_ranks(scores: Sequence[PlaceScore]) -> list[PlaceScore]:
    """Each with its place in its class, the highest points first, where it is certain."""
    groups: dict[str | None, dict[str, tuple[Decimal, Decimal]]] = {}
    for one in scores:
        if one.left_out is None:
            groups.setdefault(one.group, {})[one.code] = (one.low, one.high)
    found = {code: ends for group in groups.values() for code, ends in places(group).items()}
    return [replace(one, rank=_certain(found.get(one.code))) for one in scores]


def _certain(ends: tuple[int, int] | None) -> int | None:
    return ends[0] if ends and ends[0] == ends[1] else None


def grade_of(
    card: Scorecard, low: Decimal, high: Decimal, vetoes: Mapping[str, Score]
) -> str | None:
    """The grade, where nothing open can change it; ``vetoes`` are by their ids."""
    if not card.grades:
        return None
    worst = _capped(card, vetoes, _band(card.grades, low), worst=True)
    best = _capped(card, vetoes, _band(card.grades, high), worst=False)
    return card.grades[worst].grade if worst == best else None


def _band(grades: Sequence[Grade], at: Decimal) -> int:
    return next(i for i, one in enumerate(grades) if at >= one.at_least)


def _capped(card: Scorecard, vetoes: Mapping[str, Score], band: int, *, worst: bool) -> int:
    """The band, no better than what a veto caps; at the worst also one that may be there."""
    names = [one.grade for one in card.grades]
    caps = [
        names.index(veto.caps)
        for veto in card.vetoes
        if veto.caps and (vetoes[veto.id].low if worst else vetoes[veto.id].high) < 0
    ]
    return max([band, *caps])
