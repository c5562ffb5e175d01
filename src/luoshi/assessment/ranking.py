"""Places in an order, as far as it is known: what nobody knows may yet change it."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from luoshi.assessment.scores import Score, between, unknown
from luoshi.pack.scorecard_items import Rank
from luoshi.text.numbers import exact, written

Range = tuple[Fraction | Decimal, Fraction | Decimal]
"""The least and the most that a number may be."""

P = TypeVar("P")


def places(ranges: Mapping[P, Range]) -> dict[P, tuple[int, int]]:
    """The best and the worst place that each may have; the most comes first, equals share the
    better place."""
    return {
        one: (
            1 + sum(low > most for other, (low, _) in ranges.items() if other != one),
            1 + sum(high > least for other, (_, high) in ranges.items() if other != one),
        )
        for one, (least, most) in ranges.items()
    }


def ranked(item: Rank, values: Mapping[str, Range | None]) -> dict[str, Score]:
    """The points of an item by the places of a class; ``values`` are the figures, None unknown."""
    known = {one: _by_best(item, found) for one, found in values.items() if found is not None}
    unsure = len(values) - len(known)
    found = {one: unknown(item.points, "没有数，排不出来") for one in values}
    for one, (best, worst) in places(known).items():
        found[one] = _placed(item, best, worst + unsure, values[one], len(values))
    return found


def _by_best(item: Rank, found: Range) -> Range:
    low, high = found
    return (low, high) if item.best == "most" else (-high, -low)


def _placed(item: Rank, best: int, worst: int, value: Range | None, count: int) -> Score:
    assert value is not None
    place = f"第 {best}" if best == worst else f"第 {best} 到 {worst}"
    reason = f"{written(value[0], 4)}，{count} 个里排{place}"
    shown = Decimal(exact(value[0]).numerator) / Decimal(exact(value[0]).denominator)
    first, last = (_for_place(item, one, count) for one in (best, worst))
    return between(first, last, reason, shown)


def _for_place(item: Rank, place: int, count: int) -> Fraction:
    most, least = exact(item.points), exact(item.last)
    return most if count == 1 else most - (most - least) * (place - 1) / (count - 1)
