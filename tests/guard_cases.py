"""Cases at the edge of each guard of the pack: what it says of them, and None where they pass."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from luoshi.casework import CaseFile, Given, Reply, Taken

TODAY = date(2025, 6, 30)
"""A Monday."""


@dataclass(frozen=True)
class Tried:
    """A case of a process with these ``facts`` (and ``more``) held against a guard."""

    process: str
    guard: str
    facts: dict[str, str]
    said: str | None
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def file(self) -> CaseFile:
        """The case."""
        return CaseFile(self.process, "", self.more.get("today", TODAY), self.facts, **self._rest)

    @property
    def _rest(self) -> dict[str, Any]:
        return {name: value for name, value in self.more.items() if name != "today"}


def _of(process: str, guard: str, *rows: Any) -> list[Tried]:
    return [Tried(process, guard, *row) for row in rows]


def _day(text: str) -> dict[str, Any]:
    return {"today": date.fromisoformat(text)}


def _step(move: str, on: str) -> dict[str, Any]:
    return {"taken": (Taken(move, "", "", date.fromisoformat(on)),)}


def _income(amount: float, on: str = "2025-06-01") -> dict[str, Any]:
    return {"income": amount, "income_on": date.fromisoformat(on)}


def _given(*groups: str, **state: bool) -> dict[str, Any]:
    return {"given": tuple(Given(group, "措施", **state) for group in groups)}


def _replies(*ones: tuple[str, date | None, date]) -> dict[str, Any]:
    return {"replies": tuple(Reply(*one) for one in ones)}


def _rows(**rows: Any) -> dict[str, Any]:
    return {"rows": rows}


def _votes(came: str, agreed: str) -> dict[str, str]:
    return {"参加人数": came, "同意人数": agreed}


SUDDEN, MARGINAL = {"监测对象类别": "突发严重困难户"}, {"监测对象类别": "边缘易致贫户"}
RISKS = "因病,因学,因残,因务工就业不稳,缺劳动力"
SECURE = dict.fromkeys(("住房安全", "饮水安全", "义务教育有保障", "基本医疗有保障"), "是")
QUESTIONS = ("识别准确", "措施落实", "收入稳定", *SECURE, "没有新风险", "退出稳妥")
WORK, IDLE = {"有劳动力": "是"}, {"有劳动力": "否"}
APPROVED, YESTERDAY = _step("approve", "2025-01-05"), TODAY - timedelta(1)

OF_MONITORING = [
    *_of(
        "monitoring",
        "risks_named",
        ({"致贫返贫风险": "因病"}, None),
        ({"致贫返贫风险": RISKS}, None),
        ({"致贫返贫风险": f"{RISKS},因意外事故"}, "致贫返贫风险要填一到5个，现在是6个"),
        ({}, "致贫返贫风险要填一到5个，现在是0个"),
        ({"致贫返贫风险": "因病,因自然灾害"}, "风险有“因自然灾害”，请填子项"),
        ({"致贫返贫风险": "因自然灾害", "因自然灾害子项": "干旱灾害"}, None),
        ({"致贫返贫风险": "其他"}, "风险有“其他”，请写明"),
        ({"致贫返贫风险": "其他", "其他风险说明": "支出"}, None),
    ),
    *_of(
        "monitoring",
        "not_in_future",
        ({"入户日期": "2025-06-30"}, None),
        ({"入户日期": "2025-07-01"}, "入户日期晚于今天（2025-06-30）"),
        (
            {"入户日期": "2025-07-01", "评议日期": "2025-07-02"},
            "入户日期、评议日期晚于今天（2025-06-30）",
        ),
    ),
    *_of(
        "monitoring",
        "comparison_answered",
        ({}, "还没有发出信息比对"),
        ({}, None, _replies(("car", TODAY, TODAY))),
        ({}, None, _replies(("car", None, YESTERDAY))),
        (
            {},
            "部门还没有答复：房产、车辆，最晚2025-07-02",
            _replies(
                ("car", None, TODAY),
                ("house", None, date(2025, 7, 2)),
                ("tax", TODAY, date(2025, 7, 9)),
            ),
        ),
    ),
    *_of(
        "monitoring",
        "majority",
        (_votes("10", "6"), None),
        (_votes("10", "5"), "10 人参加、5 人同意，没有过半"),
        (_votes("9", "5"), None),
        (_votes("3", "3"), None),
        (_votes("3", "4"), "同意人数（4）多于参加人数（3）"),
        ({"参加人数": "9"}, "没法核对：没有填“同意人数”"),
    ),
    *_of(
        "monitoring",
        "income_sheet",
        ({}, "还没有填家庭收入表"),
        ({}, None, _income(0)),
    ),
    *_of(
        "monitoring",
        "class_fits_income",
        (SUDDEN, None),
        (MARGINAL, None, _income(8499.99)),
        (SUDDEN, None, _income(8500)),
        (
            MARGINAL,
            "人均纯收入 8,500 元，不低于当时的监测范围 8,500 元，监测对象类别应为突发严重困难户",
            _income(8500),
        ),
        (
            SUDDEN,
            "人均纯收入 8,000 元，低于当时的监测范围 8,500 元，监测对象类别不应为突发严重困难户",
            _income(8000),
        ),
        ({}, "没法核对：没有填“监测对象类别”", _income(8000)),
        (SUDDEN, "没法核对：“防止返贫监测范围", _income(9000, "2026-01-01")),
    ),
    *_of(
        "monitoring",
        "notice_elapsed",
        ({}, "还没有开始公示"),
        ({}, "公示从2025-06-26起，到2025-07-01才满期", _step("appraised", "2025-06-26")),
        ({}, None, _step("exit-appraised", "2025-06-25")),
        ({"公示起始日期": "2025-06-28"}, "到2025-07-03才满期", _step("appraised", "2025-06-20")),
        ({"公示起始日期": "2025-06-25"}, None, _step("appraised", "2025-06-28")),
    ),
    *_of(
        "monitoring",
        "measures_given",
        ({}, "还没有一项帮扶措施"),
        ({}, "还没有一项帮扶措施", _given("health", refused=True)),
        ({}, None, _given("health")),
    ),
    *_of(
        "monitoring",
        "measures_fit",
        ({"致贫返贫风险": "因病"}, None, _given("health")),
        ({"致贫返贫风险": "因病,因学"}, "这些风险还没有对应的措施：因学", _given("health")),
        (
            {"致贫返贫风险": "因病,因学"},
            "没有对应的措施：因病、因学",
            _given("health", refused=True),
        ),
        ({"致贫返贫风险": "因病"}, "没有对应的措施：因病", _given("health", refused=True)),
    ),
    *_of(
        "monitoring",
        "not_relief_only",
        (WORK, "家里有劳动力，不能只有综合保障", _given("security")),
        (IDLE, None, _given("security")),
        ({}, None, _given("security")),
        (WORK, None, _given("security", "employment")),
        (WORK, None),
    ),
    *_of(
        "monitoring",
        "has_labour",
        (WORK, None),
        (IDLE, "整户没有劳动力，落实兜底后继续监测，不申请消除风险"),
        (IDLE | {"消除方式": "自然消除"}, None),
        (IDLE | {"消除方式": "帮扶消除"}, "整户没有劳动力"),
        ({}, "没法核对：没有填“有劳动力”"),
    ),
    *_of(
        "monitoring",
        "four_securities",
        (SECURE, None),
        *(({**SECURE, name: "否"}, f"还没有保障：{name}") for name in SECURE),
        (
            SECURE | {"饮水安全": "否", "基本医疗有保障": ""},
            "还没有保障：饮水安全、基本医疗有保障",
        ),
    ),
    *_of(
        "monitoring",
        "exit_income",
        ({}, "还没有填家庭收入表", APPROVED),
        ({}, "家庭收入表是2025-01-05的，请按现在", APPROVED | _income(9000, "2025-01-05")),
        ({}, None, APPROVED | _income(8500, "2025-01-06")),
        ({}, "人均纯收入 8,400 元，低于监测范围 8,500 元", APPROVED | _income(8400)),
        ({}, None, _income(8500, "2025-01-06")),
    ),
    *_of(
        "monitoring",
        "measures_done",
        ({}, "还没有一项措施落实完成", _given("health")),
        ({}, None, _given("health", done=True)),
    ),
    *_of(
        "monitoring",
        "long_enough",
        ({}, "还没有审定纳入"),
        ({}, "纳入监测不满6个月，2025-07-05以后才能申请", APPROVED | _day("2025-07-04")),
        ({}, None, APPROVED | _day("2025-07-05")),
        ({}, "2025-02-28以后", _step("approve", "2024-08-31") | _day("2025-02-27")),
        ({}, None, _step("approve", "2024-08-31") | _day("2025-02-28")),
    ),
    *_of(
        "monitoring",
        "natural_way",
        ({"消除方式": "自然消除"}, None),
        ({"消除方式": "帮扶消除"}, "这一步只用于自然消除"),
        ({}, "没法核对：没有填“消除方式”"),
    ),
    *_of(
        "monitoring",
        "watched_long_enough",
        ({}, "还没有消除风险"),
        ({}, "跟踪到2025-07-01才满期", _step("exit-approve", "2024-07-01")),
        ({}, None, _step("exit-approve", "2024-06-30")),
    ),
]

OF_REVIEWS = _of(
    "review",
    "nothing_amiss",
    (dict.fromkeys(QUESTIONS, "是"), None),
    ({}, None),
    *(({name: "否"}, f"有回答“否”的，要整改或转监测核实：{name}") for name in QUESTIONS),
    ({"识别准确": "否", "退出稳妥": "否"}, "：识别准确、退出稳妥"),
)

LEAVES, FALLS = {"管理类别": "有序退出"}, {"管理类别": "兜底保障"}
STAYS = {"管理类别": "继续帮扶"}
STEADY = dict.fromkeys(("收入稳定", *SECURE, "没有新风险", "退出不返贫"), "是")

OF_CLASSES = [
    *_of(
        "support-class",
        "leaves_safely",
        (LEAVES | STEADY, None),
        *(
            (LEAVES | STEADY | {name: "否"}, f"还不能定有序退出：{name}没有答“是”")
            for name in STEADY
            if name != "退出不返贫"
        ),
        (
            LEAVES | STEADY | {"收入稳定": "", "没有新风险": "否"},
            "还不能定有序退出：收入稳定、没有新风险没有答“是”",
        ),
        (LEAVES | STEADY | {"退出不返贫": "否"}, "退出会返贫的，定继续帮扶或兜底保障"),
        (LEAVES | STEADY | {"退出不返贫": ""}, "退出会返贫的，定继续帮扶或兜底保障"),
        (STAYS, None),
        (FALLS, None),
    ),
    *_of(
        "support-class",
        "income_above_line",
        (LEAVES, None),
        (LEAVES, None, _income(8500)),
        (LEAVES, "人均纯收入 8,499 元，低于监测范围 8,500 元，不定有序退出", _income(8499)),
        (STAYS, None, _income(8400)),
        (LEAVES, "没法核对：“防止返贫监测范围", _income(9000, "2026-01-01")),
    ),
    *_of(
        "support-class",
        "falls_back",
        (FALLS | IDLE, None),
        (FALLS | WORK, "家里有劳动力，定继续帮扶，不定兜底保障"),
        (FALLS, "家里有劳动力，定继续帮扶，不定兜底保障"),
        (STAYS | WORK, None),
    ),
    *_of(
        "support-class",
        "looked_again",
        ({}, "还没有定类"),
        ({}, "回看到2026-09-01才满期", _step("classify", "2026-03-01") | _day("2026-08-31")),
        ({}, None, _step("classify", "2026-03-01") | _day("2026-09-01")),
        (
            {"有新变化": "是"},
            "回看有新变化，要重新评估或转监测核实",
            _step("classify", "2026-03-01") | _day("2026-09-01"),
        ),
        ({"有新变化": "否"}, None, _step("classify", "2026-03-01") | _day("2026-09-01")),
    ),
]

NOTICE = {
    "公示环节": "入库公示", "公示起始日期": "2025-05-01", "公示截止日期": "2025-05-10",
    "附件": "照片.jpg", "总投资": "100.00",
}  # fmt: skip
AGAIN = NOTICE | {"公示起始日期": "2025-06-25", "公示截止日期": "2025-07-05"}
ASSET = {"资产名称": "棚", "产权人": "村集体", "管护单位": "合作社"}
AGREED, SILENT = {"项目编码": "P", "征求意见": "同意"}, {"项目编码": "P"}
AGAINST = SILENT | {"征求意见": "不同意"}
ORDER = ("下达日期", "开工日期", "完工日期", "验收日期", "报账日期", "移交日期")


def _money(amount: str) -> dict[str, Any]:
    return {"资金": "其他资金", "安排金额": amount}


def _kinds(guard: str, kind: str) -> list[Tried]:
    notice, again = NOTICE | {"公示环节": kind}, AGAIN | {"公示环节": kind}
    short = notice | {"公示截止日期": "2025-05-09"}
    today = notice | {"公示截止日期": "2025-06-30"}
    return _of(
        "project",
        guard,
        ({}, f"还没有{kind}"),
        ({}, None, _rows(project_notices=[notice])),
        ({}, f"{kind}太短：9 天，不少于 10 天，请重新公示", _rows(project_notices=[short])),
        ({}, f"{kind}到 2025-06-30 才满期", _rows(project_notices=[today])),
        ({}, None, _rows(project_notices=[today]) | _day("2025-07-01")),
        ({}, f"{kind}到 2025-07-05 才满期", _rows(project_notices=[notice, again])),
        ({}, f"{kind}还没有上传附件", _rows(project_notices=[notice | {"附件": ""}])),
    )


OF_PROJECTS = [
    *_of(
        "project",
        "not_in_future",
        ({"开工日期": "2025-07-01"}, "开工日期晚于今天"),
        ({"开工日期": "2025-06-30"}, None),
        ({"公示截止日期": "2025-07-30"}, None),
    ),
    *_of(
        "project",
        "days_in_order",
        ({}, None),
        (
            {"计划开工日期": "2025-03-02", "计划完工日期": "2025-03-01"},
            "计划完工日期（2025-03-01）早于计划开工日期（2025-03-02）",
        ),
        *(
            ({one: "2025-03-02", other: "2025-03-01"}, f"{other}（2025-03-01）早于{one}")
            for one, other in pairwise(ORDER)
        ),
        (dict.fromkeys(ORDER, "2025-03-01"), None),
    ),
    *_of(
        "project",
        "majority",
        (_votes("10", "5"), "没有过半"),
        (_votes("10", "6"), None),
    ),
    *_of(
        "project",
        "money_adds_up",
        (
            {"总投资": "10", "衔接资金": "8", "其他资金": "1"},
            "衔接资金 8 与其他资金 1 之和不等于总投资 10 万元",
        ),
        ({"总投资": "10.000001", "衔接资金": "8", "其他资金": "2"}, "不等于总投资"),
        ({"总投资": "10", "衔接资金": "8", "其他资金": "2.00"}, None),
        ({"总投资": "10", "衔接资金": "10"}, "没法核对：没有填“其他资金”"),
    ),
    *_of(
        "project",
        "villages_asked",
        ({"总投资": "20"}, "跨村的先填实施村并征求意见；只涉及一个村、不到 400 万元的由村里申报"),
        ({"总投资": "399.99"}, "由村里申报", _rows(project_villages=[AGREED])),
        ({"总投资": "400"}, None, _rows(project_villages=[AGREED])),
        ({}, None, _rows(project_villages=[AGREED, AGREED])),
        ({}, "还有 2 个实施村没有填征求意见", _rows(project_villages=[SILENT, SILENT])),
        ({}, "有 1 个实施村不同意", _rows(project_villages=[AGREED, AGAINST])),
    ),
    *_of(
        "project",
        "notice_long_enough",
        (
            {"公示起始日期": "2025-06-01", "公示截止日期": "2025-06-09"},
            "公示太短：9 天，不少于 10 天；2025-06-01 开始的最早到 2025-06-10",
        ),
        ({"公示起始日期": "2025-06-01", "公示截止日期": "2025-05-30"}, "早于起始日期"),
        ({"公示起始日期": "2025-06-01", "公示截止日期": "2025-06-10"}, None),
    ),
    *_kinds("bank_noticed", "入库公示"),
    *_kinds("plan_noticed", "资金安排公示"),
    *_kinds("result_noticed", "完工公示"),
    *_of("project", "plan_noticed", ({}, "还没有资金安排公示", _rows(project_notices=[NOTICE]))),
    *_of(
        "project",
        "in_bank_year",
        (
            {"计划年度": "2025", "库年度": "2024"},
            "项目在2024年度库里，列入2025年度计划前先滚动到2025年度",
        ),
        ({"计划年度": "2025", "库年度": "2025"}, None),
    ),
    *_of(
        "project",
        "later_year",
        (
            {"库年度": "2025"},
            "已在2025年度库里，要滚动到以后的年度",
            _rows(project_bank=[{"库年度": "2025"}]),
        ),
        ({"库年度": "2026"}, None, _rows(project_bank=[{"库年度": "2025"}])),
        ({"库年度": "2025"}, None),
    ),
    *_of(
        "project",
        "no_money_yet",
        ({}, None),
        (
            {},
            "已经安排资金 60.5 万元，不能滚动或出库；请先调减",
            _rows(project_funds=[_money("60.50")]),
        ),
        ({}, None, _rows(project_funds=[_money("60.00"), _money("-60.00")])),
    ),
    *_of(
        "project",
        "funds_arranged",
        ({"总投资": "60"}, "还没有在“项目资金安排”里按资金填写安排金额"),
        (
            {"总投资": "59.99"},
            "安排资金 60 万元，超过总投资 59.99 万元",
            _rows(project_funds=[_money("60.00")]),
        ),
        ({"总投资": "60"}, None, _rows(project_funds=[_money("60.00")])),
    ),
    *_of(
        "project",
        "small_change",
        ({"总投资": "110"}, None, _rows(project_notices=[NOTICE])),
        ({"总投资": "110.01"}, "相差超过 10%", _rows(project_notices=[NOTICE])),
        ({"总投资": "90"}, None, _rows(project_notices=[NOTICE])),
        ({"总投资": "89.99"}, "要退回重新论证和公示", _rows(project_notices=[NOTICE])),
    ),
    *_of(
        "project",
        "labour_paid",
        ({"以工代赈": "是"}, "还没有填“以工代赈”台账的劳务报酬"),
        ({"以工代赈": "否"}, None),
        (
            {"以工代赈": "是"},
            "劳务报酬不够：2024 年占 29.99%，下限 30%",
            _rows(work_relief=[{"年度": "2024", "以工代赈资金": "100", "劳务报酬": "29.99"}]),
        ),
        (
            {"以工代赈": "是"},
            None,
            _rows(work_relief=[{"年度": "2024", "以工代赈资金": "100", "劳务报酬": "30"}]),
        ),
    ),
    *_of(
        "project",
        "settled_within",
        ({"决算金额": "60.01", "总投资": "60"}, "决算金额 60.01 万元超过总投资 60 万元"),
        ({"决算金额": "60", "总投资": "60"}, None),
    ),
    *_of(
        "project",
        "assets_registered",
        ({}, "还没有登记资产；没有形成资产的，在报账决算时填“否”"),
        ({"形成资产": "否"}, None),
        ({"形成资产": "是"}, None, _rows(project_assets=[ASSET])),
        (
            {"形成资产": "是"},
            "资产还没有产权人或管护单位：井、棚",
            _rows(
                project_assets=[
                    ASSET,
                    ASSET | {"产权人": ""},
                    ASSET | {"资产名称": "井", "管护单位": ""},
                ]
            ),
        ),
    ),
]

TABLE = [*OF_MONITORING, *OF_REVIEWS, *OF_CLASSES, *OF_PROJECTS]

DATED = (
    "propose propose-wide approve notice-again noticed notice-plan fund start progress finish "
    "accept notice-result settle hand-over"
)
"""The moves of a project that tell a day."""

ASKED = {
    guard: {f"{process}.{move}" for process, moves in asking.items() for move in moves.split()}
    for guard, asking in {
        "not_in_future": {
            "cancer": "pay",
            "child": "report fine recognise visit",
            "dropout": "in-school persuade return",
            "house": "grade safe build accept",
            "low-income": "helped refuse",
            "monitoring": "dismiss verify authorise appraised approve follow "
            "exit-appraised exit-approve",
            "project": DATED,
            "rehabilitation": "assess refuse serve visit",
            "review": "look",
            "support-class": "assess classify look",
            "water": "none fix",
        },
        "risks_named": {"monitoring": "verify reviewed approve"},
        "comparison_answered": {"monitoring": "compared"},
        "majority": {"monitoring": "appraised exit-appraised", "project": "propose"},
        "income_sheet": {"monitoring": "appraised approve"},
        "notice_elapsed": {"monitoring": "noticed exit-noticed"},
        "class_fits_income": {"monitoring": "approve"},
        "measures_given": {"monitoring": "planned"},
        "measures_fit": {"monitoring": "planned propose-exit"},
        "not_relief_only": {"monitoring": "planned"},
        "has_labour": {"monitoring": "propose-exit"},
        "four_securities": {"monitoring": "propose-exit"},
        "exit_income": {"monitoring": "propose-exit"},
        "measures_done": {"monitoring": "propose-exit"},
        "long_enough": {"monitoring": "propose-exit"},
        "natural_way": {"monitoring": "propose-natural"},
        "watched_long_enough": {"monitoring": "finish"},
        "days_in_order": {"project": DATED},
        "money_adds_up": {"project": "propose propose-wide adjust"},
        "villages_asked": {"project": "propose-wide"},
        "notice_long_enough": {"project": "approve notice-again notice-plan notice-result"},
        "bank_noticed": {"project": "noticed"},
        "in_bank_year": {"project": "plan"},
        "later_year": {"project": "roll"},
        "no_money_yet": {"project": "roll remove"},
        "small_change": {"project": "adjust"},
        "plan_noticed": {"project": "fund"},
        "funds_arranged": {"project": "fund"},
        "labour_paid": {"project": "accept"},
        "result_noticed": {"project": "settle"},
        "settled_within": {"project": "settle"},
        "assets_registered": {"project": "hand-over"},
        "nothing_amiss": {"review": "sound"},
        "leaves_safely": {"support-class": "classify"},
        "income_above_line": {"support-class": "classify"},
        "falls_back": {"support-class": "classify"},
        "looked_again": {"support-class": "settle"},
    }.items()
}
"""The moves that ask each guard."""
