"""Factor shares: a pot split by weights, each part by a number of each county."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from luoshi.allocation.errors import AllocationError
from luoshi.allocation.inputs import Amounts, Code
from luoshi.allocation.parts import FormulaPart
from luoshi.allocation.results import StepKind
from luoshi.allocation.setting import Setting
from luoshi.pack.allocation import Factor
from luoshi.text.lists import listed
from luoshi.text.numbers import percent, written

DECIMALS = 15
"""Digits kept of a factor's value after it is divided, so that sums stay short."""

TURNED = {"more": "", "gap": "，按差距计", "reverse": "，按倒数计"}
"""What is said of the direction of a factor."""


@dataclass(frozen=True)
class Weighed:
    """A factor that counts this year, its share of the pot and the counties' values."""

    factor: Factor
    weight: Fraction
    raw: Amounts
    values: Amounts

    def part(self, pot: Fraction) -> FormulaPart:
        """What it gives of a pot."""
        whole, slice_ = sum(self.values.values(), Fraction(0)), pot * self.weight
        parts = {code: value / whole for code, value in self.values.items()}
        amounts = {code: slice_ * part for code, part in parts.items()}
        opening = f"权重 {percent(self.weight)}"
        words = {code: f"{opening}；{self._words(code, part)}" for code, part in parts.items()}
        return FormulaPart(StepKind.FACTOR, self.factor, amounts, words)

    def _words(self, code: Code, part: Fraction) -> str:
        shown = f"{written(self.raw[code], 4)} {self.factor.unit or ''}".rstrip()
        turned = TURNED[self.factor.direction]
        return f"{shown}{turned}，占全部的 {percent(part)}"


def weighed(setting: Setting) -> tuple[Weighed, ...]:
    """The factors with a weight this year; weights are shares of their sum.

    Raises:
        AllocationError: a figure is missing, or a factor is nought everywhere.
    """
    weights = {factor.id: weight for factor, weight in _weights(setting)}
    whole = sum(weights.values())
    if whole <= 0:
        raise AllocationError(f"{setting.year} 年没有生效的因素权重，这一年的分配办法还没有")
    return tuple(
        _weighed(setting, factor, weights[factor.id] / whole)
        for factor in setting.scheme.factors
        if weights.get(factor.id)
    )


def _weights(setting: Setting) -> Iterator[tuple[Factor, Fraction]]:
    for factor in setting.scheme.factors:
        changed = setting.overrides.weights.get(factor.id)
        weight = setting.dated(factor.weights) if changed is None else Fraction(changed)
        if weight is not None and weight < 0:
            raise AllocationError(f"“{factor.title}”的权重不能小于 0")
        yield factor, weight or Fraction(0)


def _weighed(setting: Setting, factor: Factor, weight: Fraction) -> Weighed:
    raw = setting.values(factor)
    values = _turned(setting, factor, raw)
    _demand_need(setting, factor, values)
    return Weighed(factor, weight, raw, values)


def _turned(setting: Setting, factor: Factor, raw: Amounts) -> Amounts:
    """The values the pot is split by: per head, in the factor's direction, times, adjusted."""
    values = _over(setting, factor, raw) if factor.per else raw
    if factor.direction == "gap":
        values = _gap(setting, factor, values)
    if factor.direction == "reverse":
        values = _over(setting, factor, dict.fromkeys(values, Fraction(1)), values)
    if factor.times:
        values = _times(values, setting.figure(factor.times, factor.years_back, factor.title))
    if factor.adjusted and setting.scheme.difficulty:
        values = _times(values, setting.values(setting.scheme.difficulty))
    return values


def _over(
    setting: Setting, factor: Factor, values: Amounts, divisors: Amounts | None = None
) -> Amounts:
    below = divisors or setting.figure(factor.per or "", factor.years_back, factor.title)
    nought = tuple(setting.names[code] for code, one in below.items() if one == 0)
    if nought:
        raise AllocationError(f"“{factor.title}”：{listed(nought)}的除数是 0，算不出来")
    return {code: round(value / below[code], DECIMALS) for code, value in values.items()}


def _gap(setting: Setting, factor: Factor, values: Amounts) -> Amounts:
    references = setting.level(factor, "reference")
    if references is None:
        raise AllocationError(f"“{factor.title}”在 {setting.year} 年没有生效的参照值")
    return {code: max(references[code] - value, Fraction(0)) for code, value in values.items()}


def _times(values: Amounts, others: Amounts) -> Amounts:
    return {code: value * others[code] for code, value in values.items()}


def _demand_need(setting: Setting, factor: Factor, values: Amounts) -> None:
    below = tuple(setting.names[code] for code, value in values.items() if value < 0)
    if below:
        raise AllocationError(f"“{factor.title}”：{listed(below)}的值小于 0，不能按它分配")
    if not any(values.values()):
        raise AllocationError(
            f"“{factor.title}”各县（市、区）都是 0，无从分配；请补上数据，或把权重改为 0"
        )
