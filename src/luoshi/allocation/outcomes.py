"""What became of each limit, and how it is told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from luoshi.allocation.inputs import Amounts
from luoshi.allocation.limits import Limited, compared_with, mean_of, ratio_of
from luoshi.allocation.results import Outcome
from luoshi.allocation.setting import Setting
from luoshi.allocation.solver import Demand, Effect
from luoshi.pack.allocation import LAST_YEAR, Either, Limit, Mean, Simple
from luoshi.text.lists import listed
from luoshi.text.numbers import rounded, written

PER = {None: "县均", LAST_YEAR: "与上年之比"}
"""How averages that are not over an expression are called."""


def outcomes(
    setting: Setting, limits: Sequence[Limited], effects: Sequence[Effect], amounts: Amounts
) -> Iterator[Outcome]:
    """Every limit in force, whether it binds or is only looked at."""
    by_demand = {effect.demand.id: effect for effect in effects}
    for one in limits:
        chosen = one.best(amounts)
        slack = chosen.slack(amounts)
        effect = next((by_demand[d.id] for d in one.alternatives if d.id in by_demand), None)
        yield Outcome(
            id=one.limit.id,
            title=one.limit.title,
            held=slack >= 0,
            enforced=one.enforced,
            assumption=one.limit.assumption,
            slack=rounded(slack, setting.places, 0),
            moved=rounded(Fraction(effect.moved if effect else 0), setting.places),
            text="；".join(_told(setting, one, _Kept(chosen, slack >= 0, amounts), effect)),
        )


@dataclass(frozen=True)
class _Kept:
    """The alternative that is kept best, and whether the amounts keep it."""

    demand: Demand
    held: bool
    amounts: Amounts


def _told(setting: Setting, one: Limited, kept: _Kept, effect: Effect | None) -> Iterator[str]:
    simple = _simple(one.limit, kept.demand)
    by = f"按“{simple.title}”：" if len(one.alternatives) > 1 else ""
    if isinstance(simple, Mean):
        yield by + _compared(setting, simple, kept.amounts)
    else:
        yield by + ("都做到了" if kept.held else _broken(setting, kept))
    yield from _unbound(setting, one)
    yield from _moves(setting, effect)


def _simple(limit: Limit, chosen: Demand) -> Simple:
    if isinstance(limit, Either):
        return next(one for one in limit.any_of if one.id == chosen.id)
    return limit


def _compared(setting: Setting, limit: Mean, amounts: Amounts) -> str:
    others = compared_with(setting, limit)
    mine = mean_of(setting, limit, setting.members(limit.where), amounts)
    theirs = mean_of(setting, limit, others, amounts)
    unit, by = setting.scheme.unit, PER.get(limit.per, f"按{limit.per}平均")
    return (
        f"{setting.title(limit.where)}{by} {written(mine, 4, theirs)} {unit}，"
        f"{setting.title(limit.others)} {written(theirs, 4, mine)} {unit}"
        + (f"，为 {written(mine / theirs, 4, ratio_of(setting, limit))} 倍" if theirs else "")
    )


def _broken(setting: Setting, kept: _Kept) -> str:
    low, high, amounts = kept.demand.low, kept.demand.high, kept.amounts
    codes = [
        *(code for code, one in low.items() if amounts[code] < one),
        *(code for code, one in high.items() if amounts[code] > one),
    ]
    names = tuple(setting.names[code] for code in codes)
    return f"没有做到的：{listed(names)}" if names else "合计没有做到"


def _unbound(setting: Setting, one: Limited) -> Iterator[str]:
    waiver = setting.overrides.waivers.get(one.limit.id)
    if waiver:
        yield f"经{waiver.officer}批准不执行：{waiver.reason}"
    elif not one.enforced:
        yield "只核对，不约束"


def _moves(setting: Setting, effect: Effect | None) -> Iterator[str]:
    if effect is None:
        return
    lifted = sum(one > 0 for one in effect.amounts.values())
    lowered = sum(one < 0 for one in effect.amounts.values())
    told = f"{written(Fraction(effect.moved))} {setting.scheme.unit}"
    yield f"为此 {lifted} 个县增加、{lowered} 个县减少，移动 {told}"
