"""Minimum living relief, hardship relief and allowances for the disabled."""

from .checks import at_risk, household, lifted, monitored, person
from .facts import (
    disabled,
    grade,
    hardship_relief,
    has,
    healthy,
    idle_home,
    low_relief,
    of_working_age,
)


def somebody(test, row):
    return any(map(test, row.home))


def ticked_without(row, measure, test):
    return has(row, "综合保障", measure) and not somebody(test, row)


def without_tick(row, measure, test):
    return somebody(test, row) and not has(row, "综合保障", measure)


@household("4_11_015", monitored)
def relief_of_nobody(row, w):
    return ticked_without(row, "低保", low_relief) or ticked_without(
        row, "特困供养", hardship_relief
    )


@household("4_11_016", monitored)
def allowance_of_nobody(row, w):
    return ticked_without(row, "残疾人补贴", disabled)


@household("5_16_003", at_risk)
def low_relief_unticked(row, w):
    return without_tick(row, "低保", low_relief)


@household("5_16_004", at_risk)
def hardship_relief_unticked(row, w):
    return without_tick(row, "特困供养", hardship_relief)


@household("5_16_005", at_risk)
def low_relief_of_nobody(row, w):
    return ticked_without(row, "低保", low_relief)


@household("5_16_006", at_risk)
def hardship_relief_of_nobody(row, w):
    return ticked_without(row, "特困供养", hardship_relief)


@household("5_16_008", at_risk)
def allowance_unticked(row, w):
    return without_tick(row, "残疾人补贴", lambda one: grade(one)[1:] in tuple(w["等级位"]))


@household("5_11_033", at_risk)
def not_marked_as_kept(row, w):
    relieved = somebody(lambda one: low_relief(one) or hardship_relief(one), row)
    return idle_home(row) and relieved and row["整户无劳动能力兜底保障户"] != "是"


@person("5_15_019", monitored)
def fit_in_hardship_relief(row, w):
    fit = healthy(row) and row["在校生状况"] is None and of_working_age(w, row)
    return hardship_relief(row) and fit


@household("5_19_003", lifted)
@household("5_19_007", monitored)
def idle_home_without_relief(row, w):
    return idle_home(row) and not somebody(low_relief, row)
