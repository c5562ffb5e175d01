"""Households of the five exports in which no check finds anything, to plant faults in."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from .making import AS_OF, COUNTY

PREMIUM = "参加城乡居民基本医疗保险个人缴费补贴"

Row = dict[str, str]


@dataclass
class Home:
    """A household: its members by what they are to a reader, their jobs, plans and projects."""

    roles: dict[str, Row]
    jobs: list[Row] = field(default_factory=list)
    plans: list[Row] = field(default_factory=list)
    projects: list[Row] = field(default_factory=list)

    @property
    def members(self) -> list[Row]:
        return list(self.roles.values())

    @property
    def first(self) -> Row:
        return self.members[0]


def number(years: int, days: int = 0, one: int = 12, male: bool = True, card: str = "") -> str:
    """The number of person ``one``, who turns so old so many days after the as-of day."""
    birth = AS_OF.replace(year=AS_OF.year - years) + timedelta(days)
    digits = f"64{one // 10 % 10_000:04d}{birth:%Y%m%d}{one % 100:02d}{1 if male else 2}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    return digits + "10X98765432"[total % 11] + card


def phone(household: int, member: int) -> str:
    return f"1{3 + member % 7}{household * 10 + member:09d}"


def clean_home(household: int, kind: str, chance: Random) -> Home:
    """A household of a kind: lifted, watched (lifted and at risk) or cleared of its risk."""
    ages = _ages(chance, kind)
    roles = {
        role: _member(role, years, household, place, chance)
        for place, (role, years) in enumerate(ages.items())
    }
    home = Home(roles)
    facts = _place(household) | _living() | _KINDS[kind]
    for row in home.members:
        row |= facts
    if "head" in roles and ages["head"] < 60:
        home.jobs.append(_job(roles["head"], chance))
    if "spouse" in roles and chance.random() < 0.3:
        home.plans.append(_plan(roles["spouse"]))
    if chance.random() < 0.3:
        home.projects.append(_project(home.first))
    if not home.jobs:
        _keep(home, kind)
    return home


def standard_home(household: int, kind: str) -> Home:
    """The household of four that faults of every check can be planted in."""
    return clean_home(household, kind, _Median())


class _Median(Random):
    """No chance at all."""

    def random(self) -> float:
        return 0.2

    def randint(self, a: int, b: int) -> int:
        return (a + b) // 2

    def choice(self, seq):
        return seq[0]


def _ages(chance: Random, kind: str) -> dict[str, int]:
    ages = {}
    if chance.random() < 0.5:
        ages["elder"] = chance.randint(60, 85)
    if kind != "cleared" and chance.random() < 0.1:
        return {"head": chance.randint(60, 90)}
    ages["head"] = chance.randint(30, 59)
    if chance.random() < 0.8:
        ages["spouse"] = chance.randint(30, 59)
    for place in range(1 + (chance.random() < 0.1)):
        if chance.random() < 0.8:
            ages[f"child{place or ''}"] = chance.randint(0, 20)
    return ages


def _member(role: str, years: int, household: int, place: int, chance: Random) -> Row:
    relation, male = {
        "head": ("户主", True),
        "spouse": ("配偶", False),
        "elder": ("之母", False),
    }.get(role, ("之子", True))
    days = -chance.randint(1, 300)
    grown = 24 <= years < 60
    return {
        "证件号码": number(years, days, household * 10 + place, male),
        "证件类型": "居民身份证",
        "性别": "1" if male else "2",
        "民族": chance.choice(["汉族", "回族"]),
        "与户主关系": relation,
        "家庭成员联系电话": phone(household, place) if grown else "",
        "健康状况": "健康" if grown or years < 60 else chance.choice(["长期慢性病", "健康"]),
        "文化程度": "" if years <= 20 else chance.choice(["初中", "高中"]) if grown else "小学",
        "在校生状况": school_of(years) if years <= 20 else "",
        "义务教育阶段未上学原因": "",
        "劳动技能": "普通劳动力" if grown else "无劳动力",
        "务工所在地": "",
        "公益性岗位": "",
        "公益性岗位(月数)": "",
        "是否参加城乡居民基本医疗保险": "是",
        "是否参加城镇职工基本医疗保险": "否",
        "是否参加大病保险": "是",
        "是否参加城乡居民基本养老保险": "否" if years < 16 else "是",
        "是否参加城镇职工基本养老保险": "否",
        "是否接受医疗救助": "否",
        "享受低保政策情况": "未享受",
        "享受特困供养政策情况": "不享受",
    }


def school_of(years: int) -> str:
    """Where somebody of that age usually is."""
    if years < 7:
        return "学龄前儿童" if years < 3 else "学前教育"
    stages = ("小学",) * 6 + ("七年级", "八年级", "九年级")
    later = ("普通高中一年级", "普通高中二年级", "普通高中三年级", "本科一年级", "本科二年级")
    return (*stages, *later)[years - 7]


def _place(household: int) -> Row:
    village = household // 40
    return {
        "县": COUNTY,
        "乡": f"第{village // 5}乡",
        "村": f"第{village}村",
        "户编号": f"6422{household:08d}",
    }


def _living() -> Row:
    return {
        "户联系电话": "13995400001",
        "是否危房户": "否",
        "住房面积": "95",
        "是否解决安全饮用水": "是",
        "是否通生活用电": "是",
        "是否有卫生厕所": "是",
        "入户道路是否硬化": "是",
        "与村主干路距离": "0.6",
        "耕地面积（亩）": "12.5",
        "林地面积（亩）": "3",
        "退耕还林面积（亩）": "4",
        "林果面积（亩）": "1",
        "牧草地面积": "2",
        "水面面积": "0",
        "工资性收入": "26000",
        "人均纯收入（元）": "13500",
        "合规自付支出": "2600",
        "整户无劳动能力兜底保障户": "否",
    }


_BLANK = dict.fromkeys(
    (
        "产业帮扶", "就业帮扶", "金融帮扶", "公益岗位帮扶", "住房安全保障", "饮水安全保障",
        "健康帮扶", "义务教育保障", "教育帮扶", "综合保障", "社会帮扶", "搬迁", "生产生活条件改善",
        "基础设施建设", "因自然灾害子项", "消除监测时间", "风险消除方式",
        *(f"致贫/返贫风险{place}" for place in range(2, 6)),
    ),
    "",
)  # fmt: skip
_WATCHED = _BLANK | {
    "监测对象类别": "脱贫不稳定户",
    "户类型": "脱贫户",
    "致贫/返贫风险1": "因病",
    "是否义务教育阶段适龄儿童少年失学辍学": "否",
    "是否有家庭成员未参加城乡居民（职工）基本医疗保险": "否",
    "是否饮水出现安全问题": "否",
    "识别监测时间": "202209",
    "风险是否已消除": "否",
    "实施开发式帮扶措施情况": "已实施",
    "产业帮扶": "种苗、化肥等物资帮扶",
    "健康帮扶": f"{PREMIUM},签约家庭医生",
    "社会帮扶": "社会捐助",
    "信息采集人": "马建国",
    "信息采集人联系电话": "13995400002",
}
_KINDS: dict[str, Row] = {
    "lifted": dict.fromkeys(_WATCHED, "") | {"户类型": "脱贫户"},
    "watched": _WATCHED,
    "cleared": _WATCHED
    | {
        "户类型": "普通农户",
        "监测对象类别": "边缘易致贫户",
        "识别监测时间": "202111",
        "风险是否已消除": "是",
        "消除监测时间": "202210",
        "风险消除方式": "帮扶消除",
        "风险消除后是否住房损毁": "否",
        "风险消除后是否饮水设施损毁": "否",
        "风险消除后是否义务教育阶段适龄儿童少年失学辍学": "否",
        "风险消除后工资性收入": "31000",
        "风险消除后转移性收入": "2400",
        "风险消除后生产经营性收入": "9000",
        "风险消除后家庭人均纯收入": "14000",
    },
}
KINDS = tuple(_KINDS)


def _job(row: Row, chance: Random) -> Row:
    row["务工所在地"] = "福建省厦门市思明区"
    row["劳动技能"] = chance.choice(["普通劳动力", "技能劳动力"])
    return tied(row) | {
        "是否已务工": "是",
        "开始时间": chance.choice(["2023年02月", "2022年11月"]),
        "结束时间": "",
        "务工所在县": "思明区",
        "务工月收入": str(chance.randint(2000, 8000)),
        "务工企业名称": "鹭江电子厂",
        "所属行业": "制造业",
        "就业渠道": "自主就业",
        "是否点对点输送": "否",
        "年度交通费补助": "500",
    }


def _plan(row: Row) -> Row:
    wish = {"是否计划务工": "是", "计划务工所在县": "晋江市", "就业服务需求": "岗位信息"}
    return tied(row) | wish


def tied(row: Row) -> Row:
    """What a row about a member's work repeats of the household."""
    place = {"县": row["县"], "乡": row["乡"], "行政村": row["村"]}
    same = ("户编号", "证件号码", "户类型", "监测对象类别")
    return place | {heading: row[heading] for heading in same}


def _project(row: Row) -> Row:
    """A project for public posts in the household's village."""
    facts = {"项目名称": f"{row['村']}公益性岗位", "项目类型": "就业项目-公益性岗位"}
    place = {heading: row[heading] for heading in ("县", "乡", "村")}
    return place | facts | {"项目年度": "2023", "建设内容": "设保洁员、护林员岗位"}


def _keep(home: Home, kind: str) -> None:
    """Relief for a household in which nobody can work."""
    kept = {"享受低保政策情况": "农村低保", "整户无劳动能力兜底保障户": "是"}
    if kind == "watched":
        kept |= {"综合保障": "低保,养老金"}
    for row in home.members:
        row |= kept


def clean_village(home: Row) -> Row:
    """The village of a household, with more than enough of everything."""
    numbers = (
        "总户数", "总人口数", "低保户数", "低保人口数", "特困供养人口数",
        "村级集体经济收入（万元）",
        "参加城乡居民基本养老保险人数", "行政村卫生室个数", "行政村公共卫生厕所个数",
        "行政村执业（助理）医师（人）", "行政村生产生活垃圾集中堆放点个数（个）",
        "行政村文化（图书）室个数 （个）",
    )  # fmt: skip
    land = ("耕地面积（亩）", "林地面积（亩）", "退耕还林面积（亩）", "林果面积（亩）")
    return (
        {heading: home[heading] for heading in ("县", "乡", "村")}
        | dict.fromkeys(numbers, "320")
        | dict.fromkeys((*land, "牧草地面积（亩）", "水面面积（亩）"), "26,000.5")
        | {"是否出列": "是", "未实现饮水安全户数": "0", "危房户数": "0"}
        | {"是否通客运班车": "是", "到乡镇是否通沥青（水泥）路": "是"}
    )


def rural_household(home: Row) -> Row:
    return {
        "县(市、区、旗)": home["县"],
        "乡(镇)": home["乡"],
        "行政村": home["村"],
        "户编号": home["户编号"],
        "证件号码": home["证件号码"],
        "户类型": home["户类型"],
        "卫生厕所是否能正常使用": "是",
    }
