"""Public posts: jobs a village gives to those who find no other."""

import re

from .checks import anybody, asked_of, lifted, monitored, person
from .facts import WITHOUT_LABOUR, above, has, nought, reached, under

POST, POST_MONTHS = "公益性岗位", "公益性岗位(月数)"


def holds_post(row):
    return row[POST] is not None


def in_public_post(row):
    return holds_post(row) or any(
        has(job, "就业渠道", "公益性岗位", "公益岗位") for job in row.jobs
    )


@asked_of("project_library")("2_10_004", anybody)
def post_project_without_content(row, w):
    """Asked of the library of projects, which none of the five exports is."""
    kind, year = row["项目类型"] or "", row["项目年度"]
    for_posts = re.search("公益.*岗位", kind) and year is not None and year >= w["起始年"]
    return bool(for_posts) and row["建设内容"] is None


@person("3_01_005", lifted)
def months_without_post(row, w):
    return above(row[POST_MONTHS], 0) and not holds_post(row)


@person("5_15_003", anybody)
def post_without_months(row, w):
    return holds_post(row) and nought(row, POST_MONTHS)


@person("3_01_008", lifted)
def child_in_post(row, w):
    return holds_post(row) and under(w, row)


@person("5_12_004", monitored)
def child_in_any_post(row, w):
    return under(w, row) and in_public_post(row)


@person("5_12_005", monitored)
def old_in_any_post(row, w):
    return reached(w, row) and in_public_post(row)


@person("3_01_010", lifted)
def several_posts(row, w):
    return len(row[POST] or ()) >= w["种"]


@person("5_15_006", anybody)
def post_without_labour(row, w):
    return holds_post(row) and row["劳动技能"] in WITHOUT_LABOUR
