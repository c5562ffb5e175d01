"""教育厅: the school roll, what schooling costs, and pupils who stayed away."""

import numpy as np

from luoshi.demonstration.synthetic.columns import Floats, Ints, Texts
from luoshi.demonstration.synthetic.county_context import CountyContext, pick, yes, yuan
from luoshi.demonstration.synthetic.department_tables.spending_room import spending_room
from luoshi.demonstration.synthetic.frames import Frame
from luoshi.demonstration.synthetic.traits import (
    COLLEGE,
    JUNIOR,
    KINDERGARTEN,
    SCHOOL,
    SENIOR,
    UNIVERSITY,
    VOCATIONAL,
)

CALM = 0.8
"""Share of a warning line that ordinary costs stay below."""


def school_roll(context: CountyContext) -> Frame:
    """Everyone at school, and who finished compulsory schooling before its last age."""
    rng = context.rng("roll")
    stage, age = context.traits.school, context.people.age
    finished = (stage == 0) & (age >= 15) & (age < context.values.number("compulsory_age_to"))
    pupils = np.flatnonzero((stage > 0) | finished)
    count = len(pupils)
    return Frame(
        pupils,
        在校生状况=np.array(SCHOOL)[stage[pupils]],
        学校名称=schools(context, pupils),
        义务教育阶段未上学原因=np.where(finished[pupils], "已完成义务教育", ""),
        是否送教上门=yes(np.zeros(count, dtype=bool)),
        入学日期=context.values.day("school_year_start") - 365 * rng.integers(0, 3, count),
    )


def schools(context: CountyContext, persons: Ints) -> Texts:
    """A school for each person's stage, in the township, the county or beyond."""
    stage = context.traits.school[persons]
    township = context.townships[context.home[persons]]
    county = context.county.name
    beyond = context.rng("colleges").random(len(persons)) < 0.6
    return np.select(
        [stage == 0, stage == KINDERGARTEN, stage < JUNIOR, stage < SENIOR, stage < VOCATIONAL,
         stage < COLLEGE, beyond],
        ["", np.strings.add(township, "中心幼儿园"), np.strings.add(township, "中心小学"),
         np.strings.add(township, "初级中学"), f"{county}高级中学", f"{county}职业技术学校",
         context.words.university],
        context.words.far_university,
    )  # fmt: skip


def school_costs(context: CountyContext) -> Frame:
    """What senior schools and colleges cost this year and the year before."""
    rng = context.rng("costs")
    stage = context.traits.school
    students = np.flatnonzero(stage >= SENIOR)
    day = np.minimum(context.values.day("school_year_start") + 45, context.people.today - 30)
    days = day + rng.integers(0, 30, len(students))
    before = rng.random(len(students)) < 0.5
    person = np.concatenate([students, students[before]])
    this_year = np.arange(len(person)) < len(students)
    year = context.values.year("school_year_start")
    own = calm_costs(context, person, rng)
    tuition, board, books = yuan(own * 0.75), yuan(own * 0.3), yuan(own * 0.1)
    return Frame(
        person,
        学年=np.where(this_year, year, year - 1).astype(float),
        学段=stages(stage[person]),
        学校名称=schools(context, person),
        学费=tuition,
        住宿费=board,
        书本费=books,
        资助金额=yuan(tuition + board + books - own),
        自付费用=own,
        登记日期=np.concatenate([days, days[before] - 370]),
    )


def stages(stage: Ints) -> Texts:
    """Kind of schooling as cost records call it."""
    return np.select(
        [stage < VOCATIONAL, stage < COLLEGE, stage < UNIVERSITY],
        ["普通高中", "中职", "高职高专"],
        "本科",
    )


def calm_costs(context: CountyContext, person: Ints, rng: np.random.Generator) -> Floats:
    """What each student paid: every line by which a rule would call is far away."""
    number, home = context.values.number, context.home[person]
    students = np.bincount(
        context.home[context.traits.school >= SENIOR], minlength=len(context.people.homes)
    )
    together = np.minimum(number("students_cost"), spending_room(context))
    room = np.where(context.status.registered, together / np.maximum(students, 1), np.inf)
    most = CALM * np.minimum(number("school_cost_year"), room[home])
    paid: Floats = np.floor(np.minimum(rng.lognormal(8.2, 0.5, len(person)), most) * 100) / 100
    return paid


def dropouts(context: CountyContext) -> Frame:
    """Pupils who stayed away and came back."""
    rng = context.rng("dropouts")
    stage = context.traits.school
    pupils = np.flatnonzero((stage >= JUNIOR) & (stage < SENIOR) & (rng.random(len(stage)) < 0.01))
    count = len(pupils)
    found = context.ago(60, 400, rng, count)
    back = found + rng.integers(2, 40, count)
    return Frame(
        pupils,
        学校名称=schools(context, pupils),
        在校生状况=np.array(SCHOOL)[stage[pupils]],
        发现日期=found,
        失辍学原因=pick({"厌学": 5, "外出务工": 3, "随父母外出": 2}, count, rng),
        劝返次数=rng.integers(1, 5, count).astype(float),
        最近劝返日期=back,
        返校日期=back,
        销号日期=back + 7,
    )
