"""Faults of jobs and plans, and of those who have them."""

from ..homes import number
from ..plants import Plant, both, cleared, fault, lifted, watched

NOT_AT_WORK = {"是否已务工": "否", "结束时间": "2023年11月"}


def job(**cells: str) -> dict:
    return {"job": cells}


fault(
    "2_12_004",
    found=[watched(head={"劳动技能": "丧失劳动力"}), watched(spouse={"劳动技能": "无劳动力"})],
    spared=[
        watched(head={"劳动技能": "无劳动力"}, job=NOT_AT_WORK),
        watched(spouse={"劳动技能": "无劳动力"}, plan={"是否计划务工": "否"}),
    ],
)
STUDENT = {"在校生状况": "本科四年级"}
both(
    "4_01_006_123",
    "4_12_002",
    [{"head": STUDENT}, {"spouse": STUDENT}],
    [{"head": STUDENT, "job": NOT_AT_WORK}, {"spouse": STUDENT, "plan": None}],
)
fault("4_01_006_201", found=[lifted(head=STUDENT)], spared=[lifted(spouse=STUDENT)])
fault(
    "3_12_001",
    found=[watched(job={"开始时间": text}) for text in ("", "去年", "2023年13月")],
    spared=[watched(job={"开始时间": text}) for text in ("202302.0", "2023/2", "２０２３年２月")],
)
both("5_01_005_203", "4_12_001_202", [job(务工所在县="")], [job(务工所在县="", **NOT_AT_WORK)])
fault(
    "4_12_001_206",
    found=[cleared(job={"务工所在县": ""}), cleared(plan={"计划务工所在县": " "})],
    spared=[cleared(plan={"计划务工所在县": "", "是否计划务工": "否"}), cleared(job=NOT_AT_WORK)],
)
LOCAL = {"就业渠道": "公益岗位"}
fault(
    "5_01_003",
    found=[lifted(job={"就业渠道": text}) for text in ("公益岗位", "公益性岗位,其他", "帮扶车间")],
    spared=[
        lifted(job=LOCAL | {"务工所在县": "西吉县"}),
        lifted(job=LOCAL | {"务工所在县": ""}),
        lifted(job=LOCAL | NOT_AT_WORK),
    ],
)
fault(
    "5_01_004",
    found=[lifted(head={"享受特困供养政策情况": kind}) for kind in ("城市特困", "农村特困")],
    spared=[
        lifted(head={"享受特困供养政策情况": "农村特困"}, job=NOT_AT_WORK),
        lifted(spouse={"享受特困供养政策情况": "农村特困"}),
    ],
)
fault(
    "5_01_005_204",
    found=[
        lifted(head={"务工所在地": text})
        for text in ("", "宁夏回族自治区银川市", "福建省厦门市", "新疆维吾尔自治区阿克苏地区")
    ],
    spared=[
        lifted(head={"务工所在地": text})
        for text in ("江苏省苏州市昆山市", "宁夏回族自治区固原市隆德县", "内蒙古自治区鄂托克旗")
    ],
)
GAPS = ("务工月收入", "务工企业名称", "所属行业", "就业渠道", "是否点对点输送")
both(
    "5_01_007",
    "5_12_006",
    [{"job": {gap: ""}} for gap in GAPS] + [job(务工月收入="面议"), job(就业渠道=",")],
    [{"job": {gap: "", **NOT_AT_WORK}} for gap in GAPS],
)
FIRST = {"开始时间": "2022年03月", "结束时间": "2022年09月"}
fault(
    "5_12_001",
    found=[watched(jobs=(FIRST, {"开始时间": "202208", "结束时间": ""}))],
    spared=[
        watched(jobs=(FIRST, {"开始时间": "202209"})),
        watched(jobs=(FIRST, FIRST)),
        watched(jobs=({"开始时间": "2022年03月", "结束时间": ""},)),
    ],
)
both(
    "5_15_008",
    "5_15_009",
    [{"plan": {"就业服务需求": ""}}],
    [{"plan": {"就业服务需求": "", "是否计划务工": "否"}}],
)
both(
    "5_16_002",
    "5_16_001",
    [job(务工月收入=text) for text in ("99.99", "30,000.01", "0", "-1")],
    [job(务工月收入=text) for text in ("100", "30,000.00", "")]
    + [job(务工月收入="0", **NOT_AT_WORK)],
)
fault(
    "1111_12",
    found=[kind(job={"务工月收入": "399.5元"}) for kind in (lifted, cleared)],
    spared=[lifted(job={"务工月收入": "４００"}), lifted(job={"务工月收入": "1", **NOT_AT_WORK})],
)


def young(days: int) -> dict:
    """Somebody who turned 16 so many days after the as-of day, at work since its month."""
    return {"job": {"证件号码": number(16, days), "开始时间": "2023年12月"}}


fault(
    "5_16_010",
    found=[Plant(kind, young(14)) for kind in ("lifted", "cleared")],
    spared=[Plant("lifted", young(13)), lifted(job={"证件号码": number(16, 14), "开始时间": ""})],
)
fault(
    "1111_08",
    found=[lifted(job={"开始时间": month}) for month in ("2020年01月", "202012", "2020-06")],
    spared=[
        lifted(job={"开始时间": "201912"}),
        lifted(job={"开始时间": "2021年1月"}),
        lifted(job={"开始时间": "202006", "结束时间": "202101"}),
    ],
)
both(
    "1111_17",
    "1111_16",
    [job(是否已务工="否", 结束时间=text) for text in ("", "2024年01月", "不详")],
    [job(是否已务工="否", 结束时间=text) for text in ("2023年12月", "202312.0")],
)
