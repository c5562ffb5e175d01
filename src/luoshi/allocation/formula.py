"""The formula: what all blocks together give each county before any limit."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from luoshi.allocation.errors import ConflictError
from luoshi.allocation.grants import grants
from luoshi.allocation.inputs import Amounts
from luoshi.allocation.parts import FormulaPart
from luoshi.allocation.performance import cut
from luoshi.allocation.setting import Setting
from luoshi.allocation.shares import weighed
from luoshi.allocation.totals import TOTAL, total_of
from luoshi.text.numbers import written


@dataclass(frozen=True)
class Formula:
    """Its parts in the order they are told, and the total, which they add up to."""

    parts: tuple[FormulaPart, ...]
    total: Fraction
    codes: tuple[str, ...]

    @cached_property
    def amounts(self) -> Amounts:
        """What each county gets by the formula."""
        found = dict.fromkeys(self.codes, Fraction(0))
        for part in self.parts:
            for code, amount in part.amounts.items():
                found[code] += amount
        return found


def formula(setting: Setting) -> Formula:
    """What the blocks give.

    Raises:
        AllocationError: a figure is missing, or fixed amounts exceed the total.
    """
    fixed = grants(setting)
    codes = tuple(setting.names)
    if setting.scheme.entitlement:
        return Formula(fixed, _sum(fixed), codes)
    total = total_of(setting)
    pot = total - _sum(fixed)
    if pot < 0:
        raise _too_much(setting, fixed, total)
    shared = tuple(one.part(pot) for one in weighed(setting))
    taken = cut(setting, shared)
    return Formula((*fixed, *shared, *([taken] if taken else [])), total, codes)


def _sum(parts: Sequence[FormulaPart]) -> Fraction:
    return sum((sum(part.amounts.values(), Fraction(0)) for part in parts), Fraction(0))


def _too_much(setting: Setting, fixed: Sequence[FormulaPart], total: Fraction) -> ConflictError:
    unit = setting.scheme.unit
    each = "、".join(f"“{one.block.title}”{written(_sum([one]))} {unit}" for one in fixed)
    message = (
        f"定额部分合计 {written(_sum(fixed))} {unit}，超过总额 {written(total)} {unit}：{each}"
    )
    return ConflictError((TOTAL, *(one.block.id for one in fixed)), message)
