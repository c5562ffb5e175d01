"""Children out of school, and pupils who stay away."""

import numpy as np

from luoshi.demonstration.synthetic.columns import Bools, Days, Ints, Texts
from luoshi.demonstration.synthetic.department_tables.schools import schools
from luoshi.demonstration.synthetic.people import age_on
from luoshi.demonstration.synthetic.planted_risks.county_frames import NOTHING, CountyFrames
from luoshi.demonstration.synthetic.planted_risks.planter import (
    Planter,
    ProvinceView,
    SideEffects,
    all_of,
)
from luoshi.demonstration.synthetic.planted_risks.severity_bounds import NEAR
from luoshi.demonstration.synthetic.traits import JUNIOR, PRIMARY, SCHOOL, SENIOR


def _pupil(view: ProvinceView, colour: str) -> Bools:
    """Children of compulsory age, at school and without a disability."""
    start = age_on(view.people.persons.birth, view.values.day("school_year_start"))
    first, last = (view.values.number(f"compulsory_age_{end}") for end in ("from", "to"))
    stage = view.traits.school
    in_school = all_of(stage >= PRIMARY, stage < SENIOR, view.traits.grade == 0)
    return all_of(view.aged(0, last), start >= first, in_school)


def _leave(
    frames: CountyFrames,
    pupils: Ints,
    colour: str,
    reason: str | Texts,
    until: Days | np.datetime64,
) -> None:
    """Take the pupils out of school; the near miss is taught at home."""
    frames.put(
        "school_roll",
        pupils,
        在校生状况="",
        学校名称="",
        义务教育阶段未上学原因=reason,
        是否送教上门="是" if colour == NEAR else "否",
        休学期满日期=until,
    )


def _out(frames: CountyFrames, pupils: Ints, colour: str) -> SideEffects:
    reasons = {"red": ["厌学", "外出务工", "随父母外出", ""]}.get(colour, ["因病"])
    over, later = frames.days_ago(10, 90, len(pupils)), frames.context.people.today + 60
    until: dict[str, Days | np.datetime64] = {"orange": over, "yellow": later}
    _leave(frames, pupils, colour, frames.choice(reasons, len(pupils)), until.get(colour, NOTHING))
    return None


def _disabled(frames: CountyFrames, pupils: Ints, colour: str) -> SideEffects:
    count = len(pupils)
    frames.put(
        "disability",
        pupils,
        残疾类别=frames.choice(["肢体残疾", "智力残疾", "听力残疾"], count),
        残疾等级="三级",
        发证日期=frames.days_ago(400, 700, count),
        证件状态="有效",
        是否享受困难残疾人生活补贴="是",
        是否享受重度残疾人护理补贴="否",
    )
    _leave(frames, pupils, colour, "因残", NOTHING)
    return None if colour == NEAR else {"out-of-school": np.full(count, "yellow")}


def _dropout_who(view: ProvinceView, colour: str) -> Bools:
    return view.aged(0, 18) & (view.traits.school >= JUNIOR) & (view.traits.school < SENIOR)


def _dropout(frames: CountyFrames, pupils: Ints, colour: str) -> SideEffects:
    count = len(pupils)
    orange, red = (frames.number(f"dropout_{name}_days") for name in ("orange", "red"))
    ranges = {"orange": (orange + 1, red - 1), "yellow": (1, orange - 1)}
    frames.add(
        "dropouts",
        pupils,
        学校名称=schools(frames.context, pupils),
        在校生状况=np.array(SCHOOL)[frames.context.traits.school[pupils]],
        发现日期=frames.days_ago(*ranges.get(colour, (red + 1, red + 60)), count),
        失辍学原因=frames.choice(["厌学", "外出务工", "早婚早育"], count),
        劝返次数=frames.rng.integers(0, 4, count).astype(float),
        返校日期=frames.context.people.today - 1 if colour == NEAR else NOTHING,
    )
    return None


PLANTERS = (
    Planter("disabled-child-no-schooling", "person", _pupil, _disabled),
    Planter("out-of-school", "person", _pupil, _out),
    Planter("dropout-not-returned", "person", _dropout_who, _dropout, mixes=True),
)
