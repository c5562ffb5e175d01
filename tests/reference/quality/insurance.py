"""Medical and pension insurance."""

from .checks import at_risk, cleared, household, lifted, monitored, only_lifted, person
from .facts import empty, has, ill, no, since
from .school import out_of_school

RESIDENT, EMPLOYEE = "是否参加城乡居民基本医疗保险", "是否参加城镇职工基本医疗保险"
SERIOUS, PENSION = "是否参加大病保险", "是否参加城乡居民基本养老保险"
PREMIUM = "参加城乡居民基本医疗保险个人缴费补贴"


def both(row, answer):
    return row[RESIDENT] == row[EMPLOYEE] == answer


def without_serious_cover(row):
    return row[SERIOUS] in ("否", None)


person("2_01_006", lifted)(empty(SERIOUS))
person("2_12_010", monitored)(empty(SERIOUS))
person("2_01_007", lifted)(empty(PENSION))
person("5_15_001", monitored)(empty(PENSION))


@person("5_19_001", lifted)
def both_pensions_unknown(row, w):
    return no(row, PENSION, "是否参加城镇职工基本养老保险")


@person("2_01_008", lifted)
def uninsured(row, w):
    return no(row, RESIDENT, EMPLOYEE) or both(row, "否")


@household("2_12_012", monitored)
def member_of_unknown_insurance(row, w):
    return any(no(one, RESIDENT, EMPLOYEE) for one in row.home)


@person("2_01_009", lifted)
@person("2_12_015", monitored)
def insured_twice(row, w):
    return both(row, "是")


@household("1_11_008", cleared)
def member_uninsured_or_twice(row, w):
    return any(both(one, "否") or both(one, "是") for one in row.home)


@person("2_01_016", lifted)
@person("2_12_016", monitored)
def not_covered(row, w):
    return "否" in (row[SERIOUS], row[RESIDENT])


@person("3_01_007", lifted)
def aid_without_insurance(row, w):
    return both(row, "否") and row["是否接受医疗救助"] == "是"


@person("1_02_003", only_lifted)
def ill_without_serious_cover(row, w):
    return ill(row) and without_serious_cover(row)


@household("1_02_007", lifted)
def needs_unmet(row, w):
    return (
        row["是否危房户"] == "是"
        or row["是否解决安全饮用水"] == "否"
        or any(without_serious_cover(one) or out_of_school(w, one) for one in row.home)
    )


@household("1111_06", at_risk)
def premium_unpaid_in_season(row, w):
    month = row["识别监测时间"]
    season = month is not None and w["起"] <= month <= w["止"]
    return season and not has(row, "健康帮扶", PREMIUM)


@household("1111_09", at_risk)
def premium_unpaid(row, w):
    month = row["识别监测时间"]
    return month is not None and month < w["截止"] and not has(row, "健康帮扶", PREMIUM)


@household("1111_13", at_risk)
def premium_paid_too_late(row, w):
    return since(row["识别监测时间"], w["截止"]) and has(row, "健康帮扶", PREMIUM)
