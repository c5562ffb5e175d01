"""Whether somebody can work, against age, health, school and jobs."""

from .checks import lifted, lifted_or_monitored, monitored, person
from .facts import (
    FULL_LABOUR,
    WITHOUT_LABOUR,
    empty,
    grade,
    healthy,
    ill,
    of_working_age,
    plans,
    reached,
    under,
    works,
)


def fit(row, w):
    """Of working age, healthy, not at school."""
    return of_working_age(w, row) and healthy(row) and row["在校生状况"] is None


person("2_01_003", lifted)(empty("劳动技能"))
person("2_12_001", monitored)(empty("劳动技能"))


@person("2_01_005-16", lifted)
@person("2_12_009-16", monitored)
def fit_but_lost_labour(row, w):
    return row["劳动技能"] == "丧失劳动力" and fit(row, w)


@person("2_01_010-16", lifted)
@person("2_12_013-16", monitored)
def fit_but_without_labour(row, w):
    return row["劳动技能"] == "无劳动力" and fit(row, w)


@person("1111_14", monitored)
@person("1111_15", lifted)
def fit_but_weak(row, w):
    return row["劳动技能"] in ("弱劳动力或半劳动力", "无劳动力") and fit(row, w)


@person("5_12_008", monitored)
def fit_but_weak_or_without(row, w):
    return row["劳动技能"] in ("弱劳动力或半劳动力", *WITHOUT_LABOUR) and fit(row, w)


@person("5_12_009-16", monitored)
@person("5_12_010-16", lifted)
def ill_but_strong(row, w):
    at_school = row["在校生状况"] is not None
    strong = row["劳动技能"] in FULL_LABOUR
    return strong and not at_school and ill(row) and of_working_age(w, row)


@person("2_01_011", lifted)
@person("2_12_014", monitored)
def child_with_labour(row, w):
    return under(w, row) and row["劳动技能"] not in (None, "无劳动力")


@person("2_12_005", monitored)
@person("2_12_017", lifted)
def old_but_strong(row, w):
    return row["劳动技能"] in FULL_LABOUR and reached(w, row)


@person("4_01_007", lifted)
@person("4_01_008", monitored)
def badly_disabled_but_strong(row, w):
    kind, level = grade(row)[:1], grade(row)[1:]
    severe = kind == w["类别位"] and level in tuple(w["等级位"])
    return severe and row["劳动技能"] == "普通劳动力"


@person("1111_07", lifted_or_monitored)
def student_with_labour(row, w):
    return row["在校生状况"] is not None and row["劳动技能"] not in (None, "无劳动力")


@person("2_12_004", monitored)
def works_without_labour(row, w):
    return row["劳动技能"] in WITHOUT_LABOUR and (works(row) or plans(row))


@person("5_20_029", monitored)
@person("5_20_031", lifted)
def skilled_without_job(row, w):
    return row["劳动技能"] == "技能劳动力" and not works(row)
