"""Each county's reckoning: what each part gave, what each limit moved and why, the rounding."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from luoshi.allocation.effects import ZERO, Effect
from luoshi.allocation.formula import Formula
from luoshi.allocation.inputs import Code
from luoshi.allocation.limits import Limited
from luoshi.allocation.results import Share, Step, StepKind
from luoshi.allocation.setting import Setting
from luoshi.allocation.totals import known_last_year
from luoshi.allocation.words import decimal, number
from luoshi.pack.allocation import Bounded

ROUNDING = "rounding"
NOT_BELOW_ZERO = "不少于 0"


@dataclass(frozen=True)
class _Line:
    kind: StepKind
    id: str
    title: str
    amount: Fraction
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
        lines = [*_given(formula, code), *_moved(setting, effects, by_demand, code)]
        lines += _rounded(setting, lines, amounts[code])
        yield Share(
            code,
            name,
            decimal(amounts[code], places),
            decimal(formula.amounts[code], places),
            known.get(code),
            tuple(_steps(lines, places)),
        )


def _given(formula: Formula, code: Code) -> Iterator[_Line]:
    for part in formula.parts:
        if code in part.amounts:
            text, amount = part.words[code], part.amounts[code]
            yield _Line(part.kind, part.block.id, part.block.title, amount, text)


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
            yield _Line(StepKind.LIMIT, id_, title, amount, text)


def _why(setting: Setting, effect: Effect, code: Code, amount: Fraction, title: str) -> str:
    told = f"{number(abs(amount))} {setting.scheme.unit}"
    if code in effect.bound:
        return f"提到下限，增加 {told}" if amount > 0 else f"压到上限，减少 {told}"
    return f"因“{title}”增加 {told}" if amount > 0 else f"为保证“{title}”让出 {told}"


def _rounded(setting: Setting, lines: Sequence[_Line], amount: Fraction) -> Iterator[_Line]:
    left = amount - sum((line.amount for line in lines), Fraction(0))
    if left:
        text = f"取整到 {setting.scheme.round_to:f} {setting.scheme.unit}"
        yield _Line(StepKind.ROUNDING, ROUNDING, "取整", left, text)


def _steps(lines: Sequence[_Line], places: int) -> Iterator[Step]:
    """The lines with amounts rounded so that they add up to the rounded sum."""
    so_far, told = Fraction(0), Decimal(0)
    for line in lines:
        so_far += line.amount
        upto = decimal(so_far, places)
        yield Step(line.kind, line.id, line.title, upto - told, line.text)
        told = upto
