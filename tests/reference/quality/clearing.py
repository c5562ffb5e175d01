"""Households whose risk is said to be removed."""

from .cells import months_between
from .checks import cleared, helped_clear, household
from .facts import SUPPORT, at_risk_by, below, has, idle_home, no, nought, since
from .risks import DROPOUT, UNINSURED


def months_watched(row):
    return months_between(row["识别监测时间"], row["消除监测时间"])


def still(id_, heading, answer):
    """The check that finds the trouble there after all."""

    @household(id_, cleared)
    def is_there(row, w):
        return row[heading] == answer


still("1_02_008", "风险消除后是否住房损毁", "是")
still("1_02_009", "风险消除后是否饮水设施损毁", "是")
still("1_11_005", "风险消除后是否义务教育阶段适龄儿童少年失学辍学", "是")
still("1_11_006", "是否危房户", "是")
still("1_11_007", "是否解决安全饮用水", "否")


@household("1_11_009", helped_clear)
def helped_by_nothing(row, w):
    return no(row, *SUPPORT)


@household("2_11_002", cleared)
def cleared_within_half_a_year(row, w):
    return since(row["消除监测时间"], w["起"]) and below(months_watched(row), w["月"])


@household("5_18_009", helped_clear)
def cleared_at_once(row, w):
    return below(months_watched(row), w["月"] + 1)


@household("3_11_003", helped_clear)
def illness_unhelped(row, w):
    return at_risk_by(row, "因病") and no(row, "健康帮扶", "社会帮扶", "综合保障")


@household("3_11_004", helped_clear)
def schooling_unhelped(row, w):
    return at_risk_by(row, "因学") and no(row, "教育帮扶", "义务教育保障", "社会帮扶")


@household("3_11_005", helped_clear)
def disability_unhelped(row, w):
    return at_risk_by(row, "因残") and no(row, "社会帮扶", "综合保障")


@household("3_11_007", helped_clear)
def dropout_unhelped(row, w):
    return row[DROPOUT] == "是" and row["义务教育保障"] is None


@household("3_11_008", helped_clear)
def water_unhelped(row, w):
    return row["是否解决安全饮用水"] == "否" and row["饮水安全保障"] is None


@household("3_11_009", helped_clear)
def uninsured_unhelped(row, w):
    return row[UNINSURED] == "是" and no(row, "健康帮扶", "社会帮扶")


@household("4_11_010", helped_clear)
def income_below_line(row, w):
    return below(row["风险消除后家庭人均纯收入"], w["监测范围"])


@household("4_11_011", cleared)
def cleared_without_labour(row, w):
    return idle_home(row)


@household("4_11_012", cleared)
def jobs_without_wages(row, w):
    return not no(row, "就业帮扶", "公益岗位帮扶") and nought(row, "风险消除后工资性收入")


@household("4_11_013", cleared)
def relief_without_transfers(row, w):
    relief = has(row, "综合保障", "低保", "特困供养", "残疾人补贴")
    return relief and nought(row, "风险消除后转移性收入")


@household("5_11_013", cleared)
def industry_without_proceeds(row, w):
    return row["产业帮扶"] is not None and nought(row, "风险消除后生产经营性收入")
