"""From a scheme's limits to what the solver must meet."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from luoshi.allocation.errors import AllocationError
from luoshi.allocation.inputs import Amounts, Code
from luoshi.allocation.setting import Setting
from luoshi.allocation.solver import ConstraintRow, Demand
from luoshi.allocation.totals import last_year
from luoshi.pack.allocation import (
    LAST_YEAR,
    Amount,
    Bounded,
    Either,
    LastYear,
    Limit,
    Mean,
    ShareLimit,
    Simple,
)


@dataclass(frozen=True)
class Limited:
    """A limit that applies this year: its alternatives, and whether it binds."""

    limit: Limit
    alternatives: tuple[Demand, ...]
    enforced: bool

    def best(self, amounts: Amounts) -> Demand:
        """The alternative the amounts keep best."""
        first, *rest = self.alternatives
        return max(self.alternatives, key=lambda one: one.slack(amounts)) if rest else first


def limited(setting: Setting, total: Fraction) -> tuple[Limited, ...]:
    """The scheme's limits that are in force; a level that is not in force does not limit.

    Raises:
        AllocationError: a figure is missing, or a guarded limit is lifted by nobody.
    """
    return tuple(
        Limited(limit, alternatives, _enforced(setting, limit))
        for limit in setting.scheme.limits
        if (alternatives := tuple(_alternatives(setting, limit, total)))
    )


def _enforced(setting: Setting, limit: Bounded) -> bool:
    if limit.id in setting.overrides.waivers:
        return False
    enforced = setting.overrides.enforced.get(limit.id, limit.enforced)
    if limit.guarded and limit.enforced and not enforced:
        raise AllocationError(f"“{limit.title}”不能直接取消，须写明由谁批准（waivers）")
    return enforced


def _alternatives(setting: Setting, limit: Limit, total: Fraction) -> Iterator[Demand]:
    for one in limit.any_of if isinstance(limit, Either) else (limit,):
        demand = _demand(setting, one, total)
        if demand:
            yield demand


def _demand(setting: Setting, limit: Simple, total: Fraction) -> Demand | None:
    codes = setting.members(limit.where)
    if not codes:
        return None
    match limit:
        case Amount():
            return _between(setting, limit, codes, dict.fromkeys(codes, Fraction(1)))
        case LastYear():
            before = {code: one for code, one in last_year(setting).items() if one > 0}
            return _between(setting, limit, tuple(filter(before.get, codes)), before)
        case ShareLimit():
            return _part(setting, limit, codes, total)
        case Mean():
            return _mean(setting, limit, codes)


def _between(
    setting: Setting, limit: Amount | LastYear, codes: tuple[Code, ...], times: Amounts
) -> Demand | None:
    least, most = setting.level(limit, "at_least"), setting.level(limit, "at_most")
    if not codes or (least is None and most is None):
        return None
    low = {code: least[code] * times[code] for code in codes} if least else {}
    high = {code: most[code] * times[code] for code in codes} if most else {}
    return Demand(limit.id, low, high)


def _part(
    setting: Setting, limit: ShareLimit, codes: tuple[Code, ...], total: Fraction
) -> Demand | None:
    least, most = setting.level(limit, "at_least"), setting.level(limit, "at_most")
    rows = []
    if least is not None:
        rows.append(ConstraintRow(((Fraction(1), codes),), least[codes[0]] * total))
    if most is not None:
        rows.append(ConstraintRow(((Fraction(-1), codes),), -most[codes[0]] * total))
    return Demand(limit.id, rows=tuple(rows)) if rows else None


def _mean(setting: Setting, limit: Mean, codes: tuple[Code, ...]) -> Demand | None:
    others = compared_with(setting, limit)
    if not others:
        return None
    ratio = ratio_of(setting, limit)
    if ratio is None:
        return None
    ours = (1 / _size(setting, limit, codes), codes)
    theirs = (-ratio / _size(setting, limit, others), others)
    return Demand(limit.id, rows=(ConstraintRow((ours, theirs)),))


def ratio_of(setting: Setting, limit: Mean) -> Fraction | None:
    """How many times the others' average is asked; None where no value is in force."""
    if limit.ratio is None:
        return Fraction(1)
    levels = setting.level(limit, "ratio")
    return None if levels is None else next(iter(levels.values()))


def compared_with(setting: Setting, limit: Mean) -> tuple[Code, ...]:
    """The others an average is compared with, without those left out."""
    out = setting.holds(limit.leaving_out) if limit.leaving_out else frozenset()
    return tuple(code for code in setting.members(limit.others) if code not in out)


def mean_of(setting: Setting, limit: Mean, codes: tuple[Code, ...], amounts: Amounts) -> Fraction:
    """What counties get on average, as the limit reckons."""
    return sum((amounts[code] for code in codes), Fraction(0)) / _size(setting, limit, codes)


def _size(setting: Setting, limit: Mean, codes: tuple[Code, ...]) -> Fraction:
    if limit.per is None:
        return Fraction(len(codes))
    weights = (
        last_year(setting)
        if limit.per == LAST_YEAR
        else setting.figure(limit.per, title=limit.title)
    )
    size = sum((weights[code] for code in codes), Fraction(0))
    if size <= 0:
        raise AllocationError(f"“{limit.title}”用来平均的数合计是 0，无从比较")
    return size
