"""ID numbers, cards and what a person must have filled in."""

from .cells import check_digit_holds
from .checks import lifted, monitored, person
from .facts import empty, grade, has


@person("1_01_001", lifted)
def stands_twice_among_lifted(row, w):
    return bool(row.person) and w.lifted[row.person] > 1


@person("1_12_001", monitored)
def stands_twice_among_monitored(row, w):
    return bool(row.person) and w.monitored[row.person] > 1


@person("1_01_003", lifted)
@person("1_12_003", monitored)
def wrong_check_digit(row, w):
    number = row["证件号码"] or ""
    return len(number) == 18 and not check_digit_holds(number)


@person("1_01_004", lifted)
@person("1_12_004", monitored)
def wrong_card_number(row, w):
    number = row["证件号码"] or ""
    if len(number) not in (20, 22):
        return False
    kind, level = grade(row)
    return not (check_digit_holds(number) and kind in w["类别"] and level in w["等级"])


@person("1_12_002", monitored)
def number_of_odd_length(row, w):
    return len(row["证件号码"] or "") not in w["位数"]


@person("4_01_003", lifted)
def no_real_number(row, w):
    return (row["证件号码"] or w["占位前缀"]).startswith(w["占位前缀"])


@person("4_01_002", lifted)
@person("4_12_003", monitored)
def disabled_without_card(row, w):
    return has(row, "健康状况", "残疾") and row["证件类型"] != "残疾人证"


person("2_01_001", lifted)(empty("民族"))
person("2_12_002", monitored)(empty("民族"))
person("2_01_002", lifted)(empty("健康状况"))
