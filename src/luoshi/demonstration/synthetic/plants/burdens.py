"""What weighs on monitored households: spending, students, old risks come back."""

import numpy as np

from luoshi.demonstration.synthetic.columns import Bools, Floats, Ints
from luoshi.demonstration.synthetic.plants.bills import burden_colours, old_stays
from luoshi.demonstration.synthetic.plants.fees import pay_school
from luoshi.demonstration.synthetic.plants.land import NOTHING, Land
from luoshi.demonstration.synthetic.plants.planter import Look, Planter, Sides, all_of
from luoshi.demonstration.synthetic.plants.rungs import NEAR, rungs
from luoshi.demonstration.synthetic.scene import yuan
from luoshi.demonstration.synthetic.standing import SAFE
from luoshi.demonstration.synthetic.traits import SENIOR


def _modest(land: Land, count: int) -> Floats:
    """An income a little above every line."""
    unaided = land.number("relief_line") * land.number("low_income_times")
    floor = SAFE * max(land.number("income_line"), unaided)
    return land.between(floor, floor * 1.1, count)


def _rigid_who(look: Look, colour: str) -> Bools:
    return all_of(look.plain, look.people.sizes == 1)


def _rigid(land: Land, homes: Ints, colour: str) -> Sides:
    """People living alone, once monitored: medicine takes most of what they have."""
    count = len(homes)
    shares = rungs(*(land.number(f"rigid_{name}_share") for name in ("yellow", "orange", "red")))
    low, high = shares[colour]
    income = _modest(land, count)
    spent = land.between(income * low, income * high, count)
    land.enrol(homes, income, cleared=True)
    old_stays(land, land.heads(homes), spent)
    return {"medical-burden": burden_colours(land, spent, np.zeros(count, dtype=bool))}


def _relapse_who(look: Look, colour: str) -> Bools:
    return look.plain


def _relapse(land: Land, homes: Ints, colour: str) -> Sides:
    """A dangerous house or a cut in water, which other rules see as well."""
    count = len(homes)
    land.enrol(homes, _modest(land, count), cleared=True)
    if colour == "red":
        land.put("houses", homes, 房屋等级="C", 改造状态="未改造", 竣工日期=NOTHING)
        return {"dangerous-house": np.full(count, "orange")}
    if colour == "orange":
        low, high = (land.number(f"water_cut_{name}_days") for name in ("yellow", "orange"))
        start = land.days_ago(low + 1, high - 2, count)
        land.put("water", homes, 断水开始日期=start, 恢复供水日期=NOTHING, 断水原因="管道损坏")
        return {"water-cut": np.full(count, "yellow")}
    return None


def _students_who(look: Look, colour: str) -> Bools:
    students = look.count(look.traits.school >= SENIOR)
    fewest, most = (look.values.number(f"students_{name}") for name in ("yellow", "orange"))
    enough = students >= most if colour == "orange" else (students >= fewest) & (students < most)
    return look.plain & enough


def _students(land: Land, homes: Ints, colour: str) -> Sides:
    """Monitored households that earn enough for rigid spending to be no matter."""
    rich = land.number("rural_income_last_year")
    land.enrol(homes, land.between(rich * 1.05, rich * 1.3, len(homes)), cleared=False)
    students = land.members(homes)
    students = students[land.scene.traits.school[students] >= SENIOR]
    each = np.bincount(land.homes_of(students))[land.homes_of(students)]
    cost = land.number("students_cost") * (0.95 if colour == NEAR else 1.1)
    pay_school(land, students, yuan(cost / each))
    return None


PLANTERS = (
    Planter("several-students", "home", _students_who, _students),
    Planter("rigid-spending", "home", _rigid_who, _rigid),
    Planter("relapse", "home", _relapse_who, _relapse),
)
