"""Measures a household is said to have, against what shows that it has them."""

from .cells import months_between
from .checks import anybody, at_risk, household, monitored
from .facts import (
    DEVELOPMENT,
    FULL_LABOUR,
    SOME_LABOUR,
    SUPPORT,
    above,
    beyond,
    has,
    home_works,
    idle_home,
    no,
    since,
)
from .posts import holds_post

STATE = "实施开发式帮扶措施情况"


def has_labour(row, skills):
    return any(one["劳动技能"] in skills for one in row.home)


def not_begun(row):
    return row[STATE] in ("尚未实施", None)


def only(row, heading, *values):
    """Nothing but these is filled in."""
    return (row[heading] or frozenset()).issubset(values)


@household("1_11_010", at_risk)
def a_month_without_help(row, w):
    waited = months_between(row["识别监测时间"], w.month)
    return above(waited, w["月"]) and no(row, *SUPPORT)


@household("4_11_014", monitored)
def job_help_without_workers(row, w):
    asked = row["风险是否已消除"] == "否" or since(row["识别监测时间"], w["识别起"])
    helped = not no(row, "就业帮扶", "公益岗位帮扶")
    return asked and helped and not home_works(row) and not any(map(holds_post, row.home))


@household("1111_3", anybody)
def job_help_without_work(row, w):
    helped = row["就业帮扶"] is not None or any(map(holds_post, row.home))
    return helped and not home_works(row)


@household("5_15_007", anybody)
def job_help_without_labour(row, w):
    return row["就业帮扶"] is not None and idle_home(row)


@household("5_11_030", at_risk)
def begun_but_said_not_to_be(row, w):
    return has_labour(row, SOME_LABOUR) and not no(row, *DEVELOPMENT) and not_begun(row)


@household("5_12_007_200", at_risk)
def labour_undeveloped(row, w):
    return has_labour(row, SOME_LABOUR) and no(row, *DEVELOPMENT) and not_begun(row)


@household("5_11_032", at_risk)
def labour_only_kept(row, w):
    others = [heading for heading in SUPPORT if heading != "综合保障"]
    return has_labour(row, FULL_LABOUR) and row["综合保障"] is not None and no(row, *others)


@household("5_12_011", monitored)
def development_without_substance(row, w):
    return (
        row[STATE] in ("是", "已实施")
        and not no(row, "产业帮扶", "就业帮扶", "金融帮扶")
        and no(row, "公益岗位帮扶")
        and only(row, "产业帮扶", "其他")
        and only(row, "金融帮扶", "其他")
        and only(row, "就业帮扶", "其他", "技能培训")
    )


@household("5_17_012", at_risk)
def fare_paid_to_nobody_away(row, w):
    away = any(job["是否已务工"] == "是" and beyond(job, w) for job in row.home_jobs)
    return has(row, "就业帮扶", "外出务工补贴") and not away


@household("1111_10", at_risk)
def fare_of_nought(row, w):
    paid = any(above(job["年度交通费补助"], 0) for job in row.home_jobs)
    return has(row, "就业帮扶", "外出务工补贴") and home_works(row) and not paid


@household("5_17_013", monitored)
def sent_out_but_nobody_left(row, w):
    known = row["识别监测时间"]
    left = known is not None and any(
        beyond(job, w) and since(job["开始时间"], known) for job in row.home_jobs
    )
    return has(row, "就业帮扶", "劳务输出") and not left


@household("1111_4", monitored)
def moved_since(row, w):
    return since(row["识别监测时间"], w["识别起"]) and row["搬迁"] is not None
