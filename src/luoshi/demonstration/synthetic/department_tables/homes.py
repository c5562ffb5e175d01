"""住房城乡建设厅 and 水利厅: houses and water."""

import numpy as np

from luoshi.demonstration.synthetic.county_context import CountyContext, pick, where
from luoshi.demonstration.synthetic.frames import Frame
from luoshi.demonstration.synthetic.household_status import DESTITUTE

APPRAISER = "房屋安全鉴定中心"


def houses(context: CountyContext) -> Frame:
    """A sound house for each household; some were dangerous and are rebuilt."""
    rng = context.rng("houses")
    count = len(context.people.homes)
    state = pick({"自有住房": 96.5, "投靠亲属": 2, "租住": 1, "借住": 0.5}, count, rng)
    rents = (state == "租住") | (state == "借住")
    state[rents & (context.status.watched | context.status.registered)] = "自有住房"
    cared_for = (context.status.relief == DESTITUTE) & (rng.random(count) < 0.3)
    state[cared_for] = "集中供养"
    own = state == "自有住房"
    rebuilt = own & (rng.random(count) < 0.02)
    appraised = context.ago(900, 2500, rng, count)
    return Frame(
        np.arange(count),
        住房状况=state,
        房屋等级=where(
            own,
            np.where(
                rebuilt, pick({"C": 7, "D": 3}, count, rng), pick({"A": 6, "B": 4}, count, rng)
            ),
        ),
        鉴定日期=where(own, appraised),
        鉴定机构=where(own, np.full(count, context.county.name + APPRAISER)),
        住房面积=where(own, np.round(rng.normal(92, 25, count).clip(24, 300), 1)),
        房屋结构=where(
            own, pick({"砖混": 50, "砖木": 32, "钢筋混凝土": 10, "土木": 4, "窑洞": 4}, count, rng)
        ),
        建成年份=where(own, rng.integers(1985, context.people.as_of.year - 1, count).astype(float)),
        改造状态=where(own, np.where(rebuilt, "已竣工验收", "无需改造")),
        竣工日期=where(rebuilt, appraised + rng.integers(90, 500, count)),
    )


def water(context: CountyContext) -> Frame:
    """Safe water for each household; a cut, if any, is over."""
    rng = context.rng("water")
    count = len(context.people.homes)
    number = context.values.number
    source = pick({"自来水": 94, "机井": 3, "水窖": 2, "山泉水": 1}, count, rng)
    piped = source == "自来水"
    cut = rng.random(count) < 0.03
    start = context.ago(20, 300, rng, count)
    tap = piped & (rng.random(count) < 0.985)
    return Frame(
        np.arange(count),
        水源类型=source,
        供水方式=np.select([tap, piped], ["集中供水入户", "集中供水点取水"], "分散供水"),
        供水单位=where(piped, np.full(count, context.county.name + "水务公司")),
        断水开始日期=where(cut, start),
        恢复供水日期=where(cut, start + rng.integers(1, 6, count)),
        断水原因=where(cut, pick({"管道维修": 6, "冬季冻管": 4, "停电": 2}, count, rng)),
        近一年断水天数=np.where(
            cut, rng.integers(1, int(number("water_cut_year_days")), count), 0.0
        ),
        水质=pick({"合格": 94, "未检测": 6}, count, rng),
        水质检测日期=context.ago(20, 360, rng, count),
        人均日水量=np.round(number("water_litres") * rng.uniform(1.25, 4, count), 1),
        取水往返分钟=np.where(tap, 0.0, rng.integers(3, int(number("water_minutes")), count)),
        供水保证率=np.round(rng.uniform(number("water_reliability") + 1, 100, count), 1),
    )
