"""残联, 民政厅 and 妇联: disability, relief, children in difficulty, women's cancers."""

import numpy as np

from luoshi.demonstration.synthetic.county_context import CountyContext, pick, where, yes, yuan
from luoshi.demonstration.synthetic.frames import Frame
from luoshi.demonstration.synthetic.household_status import DESTITUTE, MINIMUM_LIVING, RELIEF

DISABILITIES = np.array(
    ["", "视力残疾", "听力残疾", "言语残疾", "肢体残疾", "智力残疾", "精神残疾", "多重残疾"]
)
GRADES = np.array(["", "一级", "二级", "三级", "四级"])
SEVERE = 2
"""Grades 1 and 2 are severe."""


def disability(context: CountyContext) -> Frame:
    """Cards of long ago, whose holders get what they are due."""
    rng = context.rng("disability")
    holders = np.flatnonzero(context.traits.grade > 0)
    traits, count = context.traits.cut(holders), len(holders)
    severe = traits.grade <= SEVERE
    longest = np.minimum((context.people.age[holders] + 1) * 365, 5000)
    settled = max(context.months("severe_new_months"), context.months("labour_lost_months"))
    issued = context.people.today - rng.integers(settled, np.maximum(longest, settled + 1))
    needs = rng.random(count) < 0.3
    return Frame(
        holders,
        残疾类别=DISABILITIES[traits.kind],
        残疾等级=GRADES[traits.grade],
        发证日期=issued,
        证件状态=pick({"有效": 97, "过期": 2, "冻结": 1}, count, rng),
        有效期至=issued + 3652,
        是否享受困难残疾人生活补贴=yes(
            (context.status.relief == MINIMUM_LIVING)[context.home[holders]]
        ),
        是否享受重度残疾人护理补贴=yes(severe),
        康复需求=where(needs, pick({"辅具适配": 5, "康复训练": 4, "药物": 1}, count, rng)),
        是否已康复救助=yes(needs),
        是否需无障碍改造=yes(severe & needs),
        是否已无障碍改造=yes(severe & needs),
    )


def relief(context: CountyContext) -> Frame:
    """Everyone whose household gets relief now, and a few who did long ago."""
    rng = context.rng("relief")
    of_home = context.status.relief
    former = (of_home == 0) & (rng.random(len(of_home)) < 0.006)
    persons = np.flatnonzero(((of_home > 0) | former)[context.home] & ~context.traits.dead)
    kind = np.where(former, MINIMUM_LIVING, of_home)[context.home[persons]]
    stopped = former[context.home[persons]]
    count = len(persons)
    pension = np.select([kind == MINIMUM_LIVING, kind == DESTITUTE], [1.0, 1.6], np.nan)
    monthly = context.values.number("relief_line") / 12 * rng.uniform(0.5, 0.9, count)
    stop = context.ago(context.months("relief_stop_months") + 10, 900, rng, len(of_home))
    return Frame(
        persons,
        救助类别=np.array(RELIEF)[kind],
        供养方式=where(kind == DESTITUTE, np.full(count, "分散供养")),
        开始日期=context.ago(1000, 3000, rng, len(of_home))[context.home[persons]],
        月救助金额=yuan(monthly * pension),
        停止日期=where(stopped, stop[context.home[persons]]),
        停止原因=where(stopped, np.full(count, "收入或财产超标")),
    )


def children(context: CountyContext) -> Frame:
    """Children left behind who are visited, and others in difficulty who are provided for."""
    rng = context.rng("children")
    kids = context.people.age < context.values.number("compulsory_age_to")
    draw = rng.random(len(kids))
    listed = np.flatnonzero(kids & (draw < 0.035))
    count = len(listed)
    left = draw[listed] < 0.03
    other = {"残疾儿童": 4, "重病儿童": 2, "事实无人抚养儿童": 1, "孤儿": 1, "其他困境儿童": 2}
    kind = np.where(left, "农村留守儿童", pick(other, count, rng))
    alone = np.isin(kind, ["事实无人抚养儿童", "孤儿"])
    since = np.maximum(context.ago(200, 1500, rng, count), context.people.persons.birth[listed])
    visit = context.ago(1, 28 * int(context.values.number("visit_yellow_months")) - 3, rng, count)
    return Frame(
        listed,
        儿童类别=kind,
        父亲情况=np.where(alone, "死亡", "正常"),
        母亲情况=np.select([kind == "孤儿", alone], ["死亡", "失联"], "正常"),
        监护人姓名=context.names[context.people.heads[context.home[listed]]],
        监护人电话=context.phones[context.people.heads[context.home[listed]]],
        登记日期=since,
        是否纳入保障=yes(np.ones(count, dtype=bool)),
        保障开始日期=np.minimum(since + 40, context.people.today),
        月保障金额=np.where(alone, 1100.0, np.nan),
        最近走访日期=visit,
    )


def cancer(context: CountyContext) -> Frame:
    """Women aided, and women whose household has no claim to aid."""
    rng = context.rng("cancer")
    people = context.people
    women = people.persons.female & (people.age >= 35) & (people.age < 70)
    ill = np.flatnonzero(women & (rng.random(len(women)) < 0.003))
    count = len(ill)
    status = context.status.cut(context.home[ill])
    poor = (status.relief > 0) | status.registered
    found = context.ago(200, 1200, rng, count)
    return Frame(
        ill,
        癌种=pick({"乳腺癌": 6, "宫颈癌": 4}, count, rng),
        临床分期=pick({"Ⅱ期": 5, "Ⅲ期": 4, "Ⅳ期": 1}, count, rng),
        确诊日期=found,
        确诊医院=pick(context.words.hospitals, count, rng),
        救助状态=np.where(poor, "已救助", pick({"不符合条件": 5, "未申请": 5}, count, rng)),
        申请日期=where(poor, found + 30),
        救助日期=where(poor, found + 120),
        救助金额=where(poor, np.full(count, 10000.0)),
    )
