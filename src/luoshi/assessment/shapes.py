"""The points of an item by its shape. ``docs/reference/scorecards.md`` gives each rule."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import floor

from luoshi.area_queries import Value
from luoshi.assessment.scores import Score, between, not_due, sure, unknown
from luoshi.pack.scorecard_items import (
    AllOrNothing,
    CountDeduct,
    Item,
    Linear,
    Measured,
    Parts,
    Ratio,
    SlopeDeduct,
    Threshold,
)
from luoshi.text.numbers import exact, written

Read = Callable[[str], Value]
"""What an expression (its text) gives of the place that is scored."""

Rule = Callable[[Fraction], Fraction]
"""The points for a number."""

NO_FIGURE, NOTHING_DUE = "没有数，算不出来", "没有应当做的"


def scored(item: Item, read: Read) -> Score:
    """What the figures of a place make of an item; not for ranks and judgements."""
    if item.due and (due := read(item.due)) is not True:
        return not_due(NOTHING_DUE) if due is False else unknown(item.points, NO_FIGURE)
    if isinstance(item, AllOrNothing):
        return _held(item, read(item.holds))
    if isinstance(item, Parts):
        return _of_parts(item, read)
    assert isinstance(item, Measured)
    return _measured(item, read)


def _held(item: AllOrNothing, holds: Value) -> Score:
    if not isinstance(holds, bool):
        return unknown(item.points, NO_FIGURE)
    return sure(item.points if holds else Decimal(0), "做到了" if holds else "没有做到", holds)


def _of_parts(item: Parts, read: Read) -> Score:
    held = [(part, read(part.holds)) for part in item.parts]
    low = sum((part.points for part, holds in held if holds is True), Decimal(0))
    maybe = sum((part.points for part, holds in held if holds is None), Decimal(0))
    said = "、".join(f"{part.title}（{_how(holds)}）" for part, holds in held)
    return between(low, low + maybe, said)


def _how(holds: Value) -> str:
    return "不知道" if holds is None else "有" if holds else "没有"


def number_of(value: Value) -> Fraction | None:
    """A figure as an exact number; None where it is none."""
    return exact(value) if isinstance(value, Decimal) else None


def _measured(item: Measured, read: Read) -> Score:
    value = number_of(read(item.value))
    rule, said = _rule(item, read)
    if rule is None:
        return not_due(said) if said else unknown(item.points, NO_FIGURE)
    if value is None:
        return unknown(item.points, NO_FIGURE)
    more = number_of(read(item.unknown)) if item.unknown else Fraction(0)
    if more is None:
        return unknown(item.points, NO_FIGURE)
    reason = f"{written(value, 4)}{said}" + (f"，另有 {written(more)} 不知道" if more else "")
    shown = Decimal(value.numerator) / Decimal(value.denominator)
    return between(rule(value), rule(value + more), reason, shown)


def _rule(item: Measured, read: Read) -> tuple[Rule | None, str]:
    """The points for a number, and what it is held against, in words; without a rule, that
    nothing was due, or nothing where it is not known."""
    most = exact(item.points)
    if isinstance(item, CountDeduct):
        return _lost(most, lambda value: exact(item.deduct) * value), " 次"
    if isinstance(item, Linear):
        return _evenly(item, read)
    wanted = number_of(read(item.at_least if isinstance(item, Threshold) else _wanted(item)))
    if wanted is None:
        return None, ""
    told = f"，应为 {written(wanted, 4)}"
    if isinstance(item, Threshold):
        return lambda value: most if value >= wanted else Fraction(0), told
    if isinstance(item, SlopeDeduct):
        return _lost(most, lambda value: _steps(item, wanted - value)), told
    if wanted <= 0:
        return None, NOTHING_DUE
    return lambda value: most * min(Fraction(1), max(Fraction(0), value / wanted)), told


def _wanted(item: Measured) -> str:
    assert isinstance(item, Ratio | SlopeDeduct)
    return item.wanted


def _steps(item: SlopeDeduct, short: Fraction) -> Fraction:
    """What is lost for each whole step a number is short."""
    return exact(item.deduct) * max(0, floor(short / exact(item.step)))


def _lost(most: Fraction, loss: Rule) -> Rule:
    return lambda value: max(Fraction(0), min(most, most - loss(value)))


def _evenly(item: Linear, read: Read) -> tuple[Rule | None, str]:
    nothing, full = number_of(read(item.zero_at)), number_of(read(item.full_at))
    if nothing is None or full is None or nothing == full:
        return None, ""

    def rule(value: Fraction) -> Fraction:
        share = (value - nothing) / (full - nothing)
        return exact(item.points) * min(Fraction(1), max(Fraction(0), share))

    return rule, f"，{written(nothing, 4)} 得 0 分、{written(full, 4)} 得满分"
