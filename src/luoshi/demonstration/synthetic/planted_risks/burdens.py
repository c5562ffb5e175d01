"""What weighs on monitored households: spending, students, old risks come back."""

import numpy as np

from luoshi.demonstration.synthetic.columns import Bools, Floats, Ints
from luoshi.demonstration.synthetic.county_context import yuan
from luoshi.demonstration.synthetic.household_status import SAFE
from luoshi.demonstration.synthetic.planted_risks.bills import burden_colours, old_stays
from luoshi.demonstration.synthetic.planted_risks.county_frames import NOTHING, CountyFrames
from luoshi.demonstration.synthetic.planted_risks.fees import pay_school
from luoshi.demonstration.synthetic.planted_risks.planter import (
    Planter,
    ProvinceView,
    SideEffects,
    all_of,
)
from luoshi.demonstration.synthetic.planted_risks.severity_bounds import NEAR, severity_bounds
from luoshi.demonstration.synthetic.traits import SENIOR


def _modest(frames: CountyFrames, count: int) -> Floats:
    """An income a little above every line."""
    unaided = frames.number("relief_line") * frames.number("low_income_times")
    floor = SAFE * max(frames.number("income_line"), unaided)
    return frames.between(floor, floor * 1.1, count)


def _rigid_who(view: ProvinceView, colour: str) -> Bools:
    return all_of(view.plain, view.people.sizes == 1)


def _rigid(frames: CountyFrames, homes: Ints, colour: str) -> SideEffects:
    """People living alone, once monitored: medicine takes most of what they have."""
    count = len(homes)
    shares = severity_bounds(
        *(frames.number(f"rigid_{name}_share") for name in ("yellow", "orange", "red"))
    )
    low, high = shares[colour]
    income = _modest(frames, count)
    spent = frames.between(income * low, income * high, count)
    frames.enrol(homes, income, cleared=True)
    old_stays(frames, frames.heads(homes), spent)
    return {"medical-burden": burden_colours(frames, spent, np.zeros(count, dtype=bool))}


def _relapse_who(view: ProvinceView, colour: str) -> Bools:
    return view.plain


def _relapse(frames: CountyFrames, homes: Ints, colour: str) -> SideEffects:
    """A dangerous house or a cut in water, which other rules see as well."""
    count = len(homes)
    frames.enrol(homes, _modest(frames, count), cleared=True)
    if colour == "red":
        frames.put("houses", homes, 房屋等级="C", 改造状态="未改造", 竣工日期=NOTHING)
        return {"dangerous-house": np.full(count, "orange")}
    if colour == "orange":
        low, high = (frames.number(f"water_cut_{name}_days") for name in ("yellow", "orange"))
        start = frames.days_ago(low + 1, high - 2, count)
        frames.put("water", homes, 断水开始日期=start, 恢复供水日期=NOTHING, 断水原因="管道损坏")
        return {"water-cut": np.full(count, "yellow")}
    return None


def _students_who(view: ProvinceView, colour: str) -> Bools:
    students = view.count(view.traits.school >= SENIOR)
    fewest, most = (view.values.number(f"students_{name}") for name in ("yellow", "orange"))
    enough = students >= most if colour == "orange" else (students >= fewest) & (students < most)
    return view.plain & enough


def _students(frames: CountyFrames, homes: Ints, colour: str) -> SideEffects:
    """Monitored households that earn enough for rigid spending to be no matter."""
    rich = frames.number("rural_income_last_year")
    frames.enrol(homes, frames.between(rich * 1.05, rich * 1.3, len(homes)), cleared=False)
    students = frames.members(homes)
    students = students[frames.context.traits.school[students] >= SENIOR]
    each = np.bincount(frames.homes_of(students))[frames.homes_of(students)]
    cost = frames.number("students_cost") * (0.95 if colour == NEAR else 1.1)
    pay_school(frames, students, yuan(cost / each))
    return None


PLANTERS = (
    Planter("several-students", "home", _students_who, _students),
    Planter("rigid-spending", "home", _rigid_who, _rigid),
    Planter("relapse", "home", _relapse_who, _relapse),
)
