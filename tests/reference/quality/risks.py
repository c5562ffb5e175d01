"""Why a household is watched, against its members and the help it gets."""

from .checks import at_risk, household, monitored
from .facts import (
    FULL_LABOUR,
    RISKS,
    WITHOUT_LABOUR,
    at_risk_by,
    disabled,
    empty,
    idle_home,
    no,
    nought,
    share,
)

DROPOUT = "是否义务教育阶段适龄儿童少年失学辍学"
UNINSURED = "是否有家庭成员未参加城乡居民（职工）基本医疗保险"


@household("1_11_001", monitored)
def no_risk(row, w):
    return no(row, *RISKS)


GROUNDS = (
    "识别监测时间", RISKS[0], "工资性收入", "是否危房户", "是否解决安全饮用水", DROPOUT, UNINSURED,
)  # fmt: skip
household("1_11_002", monitored)(empty(*GROUNDS))


@household("2_11_001", monitored)
def disability_of_nobody(row, w):
    return at_risk_by(row, "因残") and not any(map(disabled, row.home))


@household("2_11_005", monitored)
def disaster_of_no_kind(row, w):
    return at_risk_by(row, "因自然灾害") and row["因自然灾害子项"] is None


@household("2_11_006", at_risk)
@household("5_15_013", monitored)
def unsteady_work_of_nobody(row, w):
    return at_risk_by(row, "因务工就业不稳") and idle_home(row)


@household("5_15_014", at_risk)
def unsteady_work_without_jobs(row, w):
    return at_risk_by(row, "因务工就业不稳") and not row.home_jobs


@household("4_11_006", monitored)
def water_is_no_risk(row, w):
    return row["是否饮水出现安全问题"] == "是" and not at_risk_by(row, "因安全饮水")


@household("4_11_007", monitored)
def uninsured_is_no_risk(row, w):
    return row[UNINSURED] == "是" and not at_risk_by(row, "因病")


@household("4_11_009", at_risk)
def lacks_labour_all_have(row, w):
    """Everybody is known to have labour."""
    skills = {one["劳动技能"] for one in row.home}
    return at_risk_by(row, "缺劳动力") and skills.isdisjoint((None, *WITHOUT_LABOUR))


@household("5_11_029", at_risk)
def lacks_labour_half_have(row, w):
    many = len(row.home) >= w["人"]
    return at_risk_by(row, "缺劳动力") and many and share(row.home, FULL_LABOUR) > w["占比"]


@household("5_18_008", at_risk)
def lacks_labour_a_quarter_have(row, w):
    return at_risk_by(row, "缺劳动力") and share(row.home, FULL_LABOUR) > w["占比"]


@household("5_15_020", at_risk)
def illness_without_bills(row, w):
    return at_risk_by(row, "因病") and nought(row, "合规自付支出")


@household("5_18_002", monitored)
def schooling_unhelped(row, w):
    return at_risk_by(row, "因学") and no(row, "义务教育保障", "教育帮扶", "社会帮扶")


@household("5_18_003", monitored)
def disability_unhelped(row, w):
    return at_risk_by(row, "因残") and no(row, "综合保障", "社会帮扶")


@household("5_18_004", monitored)
def house_unhelped(row, w):
    return at_risk_by(row, "因安全住房") and no(row, "住房安全保障", "搬迁")


@household("5_18_005", monitored)
def dropout_unhelped(row, w):
    return row[DROPOUT] == "是" and row["义务教育保障"] is None


@household("5_18_007", monitored)
def uninsured_unhelped(row, w):
    return row[UNINSURED] == "是" and no(row, "健康帮扶", "社会帮扶")
