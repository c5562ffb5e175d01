"""Stretches of work away from home, and plans for some."""

import re

from .cells import born
from .checks import anybody, job, lifted, lifted_or_monitored, monitored, person, plan
from .facts import above, below, beyond, empty, gaps, hardship_relief, has, works


def at_work(row):
    return row["是否已务工"] == "是"


def down_to_county(place):
    """Whether an address names a county; a region or prefecture is none."""
    rest = re.sub("自治区|地区", "", place or "")
    return any(sign in rest for sign in "县区旗") or rest.count("市") > 1


job("3_12_001", monitored)(empty("开始时间"))


@job("4_12_001_202", monitored)
@job("5_01_005_203", lifted)
def no_county(row, w):
    return at_work(row) and row["务工所在县"] is None


@person("4_12_001_206", anybody)
def no_county_now_or_planned(row, w):
    return any(at_work(one) and one["务工所在县"] is None for one in row.jobs) or any(
        one["是否计划务工"] == "是" and one["计划务工所在县"] is None for one in row.plans
    )


@person("5_01_005_204", lifted)
def address_without_county(row, w):
    return works(row) and not down_to_county(row["务工所在地"])


@job("5_01_003", lifted)
def local_post_elsewhere(row, w):
    local = has(row, "就业渠道", "公益性岗位", "公益岗位", "帮扶车间")
    return at_work(row) and beyond(row, w) and local


@person("5_01_004", lifted)
def works_in_hardship_relief(row, w):
    return hardship_relief(row) and works(row)


@job("5_01_007", lifted)
@job("5_12_006", monitored)
def job_with_gaps(row, w):
    return at_work(row) and gaps(
        row, "务工月收入", "务工企业名称", "所属行业", "就业渠道", "是否点对点输送"
    )


@person("5_12_001", monitored)
def jobs_overlap(row, w):
    known = [one for one in row.jobs if None not in (one["开始时间"], one["结束时间"])]
    begun = {one["开始时间"] for one in row.jobs} - {None}
    return any(one["开始时间"] < start < one["结束时间"] for one in known for start in begun)


@plan("5_15_008", lifted)
@plan("5_15_009", monitored)
def no_wish(row, w):
    return row["是否计划务工"] == "是" and row["就业服务需求"] is None


@job("5_16_001", monitored)
@job("5_16_002", lifted)
def odd_wage(row, w):
    wage = row["务工月收入"]
    return at_work(row) and (below(wage, w["下限"]) or above(wage, w["上限"]))


@job("1111_12", lifted_or_monitored)
def low_wage(row, w):
    return at_work(row) and below(row["务工月收入"], w["下限"])


@job("5_16_010", lifted_or_monitored)
def child_at_work(row, w):
    birth, start = born(row["证件号码"]), row["开始时间"]
    if birth is None or start is None:
        return False
    return (start // 100 - birth.year) * 12 + start % 100 - birth.month < w["岁"] * 12


@job("1111_08", lifted)
def away_ever_since(row, w):
    start = row["开始时间"]
    return start is not None and w["起"] <= start <= w["止"] and row["结束时间"] is None


@job("1111_16", monitored)
@job("1111_17", lifted)
def ended_but_has_no_end(row, w):
    end = row["结束时间"]
    return row["是否已务工"] == "否" and (end is None or end > w.month)
