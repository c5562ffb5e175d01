"""Income, and relief that stopped."""

import numpy as np

from luoshi.demonstration.synthetic.columns import Bools, Floats, Ints, Texts
from luoshi.demonstration.synthetic.county_context import yuan
from luoshi.demonstration.synthetic.household_status import MINIMUM_LIVING
from luoshi.demonstration.synthetic.planted_risks.county_frames import CountyFrames
from luoshi.demonstration.synthetic.planted_risks.planter import (
    Planter,
    ProvinceView,
    SideEffects,
    all_of,
)
from luoshi.demonstration.synthetic.planted_risks.severity_bounds import NEAR


def _earn(frames: CountyFrames, homes: Ints, income: Floats) -> None:
    frames.put("poverty_households", homes, 人均纯收入=income, 上年人均纯收入=yuan(income * 1.02))


def _lifted(view: ProvinceView) -> Bools:
    return all_of(view.status.kind > 0, ~view.status.active)


def _below_line_who(view: ProvinceView, colour: str) -> Bools:
    return all_of(_lifted(view), view.status.relief > 0)


def _below_line(frames: CountyFrames, homes: Ints, colour: str) -> SideEffects:
    relief, line = frames.number("relief_line"), frames.number("income_line")
    bounds = {"red": (0.6 * relief, relief), "orange": (relief, line), NEAR: (line, line * 1.05)}
    _earn(frames, homes, frames.between(*bounds[colour], len(homes)))
    return None


def _no_relief_who(view: ProvinceView, colour: str) -> Bools:
    return all_of(_lifted(view), view.status.relief == 0)


def _no_relief(frames: CountyFrames, homes: Ints, colour: str) -> SideEffects:
    relief = frames.number("relief_line")
    marginal = relief * frames.number("low_income_times")
    near = max(marginal, frames.number("income_line"))
    bounds = {
        "orange": (0.6 * relief, relief),
        "yellow": (relief, marginal),
        NEAR: (near, near * 1.04),
    }
    income = frames.between(*bounds[colour], len(homes))
    frames.frugal(homes)
    _earn(frames, homes, income)
    return {"income-below-line": _below_line_colours(frames, income)}


def _below_line_colours(frames: CountyFrames, income: Floats) -> Texts:
    low = [income < frames.number("relief_line"), income < frames.number("income_line")]
    return np.select(low, ["red", "orange"], "")


def _fall_who(view: ProvinceView, colour: str) -> Bools:
    near = view.values.number("income_line") * view.values.number("income_near_times")
    return all_of(_lifted(view), view.status.income < 0.98 * near)


def _fall(frames: CountyFrames, homes: Ints, colour: str) -> SideEffects:
    yellow, orange = (frames.number(f"income_fall_{name}_share") for name in ("yellow", "orange"))
    bounds = {
        "orange": (orange, orange + 0.2),
        "yellow": (yellow, orange),
        NEAR: (yellow * 0.8, yellow),
    }
    low, high = bounds[colour]
    share = low + (high - low) * frames.rng.uniform(0.1, 0.9, len(homes))
    income = frames.context.status.income[homes]
    frames.put("poverty_households", homes, 上年人均纯收入=yuan(income / (1 - share)))
    return None


def _stopped_who(view: ProvinceView, colour: str) -> Bools:
    """Members of households where others keep their relief."""
    homes = (view.status.relief == MINIMUM_LIVING) & (view.people.sizes > 1)
    return view.at_home(homes & ~view.status.registered)


def _stopped(frames: CountyFrames, persons: Ints, colour: str) -> SideEffects:
    reason = "自愿退出" if colour == NEAR else "收入或财产超标"
    stop = frames.within("relief_stop_months", len(persons))
    frames.put("relief", persons, 停止日期=stop, 停止原因=reason)
    if colour == "orange":
        line = frames.number("income_line")
        income = frames.between(0.75 * line, line, len(persons))
        frames.enrol(frames.homes_of(persons), income, cleared=False)
    return None


PLANTERS = (
    Planter("income-below-line", "home", _below_line_who, _below_line),
    Planter("low-income-no-relief", "home", _no_relief_who, _no_relief),
    Planter("income-fall", "home", _fall_who, _fall),
    Planter("relief-stopped", "person", _stopped_who, _stopped),
)
