"""For each watch some rows: those it must find, and others like them that are right.

The first are named by their numbers in the table (from 1), or by their divisions.
"""

from datetime import date
from typing import Any

from topics.making import (
    CENTRAL,
    END,
    LONGDE,
    REGION,
    REGIONAL,
    XIJI,
    YUANZHOU,
    Row,
    Rows,
    of,
)

Planted = tuple[Rows, set[int | str]]


def day(text: str) -> date:
    return date.fromisoformat(f"2024-{text}")


def fund(county: str = XIJI, **cells: Any) -> Row:
    usual = {"年度": 2024, "县": of(county), "资金": CENTRAL, "指标文号": "一号", "直达标识": "是"}
    return {**usual, "下达日期": day("01-05"), "金额": 1000, **cells}


def payment(county: str = XIJI, **cells: Any) -> Row:
    usual = {"支付单号": "单", "县": of(county), "支付日期": day("06-01"), "资金年度": 2024}
    money = {"资金": CENTRAL, "支付金额": 950, "支付用途": "产业发展", "项目编码": "甲"}
    return {**usual, **money, **cells}


def plan(county: str = XIJI, **cells: Any) -> Row:
    usual = {"年度": 2024, "县": of(county), "方案文号": "三号", "方案版次": "年初方案"}
    parts = {"计划整合金额": 100, "产业发展金额": 60, "乡村建设金额": 40}
    days = {"政府会议日期": day("03-01"), "党委会议日期": day("03-05"), "报送日期": day("03-09")}
    return {**usual, **parts, **days, **cells}


def use(county: str = XIJI, **cells: Any) -> Row:
    usual = {"批复文号": "批", "县": of(county), "批复日期": day("05-06"), "用途": "乡村产业项目"}
    return {**usual, "使用面积": 100, "安排文号": "十二号", "供地日期": day("08-01"), **cells}


def quota(county: str = XIJI, **cells: Any) -> Row:
    usual = {"年度": 2024, "县": of(county), "安排文号": "十二号", "安排方式": "年度安排"}
    return {**usual, "安排面积": 600, **cells}


def reserve(county: str = XIJI, **cells: Any) -> Row:
    usual = {"年度": 2024, "县": of(county), "预留项目": "项目", "预留面积": 60}
    return {**usual, "预留日期": day("03-01"), **cells}


def request(**cells: Any) -> Row:
    usual = {"申请编号": "甲", "县": of(XIJI), "申请日期": day("03-01"), "申请面积": 50}
    return {**usual, "办结日期": day("04-01"), **cells}


def transfer(county: str, **cells: Any) -> Row:
    usual = {"调剂文号": "甲", "县": of(county), "调剂日期": day("05-01"), "调剂面积": 300}
    return {**usual, **cells}


def trade(**cells: Any) -> Row:
    usual = {"交易文号": "甲", "县": of(XIJI), "交易日期": day("06-01"), "交易金额": 100}
    return {**usual, "已到账金额": 90, **cells}


def outlet(place: str, **cells: Any) -> Row:
    usual = {"网点名称": "网点", "所在地": place, "网点类别": "银行网点"}
    return {**usual, "开业日期": date(2020, 1, 1), **cells}


def person(number: int, **cells: Any) -> dict[str, list[Row]]:
    """A resident of 西吉县 and the household's file; ``lifted`` whether it is in it."""
    home = {"户编号": str(number), "行政村": "640422103200"}
    born = {"证件号码": number, "户编号": str(number), "出生日期": date(1980, 1, 1)}
    return {"residents": [{**born, **cells}], "households": [home]}


def people(*cells: Row) -> dict[str, list[Row]]:
    several = [person(i, **one) for i, one in enumerate(cells, 1)]
    return {id_: [row for one in several for row in one[id_]] for id_ in several[0]}


def lent(number: int, **cells: Any) -> Row:
    usual = {"借据编号": str(number), "证件号码": number, "放款日期": day("01-10")}
    terms = {"到期日期": date(2027, 1, 10), "贷款金额": 50000, "贷款余额": 50000, "逾期天数": 0}
    return {**usual, **terms, "续贷展期": "无", **cells}


def posted(number: int, **cells: Any) -> Row:
    usual = {"证件号码": number, "服务地": "640422103200", "选派项目": "驻村第一书记"}
    return {**usual, "到岗日期": date(2023, 5, 18), **cells}


def held(number: int, **cells: Any) -> Row:
    usual = {"证件号码": number, "服务地": "640422103200", "岗位类别": "保洁员"}
    began = {"上岗日期": date(2023, 1, 1), "出生日期": date(1980, 1, 1), "月补贴标准": 500}
    return {**usual, **began, "合同止期": date(2025, 12, 31), **cells}


def pay(number: int, **cells: Any) -> Row:
    usual = {"年度": 2024, "证件号码": number, "服务地": "640422103200", "岗位类别": "保洁员"}
    months = {"在岗月数": 12, "出勤天数": 240, "补贴月数": 12, "补贴金额": 6000}
    return {**usual, **months, **cells}


def working(number: int, **cells: Any) -> Row:
    usual = {"证件号码": number, "劳动技能": "普通劳动力", "公益性岗位": "保洁员"}
    return {**usual, "公益性岗位月数": 12, "务工地类别": "乡镇内", **cells}


def stats(**cells: Any) -> Row:
    usual = {"年度": 2024, "县": of(XIJI), "申请户数": 100, "符合条件户数": 95, "获贷户数": 90}
    return {**usual, **cells}


def policy(**cells: Any) -> Row:
    usual = {"年度": 2024, "县": of(XIJI), "险种名称": "玉米", "保费": 100, "财政保费补贴": 80}
    return {**usual, **cells}


def _money() -> dict[str, Planted]:
    late = fund(来文日期=day("01-01"), 下达日期=day("02-01"))
    arrived = {"年度": 2024, "到达地": of(REGION), "资金": CENTRAL, "来文日期": day("03-01")}
    both = {"fund_allocation": [fund(XIJI), fund(YUANZHOU)]}
    industry = [fund(XIJI, 产业金额=599), fund(YUANZHOU, 产业金额=600)]
    return {
        "money-late": ({"fund_allocation": [late, late | {"下达日期": day("01-31")}]}, {1}),
        "money-held": (
            {
                "fund_arrivals": [arrived | {"来文文号": text} for text in ("九号", "八号")],
                "fund_allocation": [fund(来文文号="八号")],
            },
            {1},
        ),
        "money-behind": (
            both | {"fund_payments": [payment(XIJI, 支付金额=899), payment(YUANZHOU)]},
            {of(XIJI)},
        ),
        "money-overpaid": (
            both | {"fund_payments": [payment(XIJI, 支付金额=1001), payment(YUANZHOU)]},
            {of(XIJI)},
        ),
        "money-industry-central": ({"fund_allocation": industry}, {of(XIJI)}),
        "money-industry-regional": (
            {
                "fund_allocation": [
                    fund(county, 资金=REGIONAL, 产业金额=amount)
                    for county, amount in ((XIJI, 499), (YUANZHOU, 500))
                ]
            },
            {of(XIJI)},
        ),
        # A batch of 1,259 with a fee of 14: too much only where there is no other money.
        "money-fee": (
            {
                "fund_allocation": [
                    fund(XIJI, 金额=1259),
                    fund(YUANZHOU, 金额=1259),
                    fund(YUANZHOU, 金额=800, 指标文号="二号"),
                ],
                "fund_payments": [
                    payment(county, 支付金额=14, 支付用途="项目管理费", 项目编码=None)
                    for county in (XIJI, YUANZHOU)
                ],
            },
            {of(XIJI)},
        ),
        "money-no-project": (
            {
                "fund_payments": [
                    payment(项目编码="乙"),
                    payment(项目编码=None),
                    payment(),
                    payment(支付用途="项目管理费", 项目编码=None),
                    payment(项目编码="丙"),
                ],
                "projects": [{"年度": 2023, "项目编码": "甲", "项目地": of(XIJI)}],
                "project_bank": [{"项目编码": "丙", "项目地": of(XIJI)}],
            },
            {1, 2},
        ),
        "money-forbidden": ({"fund_payments": [payment(支付用途="楼堂馆所"), payment()]}, {1}),
        "money-mark": (
            {"fund_allocation": [fund(直达标识=None), fund(), fund(资金=REGIONAL, 直达标识="否")]},
            {1},
        ),
        "money-plan-sum": ({"integration_plans": [plan(产业发展金额=58), plan()]}, {1}),
        "money-plan-steps": (
            {
                "integration_plans": [
                    plan(政府会议日期=None),
                    plan(党委会议日期=day("02-20")),
                    plan(报送日期=day("03-04")),
                    plan(),
                ]
            },
            {1, 2, 3},
        ),
        "money-unplanned": (
            {
                "integrated_funds": [
                    {"年度": 2024, "县": of(XIJI), "资金": CENTRAL, "方案文号": text}
                    for text in ("五号", "三号")
                ],
                "integration_plans": [plan()],
            },
            {1},
        ),
        "money-plan-exceeded": (
            {
                "integration_plans": [
                    plan(XIJI),
                    plan(YUANZHOU),
                    plan(YUANZHOU, 方案文号="九号", 计划整合金额=110),
                ],
                "integrated_funds": [
                    {"年度": 2024, "县": of(county), "资金": CENTRAL, "整合金额": 108}
                    for county in (XIJI, YUANZHOU)
                ],
            },
            {of(XIJI)},
        ),
    }


def _land() -> dict[str, Planted]:
    quotas = {"land_quota": [quota(XIJI), quota(YUANZHOU)]}
    long_ago = use(批复日期=date(2022, 1, 2), 供地日期=None)
    return {
        "land-misused": ({"land_use": [use(用途="专项范围以外"), use()]}, {1}),
        "land-no-quota": (
            quotas | {"land_use": [use(安排文号="九十九号"), use(安排文号=None), use()]},
            {1, 2},
        ),
        "land-overused": (
            quotas | {"land_use": [use(XIJI, 使用面积=601), use(YUANZHOU, 使用面积=600)]},
            {of(XIJI)},
        ),
        "land-over-reserved": (
            quotas
            | {
                "land_use": [use(XIJI, 使用面积=550), use(YUANZHOU, 使用面积=550)],
                "land_reserves": [reserve(XIJI), reserve(YUANZHOU, 释放日期=day("09-01"))],
            },
            {of(XIJI)},
        ),
        "land-unsupplied": (
            {"land_use": [long_ago, long_ago | {"供地日期": date(2023, 6, 1)}]},
            {1},
        ),
        "land-request-late": (
            {
                "land_requests": [
                    request(办结日期=None),
                    request(),
                    request(申请日期=day("11-10"), 办结日期=None),
                ]
            },
            {1},
        ),
        "land-request-slow": ({"land_requests": [request(办结日期=day("05-01")), request()]}, {1}),
        "land-transfer-outside": ({"land_transfers": [transfer(LONGDE), transfer(XIJI)]}, {1}),
        "land-money-late": (
            {
                "land_trades": [
                    trade(已到账金额=79),
                    trade(),
                    trade(交易日期=day("12-31"), 已到账金额=0),
                ]
            },
            {1},
        ),
    }


def _credit() -> dict[str, Planted]:
    ages = people({"出生日期": date(2007, 1, 1)}, {}, {"出生日期": date(1958, 1, 1)})
    homes = people({}, {}, {}, {})
    there = [outlet(f"{code}000") for code in ("640422103", "640422100")]
    return {
        "credit-no-bank": (
            {"finance_outlets": [*there, outlet("640422101000", 停业日期=day("05-01"))]},
            {"640422101000"},
        ),
        "credit-no-service": (
            {"finance_outlets": [outlet("640422103200", 网点类别="流动服务")]},
            {"640422103201"},
        ),
        "credit-overdue-rate": (
            homes | {"microloans": [lent(1, 逾期天数=5), *(lent(i) for i in (2, 3))]},
            {of(XIJI)},
        ),
        "credit-overdue": (
            homes | {"microloans": [lent(1, 逾期天数=90), lent(2, 逾期天数=89), lent(3)]},
            {"1"},
        ),
        "credit-terms": (
            homes
            | {
                "microloans": [
                    lent(1, 贷款金额=50001),
                    lent(2, 到期日期=date(2027, 2, 10)),
                    lent(3),
                ]
            },
            {"1", "2"},
        ),
        "credit-age": (ages | {"microloans": [lent(1), lent(2), lent(3)]}, {"1", "3"}),
        "credit-renewed-overdue": (
            homes
            | {
                "microloans": [
                    lent(1, 续贷展期="展期", 逾期天数=1),
                    lent(2, 续贷展期="续贷"),
                    lent(3, 逾期天数=1),
                ]
            },
            {"1"},
        ),
        "credit-stats": (
            {"microloan_stats": [stats(获贷户数=96), stats(符合条件户数=101), stats()]},
            {1, 2},
        ),
        "credit-premium": (
            {
                "insurance": [
                    policy(财政保费补贴=101),
                    policy(保费=None, 财政保费补贴=None, 赔付金额=5),
                    policy(赔付金额=500),
                ]
            },
            {1, 2},
        ),
    }


def _posts() -> dict[str, Planted]:
    ended = posted(1, 任期届满日期=day("05-23"))
    long = posted(1, 到岗日期=date(2021, 12, 30))
    short = posted(1, 离岗日期=day("06-01"))
    named = {"村类别": "重点帮扶村", "列入日期": date(2021, 1, 1)}
    homes = people({}, {}, {}, {})
    lifted = {"poverty_households": [{"户编号": str(i), "户类型": "脱贫户"} for i in (1, 2, 3)]}
    return {
        "posts-two": (
            {
                "posts": [
                    posted(1),
                    posted(1, 选派项目="科技特派员"),
                    posted(2),
                    posted(2, 选派项目="科技特派员", 离岗日期=day("05-01")),
                ]
            },
            {1, 2},
        ),
        "posts-ended": (
            {"posts": [ended, ended | {"离岗日期": day("05-23")}, posted(3, 任期届满日期=END)]},
            {1},
        ),
        "posts-long": (
            {"posts": [long, posted(2), long | {"选派项目": "乡镇业务骨干"}]},
            {1},
        ),
        "posts-short": (
            {"posts": [short, short | {"到岗日期": date(2022, 6, 1)}, posted(3)]},
            {1},
        ),
        "posts-no-team": (
            {
                "key_villages": [
                    {"行政村": code, **named} for code in ("640422103200", "640422103201")
                ],
                "posts": [posted(1)],
            },
            {"640422103201"},
        ),
        "holders-two": (
            {"post_holders": [held(1), held(1, 岗位类别="护路员"), held(2)]},
            {1, 2},
        ),
        "holders-age": (
            {
                "post_holders": [
                    held(1, 出生日期=date(1954, 12, 31)),
                    held(2, 出生日期=date(1955, 1, 1)),
                    held(3, 出生日期=date(2009, 1, 1)),
                    held(4, 出生日期=date(1950, 1, 1), 离岗日期=day("06-01")),
                ]
            },
            {1, 3},
        ),
        "holders-cadre": (
            {
                "post_holders": [held(1), held(2)],
                "posts": [posted(1, 选派项目="村级业务骨干"), posted(2)],
            },
            {1},
        ),
        "holders-contract": ({"post_holders": [held(1, 合同止期=day("12-30")), held(2)]}, {1}),
        "pay-absent": (
            {"post_pay": [pay(1, 出勤天数=0), pay(2, 在岗月数=11), pay(3)]},
            {1, 2},
        ),
        "pay-unlisted": (
            {
                "post_pay": [pay(1), pay(2), pay(3)],
                "post_holders": [held(2), held(3, 离岗日期=date(2023, 12, 31))],
            },
            {1, 3},
        ),
        "pay-amount-wrong": (
            {
                "post_pay": [pay(1, 补贴金额=6500), pay(2)],
                "post_holders": [held(1), held(2)],
            },
            {1},
        ),
        "jobs-post-away": (
            homes | {"jobs": [working(1, 务工地类别="区外"), working(2)]},
            {"640422103200"},
        ),
        "jobs-post-class": (
            homes | lifted | {"jobs": [working(4), working(2)]},
            {"640422103200"},
        ),
        "jobs-post-months": (
            homes | {"jobs": [working(1, 公益性岗位月数=0), working(2)]},
            {"640422103200"},
        ),
        "jobs-post-unable": (
            homes | {"jobs": [working(1, 劳动技能="丧失劳动力"), working(2)]},
            {"640422103200"},
        ),
    }


PLANTED: dict[str, Planted] = _money() | _land() | _credit() | _posts()
