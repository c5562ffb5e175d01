"""What schooling costs."""

from luoshi.demonstration.synthetic.columns import Bools, Floats, Ints
from luoshi.demonstration.synthetic.department_tables.schools import schools, stages
from luoshi.demonstration.synthetic.planted_risks.county_frames import CountyFrames
from luoshi.demonstration.synthetic.planted_risks.planter import Planter, ProvinceView, SideEffects
from luoshi.demonstration.synthetic.planted_risks.severity_bounds import severity_bounds
from luoshi.demonstration.synthetic.traits import SENIOR


def pay_school(frames: CountyFrames, students: Ints, own: Floats) -> None:
    """A record of this school year's costs for each student."""
    frames.add(
        "school_costs",
        students,
        学年=float(frames.context.values.year("school_year_start")),
        学段=stages(frames.context.traits.school[students]),
        学校名称=schools(frames.context, students),
        学费=own,
        住宿费=0.0,
        书本费=0.0,
        资助金额=0.0,
        自付费用=own,
        登记日期=frames.days_ago(20, 300, len(students)),
    )


def _student(view: ProvinceView, colour: str) -> Bools:
    return view.at_home(~view.status.registered) & (view.traits.school >= SENIOR)


def _cost(frames: CountyFrames, students: Ints, colour: str) -> SideEffects:
    line = frames.number("school_cost_year")
    orange, red = (line * frames.number(f"school_cost_{name}_times") for name in ("orange", "red"))
    own = frames.between(*severity_bounds(line, orange, red)[colour], len(students))
    frames.drop("school_costs", students)
    pay_school(frames, students, own)
    return None


PLANTERS = (Planter("school-cost", "person", _student, _cost),)
