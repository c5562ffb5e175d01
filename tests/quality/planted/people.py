"""Faults of single persons: numbers, phones, relations, labour, school, insurance."""

from ..homes import number, phone
from ..plants import NEIGHBOUR, Plant, both, cleared, fault, lifted, watched


def head(**cells: str) -> dict:
    return {"head": cells}


def child(**cells: str) -> dict:
    return {"child": cells}


GOOD = number(44)
WRONG = GOOD[:17] + ("1" if GOOD[17] != "1" else "2")
WITH_X = next(digits for one in range(100) if (digits := number(44, 0, one)).endswith("X"))

both(
    "1_01_001",
    "1_12_001",
    [
        {"head": {"证件号码": GOOD}, "spouse": {"证件号码": f"{GOOD}43"}},
        {"head": {"证件号码": WITH_X.lower()}, "spouse": {"证件号码": f" {WITH_X}"}},
    ],
    [{"head": {"证件号码": ""}, "spouse": {"证件号码": "　"}}],
)
both(
    "1_01_003",
    "1_12_003",
    [head(证件号码=WRONG), head(证件号码=f"{GOOD[:10]}A{GOOD[11:]}")],
    [head(证件号码=WITH_X.lower()), head(证件号码=f"'{GOOD}"), head(证件号码=WRONG[:17])],
)
both(
    "1_01_004",
    "1_12_004",
    [head(证件号码=f"{card}") for card in (f"{GOOD}84", f"{GOOD}45", f"{WRONG}43B1", f"{GOOD}X1")],
    [head(证件号码=f"{GOOD}{card}") for card in ("", "11", "74", "74B1", "841")],
)
fault(
    "1_12_002",
    found=[watched(head={"证件号码": text}) for text in (GOOD[:17], f"{GOOD}443", "", "无")],
    spared=[watched(head={"证件号码": text}) for text in (GOOD, f"{GOOD}44", f"{GOOD}44B1")],
)
fault(
    "4_01_003",
    found=[lifted(head={"证件号码": text}) for text in ("", "999999198001011234")],
    spared=[lifted(head={"证件号码": "99999"})],
)
both(
    "4_01_002",
    "4_12_003",
    [head(健康状况="残疾"), head(健康状况="长期慢性病，残疾", 证件类型="")],
    [head(健康状况="残疾", 证件类型="残疾人证"), head(健康状况="残疾、长期慢性病")],
)
both("2_01_001", "2_12_002", [head(民族=""), head(民族="　")], [])
both("2_01_003", "2_12_001", [head(劳动技能="")], [])
fault("2_01_002", found=[lifted(head={"健康状况": " "})])
fault("3_12_002", found=[watched(child={"与户主关系": ""})])

AWAY = {"务工所在地": "广东省东莞市长安区"}
both(
    "2_01_014",
    "2_12_007",
    [head(家庭成员联系电话="12995400001"), {"spouse": AWAY | {"家庭成员联系电话": ""}}],
    [head(家庭成员联系电话="13995400009.0"), head(家庭成员联系电话="１９９95400009")],
)
fault(
    "2_01_013",
    found=[lifted(head={"家庭成员联系电话": "1399540000"}), lifted(head={"家庭成员联系电话": ""})],
    spared=[
        lifted(head={"家庭成员联系电话": "12995400001"}),
        lifted(spouse={"家庭成员联系电话": "1399540000"}),
    ],
)
SAME_PHONE = {"家庭成员联系电话": "13995400077"}
fault(
    "5_15_021",
    found=[lifted(head=AWAY | SAME_PHONE, spouse=SAME_PHONE | {"务工所在地": "银川市"})],
    spared=[
        lifted(head=AWAY | SAME_PHONE, spouse=SAME_PHONE),
        lifted(head=AWAY | SAME_PHONE, spouse=AWAY | SAME_PHONE),
        lifted(head=AWAY, spouse={"务工所在地": "银川市"}),
    ],
)
fault(
    "5_15_022",
    found=[cleared(child={"家庭成员联系电话": phone(NEIGHBOUR, 1)})],
    spared=[cleared(child=SAME_PHONE, elder=SAME_PHONE)],
)

both(
    "2_01_004",
    "2_12_008",
    [child(性别="2"), child(与户主关系="之儿媳"), child(性别="女", 与户主关系="之外孙子")],
    [child(性别="", 与户主关系="之女"), child(与户主关系="之兄弟姐妹"), child(性别="男")],
)

STRONG = {"劳动技能": "普通劳动力", "健康状况": "健康", "在校生状况": "", "文化程度": "初中"}


def aged(*ages: tuple[int, int], **cells: str) -> list[dict]:
    """A spouse who turns so old so many days after the as-of day."""
    return [{"spouse": STRONG | cells | {"证件号码": number(*age, male=False)}} for age in ages]


ENDS = [(16, 0), (60, 1)]
BEYOND = [(16, 1), (60, 0)]
for twins, skill in (
    (("2_01_005-16", "2_12_009-16"), "丧失劳动力"),
    (("2_01_010-16", "2_12_013-16"), "无劳动力"),
    (("1111_15", "1111_14"), "弱劳动力或半劳动力"),
):
    both(
        *twins,
        aged(*ENDS, 劳动技能=skill),
        aged(*BEYOND, 劳动技能=skill) + aged(*ENDS, 劳动技能=skill, 健康状况="健康,残疾"),
    )
fault(
    "5_12_008",
    found=[
        Plant("watched", cells)
        for skill in ("无劳动力", "丧失劳动力", "弱劳动力或半劳动力")
        for cells in aged(*ENDS, 劳动技能=skill)
    ],
    spared=[
        Plant("watched", cells)
        for cells in aged(*BEYOND, 劳动技能="无劳动力") + aged((30, 0), 在校生状况="本科一年级")
    ],
)
both(
    "5_12_010-16",
    "5_12_009-16",
    aged(*ENDS, 健康状况="残疾;患有大病")
    + aged((40, 0), 健康状况="患有大病", 劳动技能="技能劳动力"),
    aged(*BEYOND, 健康状况="患有大病") + aged((40, 0), 健康状况=","),
)
both(
    "2_01_011",
    "2_12_014",
    aged((16, 1)) + aged((16, 1), 劳动技能="丧失劳动力"),
    aged((16, 0)) + aged((16, 1), 劳动技能="") + aged((16, 1), 劳动技能="无劳动力"),
)
both(
    "2_12_017",
    "2_12_005",
    aged((60, 0)) + aged((61, 0), 劳动技能="技能劳动力"),
    aged((60, 1)) + aged((60, 0), 劳动技能="丧失劳动力"),
)
both(
    "4_01_007",
    "4_01_008",
    [head(证件号码=f"{GOOD}{card}") for card in ("41", "42", "42B1")],
    [head(证件号码=f"{GOOD}{card}") for card in ("43", "31", "4")]
    + [head(证件号码=f"{GOOD}41", 劳动技能="弱劳动力或半劳动力")],
)
fault(
    "1111_07",
    found=[lifted(child={"劳动技能": "普通劳动力"}), cleared(child={"劳动技能": "丧失劳动力"})],
    spared=[lifted(child={"劳动技能": ""})],
)
both(
    "5_20_031",
    "5_20_029",
    [{"spouse": {"劳动技能": "技能劳动力"}}, {"head": {"劳动技能": "技能劳动力"}, "job": None}],
    [head(劳动技能="技能劳动力")],
)
both(
    "5_20_030",
    "5_20_028",
    [{"spouse": {"文化程度": degree}} for degree in ("大专", "本科及以上")],
    [head(文化程度="大专"), {"spouse": {"文化程度": "高中"}}],
)
both(
    "3_01_002",
    "3_12_003",
    [{"spouse": {"文化程度": ""}}, child(在校生状况="")],
    [child(在校生状况="", 义务教育阶段未上学原因="因病")],
)
both("3_01_003", "3_12_004", [child(文化程度="小学")], [])
fault(
    "2_01_012",
    found=[lifted(child={"义务教育阶段未上学原因": reason}) for reason in ("因病", "因残")],
    spared=[
        lifted(child={"义务教育阶段未上学原因": "厌学"}),
        lifted(child={"义务教育阶段未上学原因": "因病", "健康状况": "患有大病"}),
    ],
)


def pupil(school: str, *ages: tuple[int, int], **cells: str) -> list[dict]:
    """A child of a school that turns so old so many days after the as-of day."""
    facts = {"在校生状况": school, **cells}
    return [{"child": facts | {"证件号码": number(*age)}} for age in ages]


both(
    "5_17_001",
    "5_12_013",
    pupil("学龄前儿童", (7, 0)) + pupil("学前教育", (9, 0)),
    pupil("学前教育", (7, 1)) + pupil("学前教育", (7, 0), 健康状况="残疾"),
)
both("5_17_002", "5_12_014", pupil("小学", (6, 1), (15, 0)), pupil("小学", (6, 0), (15, 1)))
both("5_17_003", "5_12_015", pupil("九年级", (12, 1), (18, 0)), pupil("七年级", (12, 0), (18, 1)))
both(
    "5_17_004",
    "5_12_016",
    pupil("普通高中一年级", (15, 1), (21, 0)) + pupil("中职三年级", (21, 0)),
    pupil("中职一年级", (15, 0), (21, 1)) + pupil("高职高专一年级", (15, 1)),
)
both(
    "5_17_005",
    "5_12_017",
    [
        cells
        for school in ("技师学院四年级", "高职高专一年级", "本科五年级", "硕士研究生及以上")
        for cells in pupil(school, (18, 1))
    ]
    + pupil("", (17, 0), 文化程度="大专"),
    pupil("本科一年级", (18, 0)) + pupil("中职一年级", (17, 0)),
)
both(
    "5_17_006",
    "5_12_018",
    pupil("硕士研究生及以上", (20, 1)),
    pupil("硕士研究生及以上", (20, 0)) + pupil("本科一年级", (19, 0)),
)
both(
    "5_17_0012",
    "5_12_019",
    aged((16, 0), 文化程度="小学") + aged((23, 1), 文化程度="文盲或半文盲"),
    aged((16, 1), (23, 0), 文化程度="小学") + aged((16, 0), 文化程度="初中"),
)
OUT = {"在校生状况": ""}
fault(
    "1_02_005",
    found=[Plant("lifted", cells) for cells in pupil("", (6, 0), (17, 1))],
    spared=[Plant("lifted", cells) for cells in pupil("", (6, 1), (17, 0))]
    + [lifted(child=OUT | {"义务教育阶段未上学原因": "因残"}), watched(child=OUT)],
)
SEPTEMBER = -108
"""The days from the as-of day back to the first of September."""

both(
    "5_15_016",
    "5_15_017",
    pupil("", (6, SEPTEMBER), (17, SEPTEMBER + 1)),
    pupil("", (6, SEPTEMBER + 1), (17, SEPTEMBER)),
)

both("2_01_006", "2_12_010", [head(是否参加大病保险="")], [])
both("2_01_007", "5_15_001", [head(是否参加城乡居民基本养老保险="")], [])
fault(
    "5_19_001",
    found=[lifted(head={"是否参加城乡居民基本养老保险": "", "是否参加城镇职工基本养老保险": ""})],
    spared=[lifted(head={"是否参加城乡居民基本养老保险": ""})],
)
RESIDENT, EMPLOYEE = "是否参加城乡居民基本医疗保险", "是否参加城镇职工基本医疗保险"


def insured(resident: str, employee: str, **cells: str) -> dict:
    return {"head": {RESIDENT: resident, EMPLOYEE: employee, **cells}}


fault(
    "2_01_008",
    found=[Plant("lifted", insured(one, one)) for one in ("", "否")],
    spared=[Plant("lifted", insured("否", "")), Plant("lifted", insured("否", "是"))],
)
both("2_01_009", "2_12_015", [insured("是", "是")], [insured("是", "")])
both(
    "2_01_016",
    "2_12_016",
    [insured("否", "是"), head(是否参加大病保险="否")],
    [insured("", "否"), head(是否参加大病保险="")],
)
fault(
    "3_01_007",
    found=[Plant("lifted", insured("否", "否", 是否接受医疗救助="是"))],
    spared=[Plant("lifted", insured("否", "是", 是否接受医疗救助="是"))],
)
fault(
    "1_02_003",
    found=[
        lifted(elder={"健康状况": "患有大病,长期慢性病", "是否参加大病保险": answer})
        for answer in ("否", "")
    ],
    spared=[
        lifted(head={"是否参加大病保险": "否"}),
        watched(elder={"健康状况": "残疾", "是否参加大病保险": "否"}),
    ],
)

POST = {"公益性岗位": "保洁员", "公益性岗位(月数)": "12"}
fault(
    "3_01_005",
    found=[lifted(head={"公益性岗位(月数)": "3.0"})],
    spared=[lifted(head={"公益性岗位(月数)": "0"}), lifted(head=POST)],
)
fault(
    "5_15_003",
    found=[
        cleared(spouse=POST | {"公益性岗位(月数)": months}) for months in ("", "0", "0.00", "不详")
    ],
    spared=[cleared(spouse=POST)],
)
fault(
    "3_01_008",
    found=[Plant("lifted", cells) for cells in aged((16, 1), **POST)],
    spared=[Plant("lifted", cells) for cells in aged((16, 0), **POST)],
)
IN_POST = {"就业渠道": "其他,公益岗位"}
fault(
    "5_12_004",
    found=[Plant("watched", cells) for cells in aged((16, 1), **POST)]
    + [watched(job=IN_POST | {"证件号码": number(15)}, child={"证件号码": number(15)})],
    spared=[Plant("watched", cells) for cells in aged((16, 0), **POST)]
    + [watched(job={"证件号码": number(15)}, child={"证件号码": number(15)})],
)
OLD = {"证件号码": number(70)}
fault(
    "5_12_005",
    found=[Plant("watched", cells) for cells in aged((70, 0), **POST)]
    + [watched(head=OLD, job=OLD | {"就业渠道": "公益性岗位"})],
    spared=[Plant("watched", cells) for cells in aged((70, 1), **POST)]
    + [watched(head=OLD, job=OLD)],
)
fault(
    "3_01_010",
    found=[lifted(head=POST | {"公益性岗位": "保洁员,护林员，护路员"})],
    spared=[lifted(head=POST | {"公益性岗位": "保洁员,护林员,保洁员"})],
)
fault(
    "5_15_006",
    found=[cleared(elder=POST), cleared(spouse=POST | {"劳动技能": "丧失劳动力"})],
    spared=[cleared(spouse=POST)],
)
HARDSHIP = {"享受特困供养政策情况": "农村特困"}
fault(
    "5_15_019",
    found=[Plant("watched", cells) for cells in aged((18, 0), (60, 1), **HARDSHIP)],
    spared=[Plant("watched", cells) for cells in aged((18, 1), (60, 0), **HARDSHIP)],
)
