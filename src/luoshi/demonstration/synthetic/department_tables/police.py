"""公安厅: the register of residents, deaths, accidents and changes of households."""

import numpy as np

from luoshi.demonstration.synthetic.columns import Texts
from luoshi.demonstration.synthetic.county_context import CountyContext, pick, where, yes, yuan
from luoshi.demonstration.synthetic.frames import Frame
from luoshi.demonstration.synthetic.households import RELATIONS

EDUCATION = ("文盲或半文盲", "小学", "初中", "高中", "大专", "本科及以上")
SCHOOLING_BY_AGE = ((30, (1, 8, 50, 18, 14, 9)), (45, (3, 25, 52, 12, 5, 3)),
                    (60, (12, 42, 38, 7, 1, 0)), (200, (40, 44, 13, 3, 0, 0)))  # fmt: skip
"""Up to each age, how education is spread."""


def residents(context: CountyContext) -> Frame:
    """Everyone, once."""
    rng = context.rng("residents")
    people, persons = context.people, context.people.persons
    everyone = np.arange(len(persons))
    adult = people.age >= 14
    return Frame(
        everyone,
        性别=np.where(persons.female, "女", "男"),
        出生日期=persons.birth,
        民族=context.ethnic_groups,
        与户主关系=np.array(RELATIONS)[persons.relation],
        文化程度=where((context.traits.school == 0) & (people.age >= 16), _education(context)),
        政治面貌=_politics(context),
        联系电话=where(adult & (rng.random(len(everyone)) < 0.8), context.phones),
        是否常住=yes(rng.random(len(everyone)) < 0.86),
        登记日期=np.maximum(persons.birth + 30, context.ago(40, 9000, rng, len(everyone)))
        .astype("datetime64[D]")
        .clip(max=people.today),
    )


def _education(context: CountyContext) -> Texts:
    rng = context.rng("education")
    age = context.people.age
    level = np.full(len(age), "", dtype="<U6")
    youngest = 0
    for oldest, shares in SCHOOLING_BY_AGE:
        band = np.flatnonzero((age >= youngest) & (age < oldest))
        level[band] = pick(dict(zip(EDUCATION, shares, strict=True)), len(band), rng)
        youngest = oldest
    return level


def _politics(context: CountyContext) -> Texts:
    draw, age = context.rng("politics").random(len(context.home)), context.people.age
    return np.select(
        [(age >= 22) & (draw < 0.05), (age >= 14) & (age < 28) & (draw < 0.3), age >= 14],
        ["中共党员", "共青团员", "群众"],
        "",
    )


def deaths(context: CountyContext) -> Frame:
    """Old people who died in the last weeks and are still on the register."""
    rng = context.rng("deaths")
    dead = np.flatnonzero(context.traits.dead)
    return Frame(
        dead,
        死亡日期=context.ago(12, 75, rng, len(dead)),
        死亡原因=pick({"年老": 6, "疾病": 4}, len(dead), rng),
        户口注销日期=context.ago(1, 10, rng, len(dead)),
    )


def accidents(context: CountyContext) -> Frame:
    """Accidents that left no mark: nobody hurt and made good."""
    rng = context.rng("accidents")
    victims = np.flatnonzero((context.people.age >= 12) & (rng.random(len(context.home)) < 0.002))
    count = len(victims)
    loss = yuan(rng.uniform(0.1, 0.9, count) * context.values.number("accident_loss"))
    return Frame(
        victims,
        发生日期=context.ago(5, 700, rng, count),
        事故类型=pick({"交通事故": 6, "高处坠落": 1, "机械伤害": 1, "其他": 2}, count, rng),
        伤亡程度=np.full(count, "无伤亡"),
        损失金额=loss,
        赔付金额=yuan(loss * rng.uniform(0, 0.8, count)),
        处置状态=pick({"已恢复": 9, "恢复中": 1}, count, rng),
    )


def household_changes(context: CountyContext) -> Frame:
    """Births, moves and marriages; separations are of long ago."""
    rng = context.rng("changes")
    homes = np.flatnonzero(rng.random(len(context.people.homes)) < 0.03)
    count = len(homes)
    harmless = {"出生": 4, "迁入": 1, "迁出": 1, "婚入": 3, "婚出": 3, "参军": 1}
    old = rng.random(count) < 0.25
    apart = pick({"分户": 6, "离异": 3, "服刑": 1}, count, rng)
    recent = context.ago(5, 600, rng, count)
    return Frame(
        homes,
        与户主关系=pick({"之子": 4, "之女": 4, "配偶": 1, "之儿媳": 1}, count, rng),
        变动类型=np.where(old, apart, pick(harmless, count, rng)),
        变动日期=np.where(
            old, context.ago(context.months("change_months") + 5, 900, rng, count), recent
        ),
        变动人数=np.ones(count),
    )
