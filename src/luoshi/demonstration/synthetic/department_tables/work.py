"""人力资源社会保障厅: everyone of age who is not at school, and what they do."""

import numpy as np

from luoshi.demonstration.synthetic.columns import Bools, Texts
from luoshi.demonstration.synthetic.county_context import CountyContext, pick, where, yuan
from luoshi.demonstration.synthetic.frames import Frame
from luoshi.demonstration.synthetic.traits import AWAY, CASUAL, OUT, OWN, POST, SKILLS, WORK

INDUSTRIES = {"建筑业": 30, "制造业": 22, "批发和零售业": 10, "住宿和餐饮业": 12,
              "交通运输、仓储和邮政业": 10, "农、林、牧、渔业": 10,
              "居民服务、修理和其他服务业": 6}  # fmt: skip
SLIP = 0.03
"""How many of those at a post are wrong there, for each way of being wrong."""

POSTS = {"保洁员": 4, "护林员": 4, "护路员": 2, "护水员": 1, "村级协管员": 1}


def jobs(context: CountyContext) -> Frame:
    """One row for each person of age who is not at school.

    Posts are for those of households on file. A few are held by others, by people away or
    unable to work, or for no month.
    """
    rng = context.rng("jobs")
    workers = np.flatnonzero(context.traits.skill > 0)
    traits, count = context.traits.cut(workers), len(workers)
    strange, away, unable, monthless = context.rng("jobs", "slips").random((4, count)) < SLIP
    on_file = context.status.registered[context.home[workers]]
    work = np.where((traits.work == POST) & ~(on_file | strange), CASUAL, traits.work)
    works = (work > 0) & (work <= OWN)
    hired = np.isin(work, [AWAY, CASUAL])
    at_post = work == POST
    listed = at_post | ((work == OUT) & on_file & unable)
    workplaces, employers = context.words.workplaces, context.words.employers
    nearest, furthest = workplaces[0].code, workplaces[-1].code
    place = pick({one.code: one.share for one in workplaces}, count, rng)
    return Frame(
        workers,
        健康状况=_health(traits.chronic, traits.grade > 0),
        劳动技能=np.array(SKILLS)[traits.skill],
        就业状态=np.array(WORK)[work],
        务工地类别=where(
            works, np.where(hired, place, np.where(at_post & away, furthest, nearest))
        ),
        务工所在地=where(hired, _where_to(context, place)),
        务工企业名称=where(
            work == AWAY, np.array(employers)[rng.integers(0, len(employers), count)]
        ),
        所属行业=where(hired, pick(INDUSTRIES, count, rng)),
        务工月收入=where(hired, yuan(rng.normal(3900, 900, count).clip(1200, 9000).round(-1))),
        公益性岗位=where(listed, pick(POSTS, count, rng)),
        公益性岗位月数=where(listed & ~monthless, rng.integers(3, 13, count).astype(float)),
        更新日期=context.ago(3, 30, rng, count),
    )


def _health(chronic: Bools, disabled: Bools) -> Texts:
    return np.select(
        [chronic & disabled, chronic, disabled], ["残疾,长期慢性病", "长期慢性病", "残疾"], "健康"
    )


def _where_to(context: CountyContext, place: Texts) -> Texts:
    workplaces, county = context.words.workplaces, context.county.name
    return np.select(
        [place == one.code for one in workplaces],
        [one.address.format(county=county) for one in workplaces],
        "",
    )
