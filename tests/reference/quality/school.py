"""Schooling against age, health, work and help with it."""

from .checks import household, lifted, monitored, only_lifted, person
from .facts import (
    DEGREES,
    HIGHER,
    JUNIOR,
    SENIOR,
    VOCATIONAL,
    aged_between,
    has,
    healthy,
    no,
    plans,
    reached,
    since,
    starts,
    under,
    works,
)


def out_of_school(w, row, day=None):
    """Of school age, neither at school nor excused."""
    return no(row, "在校生状况", "义务教育阶段未上学原因") and aged_between(w, row, day)


def off_age(w, row):
    age = w.age(row)
    return age is not None and not w["下限"] <= age <= w["上限"]


def vocational_student(row):
    return any(starts(one["在校生状况"], *VOCATIONAL) for one in row.home)


@person("1_02_005", only_lifted)
def out_of_school_unwatched(row, w):
    return out_of_school(w, row)


@person("5_15_016", lifted)
@person("5_15_017", monitored)
def out_of_school_this_year(row, w):
    return out_of_school(w, row, w["学年日"])


@household("4_11_008", monitored)
def dropout_nobody_is(row, w):
    return (
        since(row["识别监测时间"], w["识别起"])
        and row["是否义务教育阶段适龄儿童少年失学辍学"] == "是"
        and not any(aged_between(w, one) and one["在校生状况"] is None for one in row.home)
    )


@person("2_01_012", lifted)
def sick_excuse_but_healthy(row, w):
    return row["义务教育阶段未上学原因"] in ("因病", "因残") and healthy(row)


@person("3_01_002", lifted)
@person("3_12_003", monitored)
def no_schooling_at_all(row, w):
    return no(row, "文化程度", "在校生状况", "义务教育阶段未上学原因")


@person("3_01_003", lifted)
@person("3_12_004", monitored)
def student_and_graduate(row, w):
    return None not in (row["文化程度"], row["在校生状况"])


@person("5_12_013", monitored)
@person("5_17_001", lifted)
def too_old_for_kindergarten(row, w):
    return row["在校生状况"] in ("学龄前儿童", "学前教育") and healthy(row) and reached(w, row)


@person("5_12_014", monitored)
@person("5_17_002", lifted)
def odd_age_for_primary(row, w):
    return row["在校生状况"] == "小学" and off_age(w, row)


@person("5_12_015", monitored)
@person("5_17_003", lifted)
def odd_age_for_junior(row, w):
    return row["在校生状况"] in JUNIOR and off_age(w, row)


@person("5_12_016", monitored)
@person("5_17_004", lifted)
def odd_age_for_senior(row, w):
    return row["在校生状况"] in SENIOR and off_age(w, row)


@person("5_12_017", monitored)
@person("5_17_005", lifted)
def too_young_for_higher(row, w):
    studies = starts(row["在校生状况"], *HIGHER) or row["在校生状况"] == "硕士研究生及以上"
    return (studies or row["文化程度"] in DEGREES) and under(w, row)


@person("5_12_018", monitored)
@person("5_17_006", lifted)
def too_young_for_master(row, w):
    return row["在校生状况"] == "硕士研究生及以上" and under(w, row)


@person("5_12_019", monitored)
@person("5_17_0012", lifted)
def young_with_little_schooling(row, w):
    return row["文化程度"] in ("小学", "文盲或半文盲") and aged_between(w, row)


@person("4_01_006_123", lifted)
@person("4_12_002", monitored)
def student_at_work_or_going(row, w):
    return row["在校生状况"] is not None and (works(row) or plans(row))


@person("4_01_006_201", lifted)
def student_at_work(row, w):
    return row["在校生状况"] is not None and works(row)


@person("5_20_028", monitored)
@person("5_20_030", lifted)
def graduate_without_job(row, w):
    return row["文化程度"] in DEGREES and not works(row)


@household("5_15_011", lifted)
@household("5_15_012", monitored)
def grant_without_student(row, w):
    return has(row, "教育帮扶", "雨露计划") and not vocational_student(row)


@household("1111_2", monitored)
def student_without_grant(row, w):
    month = row["识别监测时间"]
    early = month is not None and month <= w["截止"]
    return early and vocational_student(row) and not has(row, "教育帮扶", "雨露计划")
