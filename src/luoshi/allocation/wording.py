"""Which limits conflict, in a sentence."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import ceil, floor

from luoshi.allocation.inputs import Amounts
from luoshi.allocation.limits import Limited
from luoshi.allocation.setting import Setting
from luoshi.pack.allocation import Amount, Either, Limit, Mean, ShareLimit, Simple
from luoshi.text.numbers import percent, written

EXACT = 6
"""Decimals of an amount that is added up: rounded to fewer it might not say what conflicts."""

LEVELS = {"at_least": "不少于", "at_most": "不多于", "ratio": "不低于"}


def conflict(setting: Setting, total: Fraction | None, clashing: Sequence[Limited]) -> str:
    """Which limits cannot be met together, at which levels, and what that comes to."""
    unit = setting.scheme.unit
    told = [f"总额 {written(total, EXACT)} {unit}"] if total is not None else []
    told += [f"“{one.limit.title}”{_detail(setting, one)}" for one in clashing]
    if len(told) == 1:
        return f"单是{told[0]}就做不到，请改它的数值"
    return f"不能同时做到：{'；'.join(told)}。去掉其中任何一条，其余的就能同时做到"


def _detail(setting: Setting, one: Limited) -> str:
    """The levels that hold in this scenario, and how much the bounds come to."""
    said = "，".join((*_levels(setting, one.limit), *_sums(setting, one)))
    return f"（{said}）" if said else ""


def _levels(setting: Setting, limit: Limit) -> Iterator[str]:
    either = limit.any_of if isinstance(limit, Either) else (limit,)
    for simple in either:
        for key, says in LEVELS.items():
            level = setting.level(simple, key) if getattr(simple, key, None) else None
            values = set((level or {}).values())
            if len(values) == 1:
                yield f"{_whose(simple)}{says} {_level(setting, simple, values.pop(), key)}"


def _whose(simple: Simple) -> str:
    return "合计" if isinstance(simple, ShareLimit) else "" if isinstance(simple, Mean) else "每县"


def _level(setting: Setting, simple: Simple, value: Fraction, key: str) -> str:
    """A level in words, and that the scenario changed it."""
    changed = "，本方案改过" if f"{simple.id}.{key}" in setting.overrides.levels else ""
    match simple:
        case Amount():
            return f"{written(value, EXACT)} {setting.scheme.unit}{changed}"
        case ShareLimit():
            return f"总额的 {percent(value)}{changed}"
        case Mean():
            return f"{written(value, EXACT)} 倍{changed}"
        case _:
            return f"上年的 {written(value, EXACT)} 倍{changed}"


def _sums(setting: Setting, one: Limited) -> Iterator[str]:
    """How much the bounds of a limit come to, where it has some."""
    demand = one.alternatives[0]
    if len(one.alternatives) > 1 or demand.rows:
        return
    if demand.low:
        yield _sum(setting, demand.low, "下限", ceil)
    if demand.high:
        yield _sum(setting, demand.high, "上限", floor)


def _sum(setting: Setting, bound: Amounts, name: str, whole: Callable[[Fraction], int]) -> str:
    """9 个县下限合计 4,999.5 万元，各县取整到 1 万元后 5,004 万元."""
    unit, step = setting.scheme.unit, Fraction(setting.scheme.round_to)
    exact = sum(bound.values(), Fraction(0))
    kept = sum((whole(one / step) * step for one in bound.values()), Fraction(0))
    said = f"{len(bound)} 个县{name}合计 {written(exact, EXACT)} {unit}"
    if kept == exact:
        return said
    return f"{said}，各县取整到 {written(step, EXACT)} {unit}后 {written(kept, EXACT)} {unit}"
