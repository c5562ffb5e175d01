"""Other ways to write the same in a cell, and other things offices write there."""

import re
from random import Random

from .homes import Row, number

FULL = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}

MONTHS = ("识别监测时间", "消除监测时间", "开始时间", "结束时间")
PHONES = ("户联系电话", "家庭成员联系电话", "信息采集人联系电话")
SEVERAL = {
    "健康状况": ("健康", "长期慢性病", "患有大病", "残疾"),
    "公益性岗位": ("保洁员", "护林员", "护路员", "其他"),
    "就业渠道": ("自主就业", "公益性岗位", "公益岗位", "帮扶车间", "其他"),
    "产业帮扶": ("种苗、化肥等物资帮扶", "产业奖补", "入股分红", "其他"),
    "就业帮扶": ("劳务输出", "外出务工补贴", "技能培训", "其他"),
    "金融帮扶": ("小额信贷", "其他"),
    "公益岗位帮扶": ("护林员", "其他"),
    "健康帮扶": ("参加城乡居民基本医疗保险个人缴费补贴", "医疗救助", "签约家庭医生", "其他"),
    "义务教育保障": ("劝返", "送教上门", "营养餐", "其他"),
    "教育帮扶": ("雨露计划", "助学贷款", "其他"),
    "综合保障": ("低保", "特困供养", "养老金", "残疾人补贴", "其他"),
    "社会帮扶": ("社会捐助", "其他"),
    "住房安全保障": ("危房改造",),
    "饮水安全保障": ("集中供水",),
    "搬迁": ("搬迁",),
    "生产生活条件改善": ("其他",),
    "基础设施建设": ("其他",),
}
CODES = {
    "证件类型": ("居民身份证", "残疾人证"),
    "性别": ("1", "2", "男", "女"),
    "民族": ("汉族", "回族"),
    "与户主关系": ("户主", "配偶", "之子", "之女", "之母", "之外孙子", "之兄弟姐妹", "其他"),
    "户类型": ("脱贫户", "普通农户"),
    "监测对象类别": ("脱贫不稳定户", "边缘易致贫户", "突发严重困难户"),
    "文化程度": ("文盲或半文盲", "小学", "初中", "高中", "大专", "本科及以上"),
    "在校生状况": (
        "学龄前儿童", "学前教育", "小学", "七年级", "九年级", "普通高中一年级", "中职三年级",
        "技师学院一年级", "高职高专二年级", "本科四年级", "硕士研究生及以上",
    ),
    "义务教育阶段未上学原因": ("因病", "因残", "厌学"),
    "劳动技能": ("普通劳动力", "技能劳动力", "弱劳动力或半劳动力", "丧失劳动力", "无劳动力"),
    "务工所在地": ("福建省厦门市", "福建省厦门市思明区", "宁夏回族自治区", "江苏省苏州市昆山市"),
    "享受低保政策情况": ("城市低保", "农村低保", "未享受"),
    "享受特困供养政策情况": ("城市特困", "农村特困", "不享受"),
    "因自然灾害子项": ("旱灾", "洪涝灾害"),
    "风险消除方式": ("帮扶消除", "自然消除"),
    "实施开发式帮扶措施情况": ("尚未实施", "已实施", "是"),
    "务工所在县": ("西吉县", "思明区", "昆山市"),
    "务工企业名称": ("鹭江电子厂",),
    "所属行业": ("制造业", "建筑业"),
    "计划务工所在县": ("西吉县", "思明区"),
    "就业服务需求": ("岗位信息", "技能培训"),
    "信息采集人": ("马建国",),
    "到乡镇是否通沥青（水泥）路": ("是", "否", "0"),
} | dict.fromkeys(
    [f"致贫/返贫风险{place}" for place in range(1, 6)],
    (
        "因病", "因学", "因残", "因自然灾害", "因务工就业不稳", "缺劳动力", "因安全住房",
        "因安全饮水", "其他",
    ),
)  # fmt: skip
TIED = ("县", "乡", "村", "行政村", "户编号")
"""What leads from one table to another: changed by moving whole rows, not cell by cell."""

TEXTS = ("", " ", "　", "\u200b", "不详", "0", "甲乙丙")
AMOUNTS = ("0", "0.00", "1", "-1", "2", "5", "5.01", "99", "100", "100.5", "200", "201", "399")
AMOUNTS += ("400", "3999.99", "4000", "7299", "7300", "20000", "20000.01", "30000", "30000.01")
MONTH_TEXTS = ("202001", "202012", "202101", "202203", "202204", "202208", "202209", "202210")
MONTH_TEXTS += ("202301", "202303", "202304", "202311", "202312", "202401", "202313", "2023")
AGES = (1, 6, 7, 12, 15, 16, 17, 18, 20, 22, 23, 60, 70, 85)
CARDS = ("", "", "", "11", "41", "42", "43", "74B1", "42B2", "84", "45", "1")


def other(heading: str, cell: str, chance: Random) -> str:
    """Something else that may stand under the heading, often just beside a threshold."""
    if chance.random() < 0.3:
        return chance.choice(TEXTS)
    if heading in SEVERAL:
        values = SEVERAL[heading]
        return ",".join(chance.choice(values) for _ in range(chance.randint(1, 3)))
    if heading in CODES:
        return chance.choice(CODES[heading])
    if heading in MONTHS:
        return chance.choice(MONTH_TEXTS)
    if heading in PHONES:
        return chance.choice(["13995400001", "13995400003", "12995400001", "1399540000"])
    if heading == "证件号码":
        return _number(cell, chance)
    yes_or_no = "是否" in heading or heading == "整户无劳动能力兜底保障户"
    return chance.choice("是否" if yes_or_no else AMOUNTS)


def _number(cell: str, chance: Random) -> str:
    if chance.random() < 0.2:
        return cell[: chance.randint(10, 18)] + chance.choice("0123456789X")
    days = chance.choice([-400, -1, 0, 1, 14])
    male = chance.random() < 0.5
    return number(chance.choice(AGES), days, chance.randint(0, 30), male, chance.choice(CARDS))


def again(heading: str, cell: str, chance: Random) -> str:
    """The same written otherwise."""
    ways = [f" {cell}", f"{cell}　", f"{cell}\u200b", f"\xa0{cell} "]
    if heading in SEVERAL and cell:
        parts = re.split("[,，;；]", cell)
        chance.shuffle(parts)
        ways += [sign.join(parts) for sign in "，;；"] + [f"{cell},", f",{cell},{parts[0]}"]
    elif heading in MONTHS and re.fullmatch(r"\d{6}", cell):
        year, month = cell[:4], cell[4:]
        ways += [f"{cell}.0", f"{year}年{month}月", f"{year}-{month}", f"{year}/{int(month)}"]
    elif heading in (*PHONES, "证件号码", "户编号"):
        ways += [f"'{cell}", f"{cell[:3]} {cell[3:]}", cell.lower(), cell.translate(FULL)]
        ways += [f"{cell}.0"] if cell.isdigit() else []
    elif heading not in CODES and re.fullmatch(r"-?\d+(\.\d+)?", cell):
        ways += [cell.translate(FULL), cell if "." in cell else f"{cell}.0"]
    return chance.choice(ways)


def smudge(row: Row, chance: Random, cells: int) -> None:
    """Write some of the row's cells otherwise."""
    headings = [heading for heading, cell in row.items() if cell]
    for _ in range(cells if headings else 0):
        heading = chance.choice(headings)
        row[heading] = again(heading, row[heading], chance)


def spoil(row: Row, chance: Random, cells: int) -> None:
    """Write something else in some cells."""
    headings = [heading for heading in row if heading not in TIED]
    for _ in range(cells):
        heading = chance.choice(headings)
        row[heading] = other(heading, row[heading], chance)
