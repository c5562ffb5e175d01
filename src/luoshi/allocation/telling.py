"""Which limits conflict, in a sentence."""

from collections.abc import Sequence
from fractions import Fraction

from luoshi.allocation.inputs import Amounts
from luoshi.allocation.limits import Limited
from luoshi.allocation.setting import Setting
from luoshi.allocation.words import number


def conflict(setting: Setting, total: Fraction | None, clashing: Sequence[Limited]) -> str:
    """Which limits cannot be met together, and what that comes to."""
    unit = setting.scheme.unit
    told = [f"总额 {number(total)} {unit}"] if total is not None else []
    told += [f"“{one.limit.title}”{_sums(setting, one)}" for one in clashing]
    if len(told) == 1:
        return f"单是{told[0]}就做不到，请改它的数值"
    return f"不能同时做到：{'；'.join(told)}。去掉其中任何一条，其余的就能同时做到"


def _sums(setting: Setting, one: Limited) -> str:
    """How much the bounds of a limit come to, where it has some."""
    demand = one.alternatives[0]
    if len(one.alternatives) > 1 or demand.rows:
        return ""
    bounds: list[tuple[str, Amounts]] = [("下限", demand.low), ("上限", demand.high)]
    sums = [
        f"{len(bound)} 个县{name}合计 {number(sum(bound.values(), Fraction(0)))}"
        for name, bound in bounds
        if bound
    ]
    return f"（{'，'.join(sums)} {setting.scheme.unit}）"
