"""How a cell is read: what cannot be read counts as not filled in."""

import re
from datetime import date
from decimal import Decimal
from functools import cache

FULL = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0x2212: "-"}
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\xad"))
AMOUNT = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?")
MOMENT = re.compile(r"[ T]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
MONTH = re.compile(
    r"((?:19|20)\d\d)(?:(\d\d)(?:\d\d)?|[-/.年](\d{1,2})(?:[-/.月](?:\d{1,2}[日号]?)?)?)"
)

MONTHS = {"识别监测时间", "消除监测时间", "开始时间", "结束时间"}
SYMBOLS = {"户编号", "证件号码", "户联系电话", "家庭成员联系电话", "信息采集人联系电话"}
SEVERAL = {
    "健康状况", "公益性岗位", "就业渠道", "产业帮扶", "就业帮扶", "金融帮扶", "公益岗位帮扶",
    "住房安全保障", "饮水安全保障", "健康帮扶", "义务教育保障", "教育帮扶", "综合保障",
    "社会帮扶", "搬迁", "生产生活条件改善", "基础设施建设",
}  # fmt: skip
MONEY = {
    "工资性收入", "人均纯收入（元）", "合规自付支出", "风险消除后工资性收入",
    "风险消除后转移性收入", "风险消除后生产经营性收入", "风险消除后家庭人均纯收入",
    "务工月收入", "年度交通费补助",
}  # fmt: skip
AREAS = {
    "耕地面积（亩）", "林地面积（亩）", "退耕还林面积（亩）", "林果面积（亩）",
    "牧草地面积", "牧草地面积（亩）", "水面面积", "水面面积（亩）",
}  # fmt: skip
COUNTS = {
    "项目年度", "公益性岗位(月数)", "住房面积", "与村主干路距离", "总户数", "总人口数",
    "低保户数", "低保人口数", "特困供养人口数", "村级集体经济收入（万元）",
    "参加城乡居民基本养老保险人数", "行政村卫生室个数", "行政村公共卫生厕所个数",
    "行政村执业（助理）医师（人）", "行政村生产生活垃圾集中堆放点个数（个）",
    "行政村文化（图书）室个数 （个）", "未实现饮水安全户数", "危房户数",
}  # fmt: skip
UNITS = dict.fromkeys(MONEY, "元") | dict.fromkeys(AREAS, "亩") | dict.fromkeys(COUNTS, "")


def text(cell: str) -> str | None:
    if not cell.isascii():
        cell = cell.translate(INVISIBLE)
    return cell.strip() or None


def narrow(cell: str) -> str:
    return cell if cell.isascii() else cell.translate(INVISIBLE).translate(FULL)


@cache
def num(cell: str, unit: str = "") -> Decimal | None:
    plain = narrow(cell).strip().removesuffix(unit).rstrip() if unit else narrow(cell).strip()
    if not plain or not AMOUNT.fullmatch(plain) or not plain[-1].isdigit():
        return None
    return round(Decimal(plain.replace(",", "")), 6)


@cache
def month(cell: str) -> int | None:
    """Year and month as YYYYMM."""
    plain = re.sub(r"\.0+$", "", MOMENT.sub("", narrow(cell).strip()))
    parts = MONTH.fullmatch(plain)
    number = int(parts[2] or parts[3]) if parts else 0
    return int(parts[1]) * 100 + number if parts and 1 <= number <= 12 else None


def symbols(cell: str) -> str | None:
    """An ID number, a household's number, a phone: Excel leaves .0 behind whole ones."""
    plain = re.sub(r"\s+", "", narrow(cell)).lstrip("'`")
    return re.sub(r"\.0+$", "", plain).upper() or None


@cache
def several(cell: str) -> frozenset[str] | None:
    """What a cell of several values holds; 、 belongs to the names of values."""
    return frozenset(filter(None, map(text, re.split("[,，;；]", cell)))) or None


def read(heading: str, cell: str) -> object:
    if not cell:
        return None
    if heading in UNITS:
        return num(cell, UNITS[heading])
    if heading in MONTHS:
        return month(cell)
    if heading in SYMBOLS:
        return symbols(cell)
    return several(cell) if heading in SEVERAL else text(cell)


def months_between(first: int | None, last: int | None) -> int | None:
    if first is None or last is None:
        return None
    return (last // 100 - first // 100) * 12 + last % 100 - first % 100


@cache
def born(number: str | None) -> date | None:
    """The birthday in an ID number, which a disability card begins with."""
    digits = (number or "")[6:14]
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


@cache
def check_digit_holds(number: str) -> bool:
    """Whether the 18th sign of an ID number is the one the first 17 give (ISO 7064 MOD 11-2)."""
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number[:18]):
        return False
    total = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(number[:17]))
    return number[17] == "10X98765432"[total % 11]
