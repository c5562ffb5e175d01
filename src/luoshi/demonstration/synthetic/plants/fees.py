"""What schooling costs."""

from luoshi.demonstration.synthetic.columns import Bools, Floats, Ints
from luoshi.demonstration.synthetic.facts.schools import schools, stages
from luoshi.demonstration.synthetic.plants.land import Land
from luoshi.demonstration.synthetic.plants.planter import Look, Planter, Sides
from luoshi.demonstration.synthetic.plants.rungs import rungs
from luoshi.demonstration.synthetic.traits import SENIOR


def pay_school(land: Land, students: Ints, own: Floats) -> None:
    """A record of this school year's costs for each student."""
    land.add(
        "school_costs",
        students,
        学年=float(land.scene.values.year("school_year_start")),
        学段=stages(land.scene.traits.school[students]),
        学校名称=schools(land.scene, students),
        学费=own,
        住宿费=0.0,
        书本费=0.0,
        资助金额=0.0,
        自付费用=own,
        登记日期=land.days_ago(20, 300, len(students)),
    )


def _student(look: Look, colour: str) -> Bools:
    return look.at_home(~look.standing.registered) & (look.traits.school >= SENIOR)


def _cost(land: Land, students: Ints, colour: str) -> Sides:
    line = land.number("school_cost_year")
    orange, red = (line * land.number(f"school_cost_{name}_times") for name in ("orange", "red"))
    own = land.between(*rungs(line, orange, red)[colour], len(students))
    land.drop("school_costs", students)
    pay_school(land, students, own)
    return None


PLANTERS = (Planter("school-cost", "person", _student, _cost),)
