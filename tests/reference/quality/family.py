"""Heads of households, and what the others are to them."""

from .checks import household, lifted, monitored, person
from .facts import empty

MALE = {
    "之子", "之曾孙子", "之父", "之公公", "之女婿", "之叔伯", "之孙子", "之外孙子", "之岳父",
    "之侄儿", "之祖父", "之外祖父",
}  # fmt: skip
FEMALE = {
    "之女", "之曾孙女", "之儿媳", "之母", "之婆婆", "之孙女", "之外孙女", "之兄弟媳妇", "之岳母",
    "之侄女", "之祖母", "之外祖母",
}  # fmt: skip
SEXES = {"1": "男", "男": "男", "2": "女", "女": "女"}


def sex(row):
    return SEXES.get(row["性别"])


def heads(row):
    return sum(one["与户主关系"] == "户主" for one in row.home)


@person("2_01_004", lifted)
@person("2_12_008", monitored)
def sex_against_relation(row, w):
    return row["与户主关系"] in {"男": FEMALE, "女": MALE}.get(sex(row), ())


@household("2_02_001", lifted)
@household("2_11_003", monitored)
def couple_of_one_sex(row, w):
    return (
        row["与户主关系"] == "户主"
        and sex(row) is not None
        and any(one["与户主关系"] == "配偶" and sex(one) == sex(row) for one in row.home)
    )


@household("3_02_011", lifted)
@household("3_11_002", monitored)
def several_heads(row, w):
    return heads(row) > 1


@household("3_02_012", lifted)
@household("3_11_001", monitored)
def no_head(row, w):
    return heads(row) == 0


person("3_12_002", monitored)(empty("与户主关系"))
