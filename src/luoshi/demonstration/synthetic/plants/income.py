"""Income, and relief that stopped."""

import numpy as np

from luoshi.demonstration.synthetic.columns import Bools, Floats, Ints, Texts
from luoshi.demonstration.synthetic.plants.land import Land
from luoshi.demonstration.synthetic.plants.planter import Look, Planter, Sides, all_of
from luoshi.demonstration.synthetic.plants.rungs import NEAR
from luoshi.demonstration.synthetic.scene import yuan
from luoshi.demonstration.synthetic.standing import MINIMUM_LIVING


def _earn(land: Land, homes: Ints, income: Floats) -> None:
    land.put("poverty_households", homes, 人均纯收入=income, 上年人均纯收入=yuan(income * 1.02))


def _lifted(look: Look) -> Bools:
    return all_of(look.standing.kind > 0, ~look.standing.active)


def _below_line_who(look: Look, colour: str) -> Bools:
    return all_of(_lifted(look), look.standing.relief > 0)


def _below_line(land: Land, homes: Ints, colour: str) -> Sides:
    relief, line = land.number("relief_line"), land.number("income_line")
    bounds = {"red": (0.6 * relief, relief), "orange": (relief, line), NEAR: (line, line * 1.05)}
    _earn(land, homes, land.between(*bounds[colour], len(homes)))
    return None


def _no_relief_who(look: Look, colour: str) -> Bools:
    return all_of(_lifted(look), look.standing.relief == 0)


def _no_relief(land: Land, homes: Ints, colour: str) -> Sides:
    relief = land.number("relief_line")
    marginal = relief * land.number("low_income_times")
    near = max(marginal, land.number("income_line"))
    bounds = {
        "orange": (0.6 * relief, relief),
        "yellow": (relief, marginal),
        NEAR: (near, near * 1.04),
    }
    income = land.between(*bounds[colour], len(homes))
    land.frugal(homes)
    _earn(land, homes, income)
    return {"income-below-line": _below_line_colours(land, income)}


def _below_line_colours(land: Land, income: Floats) -> Texts:
    low = [income < land.number("relief_line"), income < land.number("income_line")]
    return np.select(low, ["red", "orange"], "")


def _fall_who(look: Look, colour: str) -> Bools:
    near = look.values.number("income_line") * look.values.number("income_near_times")
    return all_of(_lifted(look), look.standing.income < 0.98 * near)


def _fall(land: Land, homes: Ints, colour: str) -> Sides:
    yellow, orange = (land.number(f"income_fall_{name}_share") for name in ("yellow", "orange"))
    bounds = {
        "orange": (orange, orange + 0.2),
        "yellow": (yellow, orange),
        NEAR: (yellow * 0.8, yellow),
    }
    low, high = bounds[colour]
    share = low + (high - low) * land.rng.uniform(0.1, 0.9, len(homes))
    income = land.scene.standing.income[homes]
    land.put("poverty_households", homes, 上年人均纯收入=yuan(income / (1 - share)))
    return None


def _stopped_who(look: Look, colour: str) -> Bools:
    """Members of households where others keep their relief."""
    homes = (look.standing.relief == MINIMUM_LIVING) & (look.people.sizes > 1)
    return look.at_home(homes & ~look.standing.registered)


def _stopped(land: Land, persons: Ints, colour: str) -> Sides:
    reason = "自愿退出" if colour == NEAR else "收入或财产超标"
    stop = land.within("relief_stop_months", len(persons))
    land.put("relief", persons, 停止日期=stop, 停止原因=reason)
    if colour == "orange":
        line = land.number("income_line")
        income = land.between(0.75 * line, line, len(persons))
        land.enrol(land.homes_of(persons), income, cleared=False)
    return None


PLANTERS = (
    Planter("income-below-line", "home", _below_line_who, _below_line),
    Planter("low-income-no-relief", "home", _no_relief_who, _no_relief),
    Planter("income-fall", "home", _fall_who, _fall),
    Planter("relief-stopped", "person", _stopped_who, _stopped),
)
