"""Each county's reckoning: what each part gave, what each limit moved and why, the rounding."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from luoshi.allocation.formula import Formula
from luoshi.allocation.inputs import Code
from luoshi.allocation.limits import Limited
from luoshi.allocation.results import Share, Step, StepKind
from luoshi.allocation.setting import Setting
from luoshi.allocation.solver import ZERO, Effect
from luoshi.allocation.totals import known_last_year
from luoshi.pack.allocation import Bounded
from luoshi.text.numbers import plain, rounded, written

SPARE = 6
"""Digits beyond the smallest amount that are reckoned with, so that steps add up."""

ROUNDING = "rounding"
NOT_BELOW_ZERO = "不少于 0"


@dataclass(frozen=True)
class _Line:
    """A step before it is rounded: the amount in whole numbers, as `_whole` gives them."""

    kind: StepKind
    id: str
    title: str
    amount: int
    text: str


def shares(
    setting: Setting,
    formula: Formula,
    effects: Sequence[Effect],
    limits: Sequence[Limited],
    amounts: Mapping[Code, Fraction],
) -> Iterator[Share]:
    """What every county gets, with its steps."""
    places = setting.places
    by_demand = {demand.id: one.limit for one in limits for demand in one.alternatives}
    known = known_last_year(setting)
    for code, name in setting.names.items():
        lines = [*_given(setting, formula, code), *_moved(setting, effects, by_demand, code)]
        lines.append(_rounded(setting, lines, amounts[code]))
        steps = tuple(_steps(lines, places))
        by_formula = rounded(formula.amounts[code], places)
        amount = rounded(amounts[code], places)
        yield Share(code, name, amount, by_formula, known.get(code), steps)


def _whole(amount: Fraction, places: int) -> int:
    scale: int = 10 ** (places + SPARE)
    return amount.numerator * scale // amount.denominator


def _given(setting: Setting, formula: Formula, code: Code) -> Iterator[_Line]:
    for part in formula.parts:
        if code in part.amounts:
            amount = _whole(part.amounts[code], setting.places)
            yield _Line(part.kind, part.block.id, part.block.title, amount, part.words[code])


def _moved(
    setting: Setting, effects: Sequence[Effect], limits: Mapping[str, Bounded], code: Code
) -> Iterator[_Line]:
    for effect in effects:
        amount = effect.amounts.get(code)
        if amount:
            limit = limits.get(effect.demand.id)
            title = limit.title if limit else NOT_BELOW_ZERO
            id_ = limit.id if limit else ZERO.id
            text = _why(setting, effect, code, amount, title)
            whole = int(rounded(amount * 10 ** (setting.places + SPARE), 0))
            yield _Line(StepKind.LIMIT, id_, title, whole, text)


def _why(setting: Setting, effect: Effect, code: Code, amount: float, title: str) -> str:
    told = f"{written(Fraction(abs(amount)))} {setting.scheme.unit}"
    if code in effect.bound:
        return f"提到下限，增加 {told}" if amount > 0 else f"压到上限，减少 {told}"
    return f"因“{title}”增加 {told}" if amount > 0 else f"为保证“{title}”让出 {told}"


def _rounded(setting: Setting, lines: Sequence[_Line], amount: Fraction) -> _Line:
    left = _whole(amount, setting.places) - sum(line.amount for line in lines)
    text = f"取整到 {plain(setting.scheme.round_to)} {setting.scheme.unit}"
    return _Line(StepKind.ROUNDING, ROUNDING, "取整", left, text)


def _steps(lines: Sequence[_Line], places: int) -> Iterator[Step]:
    """The lines with amounts rounded so that they add up to the rounded sum.

    Limits and rounding that come to nothing are left out.
    """
    so_far = told = 0
    for line in lines:
        so_far += line.amount
        upto = int(rounded(Fraction(so_far, 10**SPARE), 0))
        if upto != told or line.kind not in (StepKind.LIMIT, StepKind.ROUNDING):
            amount = Decimal(upto - told).scaleb(-places)
            yield Step(line.kind, line.id, line.title, amount, line.text)
        told = upto
