"""Incomes that are too low, too high or mistyped."""

from .checks import at_risk, household, monitored
from .facts import above, below, since


@household("3_11_010", monitored)
def below_the_line(row, w):
    return below(row["人均纯收入（元）"], w["标准"])


@household("1111_18", monitored)
def above_the_line(row, w):
    recent = since(row["识别监测时间"], w["识别起"])
    return recent and above(row["人均纯收入（元）"], w["上限"])


@household("5_15_0023", at_risk)
def mistyped_wages(row, w):
    return above(row["工资性收入"], 0) and below(row["工资性收入"], w["下限"])
