"""Faults of households: heads, houses, water, land, incomes, relief."""

from ..homes import number
from ..plants import Plant, both, cleared, fault, lifted, watched


def home(**cells: str) -> dict:
    return {"everybody": cells}


both("2_02_001", "2_11_003", [{"spouse": {"性别": "1"}}], [{"spouse": {"性别": ""}}])
both(
    "3_02_011",
    "3_11_002",
    [{"spouse": {"与户主关系": " 户主"}}],
    [{"spouse": {"与户主关系": ""}}],
)
both("3_02_012", "3_11_001", [{"head": None}, {"head": {"与户主关系": "其他"}}], [{"elder": None}])
fault(
    "4_02_001",
    found=[Plant("lifted", home(户联系电话=text)) for text in ("", "1399540000", "139954000012")],
    spared=[Plant("lifted", home(户联系电话=text)) for text in ("12995400001.0", "'13995400001")],
)
fault(
    "5_13_003",
    found=[Plant("watched", home(户联系电话=text)) for text in ("", "12995400001", "1399540000")],
    spared=[Plant("cleared", home(户联系电话="１３995400001"))],
)
fault(
    "1_11_011",
    found=[
        Plant("cleared", home(**{heading: ""})) for heading in ("信息采集人", "信息采集人联系电话")
    ],
    spared=[Plant("watched", home(信息采集人=""))],
)

fault(
    "1_02_001",
    found=[Plant("lifted", home(是否危房户="是"))],
    spared=[Plant("watched", home(是否危房户="是")), Plant("lifted", home(是否危房户=""))],
)
fault(
    "1_02_002",
    found=[Plant("lifted", home(是否解决安全饮用水="否"))],
    spared=[
        Plant("watched", home(是否解决安全饮用水="否")),
        Plant("lifted", home(是否解决安全饮用水="")),
    ],
)
fault(
    "1_02_007",
    found=[
        lifted(child={"是否参加大病保险": "否"}),
        watched(elder={"是否参加大病保险": ""}),
        Plant("lifted", home(是否危房户="是")),
        Plant("watched", home(是否解决安全饮用水="否")),
        lifted(child={"在校生状况": ""}),
    ],
    spared=[
        cleared(child={"是否参加大病保险": "否"}),
        lifted(child={"在校生状况": "", "义务教育阶段未上学原因": "因残"}),
        lifted(child={"在校生状况": "", "证件号码": number(17)}),
    ],
)
for check in ("3_02_002", "5_19_002"):
    fault(check, found=[Plant("lifted", home(是否解决安全饮用水=""))])
fault("3_02_003", found=[Plant("lifted", home(是否有卫生厕所=""))])
fault("5_15_002", found=[Plant("watched", home(是否通生活用电=""))])
both("3_02_007", "5_19_004", [home(入户道路是否硬化="")])
both("3_02_009", "5_19_006", [home(是否危房户="")], [home(是否危房户="是")])
UNREAD = ("", "　", "约3", "1,2")
"""What is no number."""

READ = ("0", "0.0", "３．５", "1,200")


def unfilled(heading: str, *checks: tuple[str, str]) -> None:
    for check, kind in checks:
        fault(
            check,
            found=[Plant(kind, home(**{heading: text})) for text in UNREAD],
            spared=[Plant(kind, home(**{heading: text})) for text in READ],
        )


unfilled("住房面积", ("3_02_008", "lifted"), ("5_19_005", "watched"))
unfilled("与村主干路距离", ("3_02_013", "lifted"), ("5_14_021", "watched"))
unfilled("耕地面积（亩）", ("3_02_004", "lifted"), ("5_14_015", "watched"))
unfilled("林地面积（亩）", ("3_02_005", "lifted"), ("5_14_016", "watched"))
unfilled("退耕还林面积（亩）", ("5_14_017", "watched"))
unfilled("林果面积（亩）", ("5_14_018", "watched"))
unfilled("牧草地面积", ("3_02_006", "lifted"), ("5_14_019", "watched"))
unfilled("水面面积", ("5_14_020", "watched"))


def out_of_bounds(heading: str, most: int, *checks: tuple[str, str]) -> None:
    for check, kind in checks:
        fault(
            check,
            found=[Plant(kind, home(**{heading: text})) for text in ("-0.5", f"{most}.01")],
            spared=[Plant(kind, home(**{heading: text})) for text in ("0", f"{most}.00", "")],
        )


out_of_bounds("耕地面积（亩）", 100, ("5_14_001", "lifted"))
out_of_bounds("林地面积（亩）", 200, ("5_14_002", "lifted"), ("5_14_009", "watched"))
out_of_bounds("退耕还林面积（亩）", 200, ("5_14_003", "lifted"), ("5_14_010", "watched"))
out_of_bounds("林果面积（亩）", 200, ("5_14_004", "lifted"), ("5_14_011", "watched"))
out_of_bounds("牧草地面积", 100, ("5_14_012", "watched"))
out_of_bounds("水面面积", 100, ("5_14_006", "lifted"), ("5_14_013", "watched"))
both(
    "5_14_007",
    "5_14_014",
    [home(与村主干路距离="5.1")],
    [home(与村主干路距离="5.0"), home(与村主干路距离="-1")],
)

INCOME = "人均纯收入（元）"
fault(
    "3_11_010",
    found=[Plant("watched", home(**{INCOME: text})) for text in ("3,999.99", "-20")],
    spared=[Plant("watched", home(**{INCOME: text})) for text in ("4000", "")],
)
fault(
    "1111_18",
    found=[Plant("watched", home(**{INCOME: "20000.5", "识别监测时间": "2023-01"}))],
    spared=[
        Plant("watched", home(**{INCOME: "20,000", "识别监测时间": "202301"})),
        Plant("watched", home(**{INCOME: "90000", "识别监测时间": "202212"})),
    ],
)
fault(
    "5_15_0023",
    found=[Plant("watched", home(工资性收入=text)) for text in ("0.5", "99.99", "２元")],
    spared=[
        Plant("watched", home(工资性收入="0")),
        Plant("watched", home(工资性收入="100")),
        Plant("cleared", home(工资性收入="50")),
    ],
)

LOW, HARD = {"享受低保政策情况": "城市低保"}, {"享受特困供养政策情况": "农村特困"}
CARD = f"{number(44)}4"
fault(
    "4_11_015",
    found=[
        Plant("cleared", {"everybody": {"综合保障": "养老金，低保"}, "elder": HARD}),
        Plant("watched", {"everybody": {"综合保障": "特困供养"}, "elder": LOW}),
    ],
    spared=[
        Plant("watched", {"everybody": {"综合保障": "低保"}, "elder": LOW}),
        Plant("watched", {"everybody": {"综合保障": "特困供养"}, "child": HARD}),
        Plant("watched", home(综合保障="低保、特困供养")),
    ],
)
ALLOWANCE = home(综合保障="残疾人补贴;养老金")
fault(
    "4_11_016",
    found=[Plant("watched", ALLOWANCE)],
    spared=[
        Plant("watched", ALLOWANCE | {"head": {"证件号码": f"{CARD}3"}}),
        Plant("watched", ALLOWANCE | {"head": {"证件类型": "残疾人证"}}),
        Plant("watched", ALLOWANCE | {"head": {"健康状况": "残疾"}}),
    ],
)
for check, facts, measure in (("5_16_003", LOW, "低保"), ("5_16_004", HARD, "特困供养")):
    fault(
        check,
        found=[watched(elder=facts), Plant("watched", {"child": facts, **home(综合保障="养老金")})],
        spared=[
            Plant("watched", {"child": facts, **home(综合保障=f"养老金,{measure}")}),
            cleared(elder=facts),
        ],
    )
for check, facts, measure in (("5_16_005", LOW, "低保"), ("5_16_006", HARD, "特困供养")):
    fault(
        check,
        found=[Plant("watched", home(综合保障=f"养老金,{measure}"))],
        spared=[
            Plant("watched", {"head": facts, **home(综合保障=measure)}),
            Plant("cleared", home(综合保障=measure)),
        ],
    )
fault(
    "5_16_008",
    found=[watched(head={"证件号码": f"{CARD}2"}), watched(child={"证件号码": f"{CARD}1B1"})],
    spared=[
        watched(head={"证件号码": f"{CARD}3"}),
        Plant("watched", {"head": {"证件号码": f"{CARD}2"}, **home(综合保障="残疾人补贴")}),
    ],
)
IDLE = {"everybody": {"劳动技能": "无劳动力"}, "head": {"劳动技能": "丧失劳动力"}}
UNMARKED = {"劳动技能": "丧失劳动力", "整户无劳动能力兜底保障户": ""}
UNSURE = {"everybody": {"劳动技能": "无劳动力"}, "head": {"劳动技能": ""}}
fault(
    "5_11_033",
    found=[
        Plant("watched", IDLE | {"elder": LOW}),
        Plant("watched", {"everybody": UNMARKED, "elder": HARD}),
    ],
    spared=[
        Plant("watched", IDLE),
        Plant("watched", UNSURE | {"elder": LOW}),
        Plant(
            "watched",
            {
                "everybody": {"劳动技能": "无劳动力", "整户无劳动能力兜底保障户": "是"},
                "elder": LOW,
            },
        ),
    ],
)
both("5_19_003", "5_19_007", [IDLE], [IDLE | {"elder": LOW}, UNSURE])
