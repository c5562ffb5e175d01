"""What life is like for each person: school, health and work.

Traits are drawn once and every department's file follows from them, so that the files
agree. As drawn, nobody is at risk: risks are planted afterwards.
"""

from dataclasses import dataclass

import numpy as np

from luoshi.demonstration.synthetic.columns import Bools, Columns, Ints
from luoshi.demonstration.synthetic.people import HEAD, Population, age_on
from luoshi.demonstration.synthetic.random_streams import Streams
from luoshi.demonstration.synthetic.values import Values

SCHOOL = (
    "", "学前教育", "小学", "七年级", "八年级", "九年级",
    "普通高中一年级", "普通高中二年级", "普通高中三年级",
    "中职一年级", "中职二年级", "中职三年级",
    "高职高专一年级", "高职高专二年级", "高职高专三年级",
    "本科一年级", "本科二年级", "本科三年级", "本科四年级",
)  # fmt: skip
KINDERGARTEN, PRIMARY, JUNIOR, SENIOR, VOCATIONAL, COLLEGE, UNIVERSITY = 1, 2, 3, 6, 9, 12, 15
"""First index in :data:`SCHOOL` of each kind of school."""

KINDERGARTEN_AGE, SCHOOL_AGE, JUNIOR_AGE, SENIOR_AGE, COLLEGE_AGE = 3, 6, 12, 15, 18
"""Ages on the first day of the school year at which each kind of school begins."""

IN_SENIOR, IN_VOCATIONAL, IN_COLLEGE, IN_UNIVERSITY = 0.93, 0.38, 0.45, 0.48

SKILLS = ("", "普通劳动力", "技能劳动力", "弱劳动力或半劳动力", "丧失劳动力", "无劳动力")
ORDINARY, SKILLED, WEAK, LOST, UNABLE = range(1, 6)

WORK = ("", "务工", "灵活就业", "公益性岗位", "自主经营", "务农", "不参加劳动")
AWAY, CASUAL, POST, OWN, FARM, OUT = range(1, 7)

DYING_AGE, DEATHS = 70, 0.006
"""Age from which, and share with which, people died so lately that the register has them."""

VERY_OLD = 75


@dataclass(frozen=True)
class Traits(Columns):
    """One element a person.

    ``school`` indexes ``SCHOOL``, ``skill`` ``SKILLS`` and ``work`` ``WORK``; 0 where there
    is none. ``grade`` and ``kind`` are of a disability (1 to 4, 1 to 7; 0 without).
    ``labour`` is whether the rules count the person as able to work.
    """

    school: Ints
    grade: Ints
    kind: Ints
    chronic: Bools
    skill: Ints
    work: Ints
    labour: Bools
    dead: Bools

    @property
    def employed(self) -> Bools:
        """Who has work other than farming."""
        return (self.work > 0) & (self.work <= OWN)


def make_traits(people: Population, values: Values, streams: Streams) -> Traits:
    """Traits of all persons."""
    school = _school(people, values, streams)
    grade, kind = _disability(people, streams)
    rng = streams.of("health")
    chance = np.interp(people.age, [20, 45, 65, 80], [0.005, 0.05, 0.3, 0.4])
    skill = _skill(people, values, school, grade, streams)
    of_age = people.age < values.number("labour_age_to")
    labour = (skill >= ORDINARY) & (skill <= WEAK) & of_age
    dies = (people.age >= DYING_AGE) & (people.homes.care == 0)[people.persons.household]
    return Traits(
        school=school,
        grade=grade,
        kind=kind,
        chronic=rng.random(len(chance)) < chance,
        skill=skill,
        work=_work(people, skill, labour, streams),
        labour=labour,
        dead=dies & (streams.of("deaths").random(len(chance)) < DEATHS),
    )


def _school(people: Population, values: Values, streams: Streams) -> Ints:
    """The stage each person is at: by age on the first day of the school year."""
    age = age_on(people.persons.birth, values.day("school_year_start"))
    pupil = (age >= KINDERGARTEN_AGE) & (age < SENIOR_AGE)
    by_age = np.select(
        [age < SCHOOL_AGE, age < JUNIOR_AGE], [KINDERGARTEN, PRIMARY], age - JUNIOR_AGE + JUNIOR
    )
    return np.where(pupil, by_age, _later_school(people, age, streams))


def _later_school(people: Population, age: Ints, streams: Streams) -> Ints:
    stays, turn = streams.of("school").random((2, len(age)))
    senior = np.where(turn < IN_VOCATIONAL, VOCATIONAL, SENIOR) + age - SENIOR_AGE
    years = np.where(turn < IN_UNIVERSITY, 4, 3)
    college = np.where(years == 4, UNIVERSITY, COLLEGE) + age - COLLEGE_AGE
    child = people.persons.relation != HEAD
    in_senior = (age >= SENIOR_AGE) & (age < COLLEGE_AGE) & (stays < IN_SENIOR)
    in_college = (age >= COLLEGE_AGE) & (age < COLLEGE_AGE + years) & (stays < IN_COLLEGE) & child
    return np.select([in_senior, in_college], [senior, college], 0)


def _disability(people: Population, streams: Streams) -> tuple[Ints, Ints]:
    rng = streams.of("disability")
    count = len(people.persons)
    chance = np.interp(people.age, [2, 20, 45, 65, 85], [0.002, 0.012, 0.03, 0.08, 0.12])
    has = rng.random(count) < chance
    grade = rng.choice([1, 2, 3, 4], count, p=[0.12, 0.26, 0.32, 0.30])
    kind = rng.choice(np.arange(1, 8), count, p=[0.12, 0.12, 0.02, 0.54, 0.09, 0.08, 0.03])
    return np.where(has, grade, 0), np.where(has, kind, 0)


def _skill(people: Population, values: Values, school: Ints, grade: Ints, streams: Streams) -> Ints:
    """Ability to work of everyone of age who is not a student."""
    age, old = people.age, values.number("labour_age_to")
    trained = streams.of("skill").random(len(age)) < np.interp(age, [20, 60], [0.3, 0.08])
    by_age = np.select([age >= VERY_OLD, age >= old, trained], [UNABLE, WEAK, SKILLED], ORDINARY)
    with_grade = np.where(grade > 0, np.maximum(by_age, WEAK), by_age)
    ability = np.where((grade > 0) & (grade <= 2), LOST, with_grade)
    return np.where((age < values.number("labour_age_from")) | (school > 0), 0, ability)


def _work(people: Population, skill: Ints, labour: Bools, streams: Streams) -> Ints:
    """What each does; in a relocated household with labour somebody has work."""
    rng = streams.of("work")
    of_men = rng.choice(
        [AWAY, CASUAL, POST, OWN, FARM], len(skill), p=[0.46, 0.14, 0.03, 0.05, 0.32]
    )
    of_women = rng.choice(
        [AWAY, CASUAL, POST, OWN, FARM], len(skill), p=[0.22, 0.12, 0.04, 0.03, 0.59]
    )
    able = np.where(people.persons.female, of_women, of_men)
    work: Ints = np.select([skill == 0, skill >= LOST, skill == WEAK], [0, OUT, FARM], able)
    idle = people.members((work > 0) & (work <= OWN)) == 0
    relocated = people.homes.relocated & idle
    work[labour & relocated[people.persons.household]] = CASUAL
    return work
