"""Faults of monitored households: their risks, the help they get, how it ended."""

from ..homes import PREMIUM, number
from ..plants import Plant, both, cleared, fault, lifted, watched

SUPPORT = (
    "产业帮扶", "就业帮扶", "金融帮扶", "公益岗位帮扶", "住房安全保障", "饮水安全保障", "健康帮扶",
    "义务教育保障", "教育帮扶", "综合保障", "社会帮扶", "搬迁", "生产生活条件改善", "基础设施建设",
)  # fmt: skip
NOTHING = dict.fromkeys(SUPPORT, "")
RISK, OTHER_RISK = "致贫/返贫风险1", "致贫/返贫风险5"
DROPOUT = "是否义务教育阶段适龄儿童少年失学辍学"
UNINSURED = "是否有家庭成员未参加城乡居民（职工）基本医疗保险"


def of(kind: str, *cases: dict) -> list[Plant]:
    """Households of a kind, each with these cells in all its rows."""
    return [Plant(kind, {"everybody": cells}) for cells in cases]


fault(
    "1_11_001",
    found=of("watched", {RISK: ""}),
    spared=of("watched", {RISK: "", OTHER_RISK: "因残"}),
)
GROUNDS = (
    "识别监测时间",
    RISK,
    "工资性收入",
    "是否危房户",
    "是否解决安全饮用水",
    DROPOUT,
    UNINSURED,
)
fault(
    "1_11_002",
    found=of("cleared", *({heading: ""} for heading in GROUNDS), {"识别监测时间": "202213"}),
    spared=of("lifted", {"工资性收入": ""}),
)
BY_DISABILITY = {"everybody": {OTHER_RISK: "因残"}}
fault(
    "2_11_001",
    found=[Plant("watched", BY_DISABILITY)],
    spared=[
        Plant("watched", BY_DISABILITY | {"child": {"健康状况": "长期慢性病,残疾"}}),
        Plant("watched", BY_DISABILITY | {"child": {"证件类型": "残疾人证"}}),
        Plant("watched", BY_DISABILITY | {"child": {"证件号码": f"{number(10)}43"}}),
    ],
)
fault(
    "2_11_005",
    found=of("watched", {RISK: "因自然灾害"}),
    spared=of("watched", {OTHER_RISK: "因自然灾害", "因自然灾害子项": "旱灾"}),
)
IDLE = {"劳动技能": "无劳动力"}
UNSTEADY = {OTHER_RISK: "因务工就业不稳"}
for check in ("2_11_006", "5_15_013"):
    fault(
        check,
        found=of("watched", UNSTEADY | IDLE),
        spared=[
            Plant("watched", {"everybody": UNSTEADY | IDLE, "child": {"劳动技能": skill}})
            for skill in ("弱劳动力或半劳动力", "")
        ],
    )
fault(
    "5_15_014",
    found=[Plant("watched", {"everybody": UNSTEADY, "job": None})],
    spared=[
        Plant("watched", {"everybody": UNSTEADY, "job": {"是否已务工": "否"}}),
        Plant("cleared", {"everybody": UNSTEADY, "job": None}),
    ],
)
fault(
    "4_11_006",
    found=of("watched", {"是否饮水出现安全问题": "是"}),
    spared=of("watched", {"是否饮水出现安全问题": "是", OTHER_RISK: "因安全饮水"}),
)
fault(
    "4_11_007",
    found=of("watched", {UNINSURED: "是", RISK: "因残"}),
    spared=of("watched", {UNINSURED: "是", RISK: "因残", OTHER_RISK: "因病"}),
)
OUT = {"在校生状况": "", "义务教育阶段未上学原因": "因病"}
LATE = {"识别监测时间": "202301", DROPOUT: "是"}
fault(
    "4_11_008",
    found=[
        *of("watched", LATE),
        Plant("watched", {"everybody": LATE, "child": OUT | {"证件号码": number(17)}}),
    ],
    spared=[
        *of("watched", LATE | {"识别监测时间": "202212"}),
        Plant("watched", {"everybody": LATE, "child": OUT}),
    ],
)
LACKING = {OTHER_RISK: "缺劳动力"}
fault(
    "4_11_009",
    found=of("watched", LACKING | {"劳动技能": "弱劳动力或半劳动力"}),
    spared=[
        *of("watched", LACKING),
        Plant(
            "watched",
            {"everybody": LACKING | {"劳动技能": "普通劳动力"}, "child": {"劳动技能": ""}},
        ),
        *of("cleared", LACKING | {"劳动技能": "弱劳动力或半劳动力"}),
    ],
)
fault(
    "5_11_029",
    found=[Plant("watched", {"everybody": LACKING, "elder": {"劳动技能": "技能劳动力"}})],
    spared=[
        *of("watched", LACKING),
        Plant("watched", {"everybody": LACKING | {"劳动技能": "普通劳动力"}, "child": None}),
    ],
)
fault(
    "5_18_008",
    found=of("watched", LACKING),
    spared=[Plant("watched", {"everybody": LACKING, "spouse": {"劳动技能": "弱劳动力或半劳动力"}})],
)
fault(
    "5_15_020",
    found=of("watched", *({"合规自付支出": text} for text in ("", "0", "0.00", "无"))),
    spared=of("watched", {"合规自付支出": "", RISK: "因残"}) + of("cleared", {"合规自付支出": ""}),
)


def unhelped(check: str, facts: dict, *measures: str, kind: str = "watched") -> None:
    """The check that finds all of the measures lacking."""
    without = facts | dict.fromkeys(measures, "")
    fault(
        check,
        found=of(kind, without),
        spared=of(kind, *(without | {measure: "其他"} for measure in measures)),
    )


unhelped("5_18_002", {RISK: "因学"}, "义务教育保障", "教育帮扶", "社会帮扶")
unhelped("5_18_003", {RISK: "因残"}, "综合保障", "社会帮扶")
unhelped("5_18_004", {OTHER_RISK: "因安全住房"}, "住房安全保障", "搬迁")
unhelped("5_18_005", {DROPOUT: "是"}, "义务教育保障")
unhelped("5_18_007", {UNINSURED: "是"}, "健康帮扶", "社会帮扶")
unhelped("3_11_003", {OTHER_RISK: "因病"}, "健康帮扶", "社会帮扶", "综合保障", kind="cleared")
unhelped("3_11_004", {RISK: "因学"}, "教育帮扶", "义务教育保障", "社会帮扶", kind="cleared")
unhelped("3_11_005", {RISK: "因残"}, "社会帮扶", "综合保障", kind="cleared")
unhelped("3_11_007", {DROPOUT: "是"}, "义务教育保障", kind="cleared")
unhelped("3_11_008", {"是否解决安全饮用水": "否"}, "饮水安全保障", kind="cleared")
unhelped("3_11_009", {UNINSURED: "是"}, "健康帮扶", "社会帮扶", kind="cleared")
unhelped("1_11_009", {}, *SUPPORT, kind="cleared")

fault(
    "1_11_010",
    found=of("watched", NOTHING | {"识别监测时间": "2023年10月"}),
    spared=of("watched", NOTHING | {"识别监测时间": "202311"}, NOTHING | {"识别监测时间": ""})
    + of("watched", *(NOTHING | {measure: "其他"} for measure in SUPPORT)),
)

for check, heading, answer in (
    ("1_02_008", "风险消除后是否住房损毁", "是"),
    ("1_02_009", "风险消除后是否饮水设施损毁", "是"),
    ("1_11_005", "风险消除后是否义务教育阶段适龄儿童少年失学辍学", "是"),
    ("1_11_006", "是否危房户", "是"),
    ("1_11_007", "是否解决安全饮用水", "否"),
):
    fault(
        check,
        found=of("cleared", {heading: answer}, {heading: answer, "风险消除方式": "自然消除"}),
        spared=of("watched", {heading: answer}) + of("cleared", {heading: ""}),
    )
RESIDENT, EMPLOYEE = "是否参加城乡居民基本医疗保险", "是否参加城镇职工基本医疗保险"
fault(
    "1_11_008",
    found=[cleared(child={RESIDENT: answer, EMPLOYEE: answer}) for answer in "是否"],
    spared=[
        cleared(child={RESIDENT: "", EMPLOYEE: "否"}),
        cleared(child={RESIDENT: "否", EMPLOYEE: "是"}),
        watched(child={RESIDENT: "否", EMPLOYEE: "否"}),
    ],
)
fault(
    "2_12_012",
    found=[cleared(child={RESIDENT: "", EMPLOYEE: ""})],
    spared=[cleared(child={RESIDENT: "", EMPLOYEE: "否"})],
)


def watched_for(first: str, last: str, **cells: str) -> dict:
    return {"识别监测时间": first, "消除监测时间": last, **cells}


fault(
    "2_11_002",
    found=of("cleared", watched_for("202111", "2022年4月"), watched_for("202207", "2022-12")),
    spared=of(
        "cleared",
        watched_for("202111", "202203"),
        watched_for("202206.0", "2022/12"),
        watched_for("", "202212"),
        watched_for("202207", ""),
    ),
)
fault(
    "5_18_009",
    found=of("cleared", watched_for("202111", "202112"), watched_for("202112", "202112")),
    spared=of(
        "cleared",
        watched_for("202111", "202201"),
        watched_for("202111", "202111", 风险消除方式="自然消除"),
    ),
)
fault(
    "4_11_010",
    found=of("cleared", {"风险消除后家庭人均纯收入": "7,299.99"}),
    spared=of(
        "cleared",
        {"风险消除后家庭人均纯收入": "7300"},
        {"风险消除后家庭人均纯收入": ""},
        {"风险消除后家庭人均纯收入": "1", "风险消除方式": "自然消除"},
    ),
)
fault(
    "4_11_011",
    found=of("cleared", IDLE),
    spared=[
        *of("watched", IDLE),
        Plant("cleared", {"everybody": IDLE, "child": {"劳动技能": ""}}),
    ],
)


def gone(check: str, heading: str, *helps: dict) -> None:
    """The check that finds help in a household, but none of the income it should have brought."""
    fault(
        check,
        found=of("cleared", *(one | {heading: text} for one in helps for text in ("", "0", "0.0"))),
        spared=of("cleared", *(one | {heading: "1"} for one in helps))
        + of("watched", helps[0] | {heading: ""}),
    )


gone("4_11_012", "风险消除后工资性收入", {"就业帮扶": "其他"}, {"公益岗位帮扶": "公益性岗位"})
KEPT = ("低保", "养老金,特困供养", "残疾人补贴，其他")
gone("4_11_013", "风险消除后转移性收入", *({"综合保障": text} for text in KEPT))
gone("5_11_013", "风险消除后生产经营性收入", {"产业帮扶": "入股分红"})

TRAINED = {"就业帮扶": "技能培训"}
fault(
    "4_11_014",
    found=[
        Plant("watched", {"everybody": TRAINED, "job": None}),
        Plant("watched", {"everybody": {"公益岗位帮扶": "是"}, "job": {"是否已务工": "否"}}),
        Plant("cleared", {"everybody": TRAINED | {"识别监测时间": "202301"}, "job": None}),
    ],
    spared=[
        Plant("cleared", {"everybody": TRAINED | {"识别监测时间": "202212"}, "job": None}),
        Plant("watched", {"everybody": TRAINED, "job": None, "elder": {"公益性岗位": "护林员"}}),
        *of("watched", TRAINED),
    ],
)
fault(
    "1111_3",
    found=[
        Plant("lifted", {"everybody": TRAINED, "job": {"是否已务工": "否"}}),
        lifted(head={"公益性岗位": "保洁员"}, job=None),
    ],
    spared=of("lifted", TRAINED),
)
fault(
    "5_15_007",
    found=of("lifted", TRAINED | IDLE),
    spared=[
        *of("lifted", IDLE),
        Plant("lifted", {"everybody": TRAINED | IDLE, "child": {"劳动技能": ""}}),
    ],
)
STATE = "实施开发式帮扶措施情况"
DEVELOPMENT = ("产业帮扶", "就业帮扶", "金融帮扶", "公益岗位帮扶")
UNDEVELOPED = dict.fromkeys(DEVELOPMENT, "")
WEAK = {"劳动技能": "弱劳动力或半劳动力"}
fault(
    "5_11_030",
    found=of(
        "watched",
        *(UNDEVELOPED | {heading: "其他", STATE: "尚未实施"} for heading in DEVELOPMENT),
        {STATE: ""},
    ),
    spared=of("watched", UNDEVELOPED | {STATE: ""}, IDLE | {STATE: ""}, {STATE: "是"}),
)
fault(
    "5_12_007_200",
    found=[
        *of("watched", *(UNDEVELOPED | {STATE: text} for text in ("", "尚未实施"))),
        Plant("watched", {"everybody": IDLE | UNDEVELOPED | {STATE: ""}, "elder": WEAK}),
    ],
    spared=of(
        "watched",
        *(UNDEVELOPED | {STATE: "", heading: "其他"} for heading in DEVELOPMENT),
        UNDEVELOPED | IDLE | {STATE: ""},
        UNDEVELOPED,
    ),
)
ONLY_KEPT = NOTHING | {"综合保障": "养老金"}
fault(
    "5_11_032",
    found=of("watched", ONLY_KEPT),
    spared=of(
        "watched",
        *(ONLY_KEPT | {heading: "其他"} for heading in SUPPORT if heading != "综合保障"),
        ONLY_KEPT | {"劳动技能": "弱劳动力或半劳动力"},
    ),
)
IDLE_TALK = {"产业帮扶": "其他", "金融帮扶": "其他", "就业帮扶": "其他,技能培训"}
fault(
    "5_12_011",
    found=of(
        "watched",
        IDLE_TALK,
        IDLE_TALK | {"就业帮扶": "技能培训；其他", STATE: "是"},
        IDLE_TALK | {"就业帮扶": ""},
        {"产业帮扶": "", "就业帮扶": "技能培训"},
    ),
    spared=of(
        "watched",
        IDLE_TALK | {"就业帮扶": "劳务输出,其他"},
        IDLE_TALK | {"公益岗位帮扶": "其他"},
        IDLE_TALK | {STATE: "尚未实施"},
        {"产业帮扶": ""},
    ),
)
FARE = {"就业帮扶": "技能培训,外出务工补贴"}
fault(
    "5_17_012",
    found=[
        Plant("watched", {"everybody": FARE, "job": cells})
        for cells in (None, {"务工所在县": "西吉县"}, {"务工所在县": ""}, {"是否已务工": "否"})
    ],
    spared=[*of("watched", FARE), Plant("cleared", {"everybody": FARE, "job": None})],
)
fault(
    "1111_10",
    found=[
        Plant("watched", {"everybody": FARE, "job": {"年度交通费补助": text}})
        for text in ("", "0.00", "无")
    ],
    spared=[*of("watched", FARE), Plant("watched", {"everybody": FARE, "job": None})],
)
SENT = {"就业帮扶": "劳务输出"}
fault(
    "5_17_013",
    found=[
        Plant("cleared", {"everybody": SENT | {"识别监测时间": "202303"}}),
        Plant("watched", {"everybody": SENT, "job": {"务工所在县": "西吉县"}}),
        Plant("watched", {"everybody": SENT, "job": {"开始时间": ""}}),
    ],
    spared=[
        Plant("watched", {"everybody": SENT | {"识别监测时间": "202302"}}),
        watched(
            jobs=({"开始时间": "2023年06月"},),
            everybody=SENT | {"识别监测时间": "202303"},
        ),
    ],
)
fault(
    "1111_4",
    found=of("cleared", {"搬迁": "搬迁", "识别监测时间": "2021年01月"}),
    spared=of("cleared", {"搬迁": "搬迁", "识别监测时间": "202012"}),
)

GRANT = {"教育帮扶": "助学金,雨露计划"}
STUDENTS = [{"在校生状况": school} for school in ("中职二年级", "高职高专三年级")]
both(
    "5_15_011",
    "5_15_012",
    [{"everybody": GRANT}],
    [{"everybody": GRANT, "child": student} for student in STUDENTS],
)
fault(
    "1111_2",
    found=[
        Plant("watched", {"everybody": {"识别监测时间": "202208"}, "child": student})
        for student in STUDENTS
    ],
    spared=[
        watched(child=STUDENTS[0]),
        Plant("watched", {"everybody": GRANT | {"识别监测时间": "202208"}, "child": STUDENTS[0]}),
    ],
)
UNPAID = {"健康帮扶": "签约家庭医生"}


def found_in(month: str, **cells: str) -> dict:
    return {"识别监测时间": month, **cells}


fault(
    "1111_06",
    found=of("watched", *(found_in(month, **UNPAID) for month in ("202210", "2023年3月"))),
    spared=of(
        "watched",
        *(found_in(month, **UNPAID) for month in ("202209", "202304", "")),
        found_in("202210", 健康帮扶=PREMIUM),
    ),
)
fault(
    "1111_09",
    found=of("watched", found_in("202303", **UNPAID), found_in("202001", 健康帮扶="")),
    spared=of("watched", found_in("202304", **UNPAID), found_in("202303")),
)
fault(
    "1111_13",
    found=of("watched", found_in("2023年4月"), found_in("202312.0", 健康帮扶=f"其他，{PREMIUM}")),
    spared=of("watched", found_in("202303"), found_in("202304", **UNPAID)),
)
