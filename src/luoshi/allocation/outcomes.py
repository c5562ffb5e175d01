"""What became of each limit, and how it is told."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from luoshi.allocation.effects import Effect
from luoshi.allocation.inputs import Amounts
from luoshi.allocation.limits import Limited, compared_with, mean_of
from luoshi.allocation.problem import Demand
from luoshi.allocation.results import Outcome
from luoshi.allocation.setting import Setting
from luoshi.allocation.words import decimal, listed, number
from luoshi.pack.allocation import Either, Limit, Mean, Simple


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
            one.limit.id,
            one.limit.title,
            slack >= 0,
            one.enforced,
            one.limit.assumption,
            decimal(slack, setting.places),
            decimal(effect.moved if effect else Fraction(0), setting.places),
            _told(setting, one, chosen, effect, amounts),
        )


def _told(
    setting: Setting, one: Limited, chosen: Demand, effect: Effect | None, amounts: Amounts
) -> str:
    simple = _simple(one.limit, chosen)
    if isinstance(simple, Mean):
        said = _compared(setting, simple, amounts)
    else:
        said = _bounds(setting, chosen, amounts)
    if len(one.alternatives) > 1:
        said = f"按“{simple.title}”：{said}"
    return "；".join([said, *_unbound(setting, one), *_moves(setting, effect)])


def _simple(limit: Limit, chosen: Demand) -> Simple:
    if isinstance(limit, Either):
        return next(one for one in limit.any_of if one.id == chosen.id)
    return limit


def _compared(setting: Setting, limit: Mean, amounts: Amounts) -> str:
    others = compared_with(setting, limit)
    mine = mean_of(setting, limit, setting.members(limit.where), amounts)
    theirs = mean_of(setting, limit, others, amounts)
    unit = setting.scheme.unit
    return (
        f"{setting.title(limit.where)} {number(mine, 4)} {unit}，"
        f"{setting.title(limit.others)} {number(theirs, 4)} {unit}"
        + (f"，为 {number(mine / theirs, 4)} 倍" if theirs else "")
    )


def _bounds(setting: Setting, demand: Demand, amounts: Amounts) -> str:
    broken = [
        *(code for code, one in demand.low.items() if amounts[code] < one),
        *(code for code, one in demand.high.items() if amounts[code] > one),
    ]
    if broken:
        return f"没有做到的：{listed(tuple(setting.names[code] for code in broken))}"
    if any(row.slack(amounts) < 0 for row in demand.rows):
        return "合计没有做到"
    return "都做到了"


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
    told = f"{number(effect.moved)} {setting.scheme.unit}"
    yield f"为此 {lifted} 个县增加、{lowered} 个县减少，移动 {told}"
