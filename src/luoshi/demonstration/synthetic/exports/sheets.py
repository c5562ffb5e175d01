"""The five exports of a county, before anything doubtful is planted."""

from collections import Counter

from luoshi.demonstration.synthetic.county_context import CountyContext
from luoshi.demonstration.synthetic.exports.homes import Homes
from luoshi.demonstration.synthetic.exports.persons import Persons
from luoshi.demonstration.synthetic.exports.row import (
    HOUSES,
    MONITORED,
    PLANS,
    VILLAGES,
    WORKING,
    Row,
    by_household,
)

PAY_AWAY, PAY_POST = "4200", "800"
"""Yuan a month."""

SINCE = "2025年02月"


def sheets(context: CountyContext) -> dict[str, list[Row]]:
    """The rows of each export, by its table's id; only registered households are in them."""
    persons, away = Persons(context), context.words.away
    homes = Homes(context, persons)
    monitored: list[Row] = []
    working: list[Row] = []
    for home in context.status.registered.nonzero()[0].tolist():
        of_home, members = homes.row(home), persons.members(home)
        rows = [{**of_home, **persons.row(at)} for at in members]
        monitored += rows
        for row, at in zip(rows, members, strict=True):
            if persons.is_away(at):
                job = ("外出务工", "建筑业", away.employer)
                working.append(_job(row, away.county, PAY_AWAY, *job))
            elif persons.has_post(at):
                job = ("公益性岗位", "公共管理、社会保障和社会组织", f"{row['村']}村委会")
                working.append(_job(row, row["县"], PAY_POST, *job))
    heads = [rows[0] for rows in by_household(monitored).values()]
    return {
        MONITORED: monitored,
        HOUSES: [_house(row) for row in heads],
        WORKING: working,
        PLANS: [_plan(row) for row in working if row["务工所在县"] == away.county][::4],
        VILLAGES: _villages(context, monitored),
    }


def _job(row: Row, county: str, pay: str, channel: str, industry: str, firm: str) -> Row:
    return _place(row) | {
        "证件号码": row["证件号码"],
        "户类型": row["户类型"],
        "监测对象类别": row["监测对象类别"],
        "是否已务工": "是",
        "开始时间": SINCE,
        "务工所在县": county,
        "务工月收入": pay,
        "务工企业名称": firm,
        "所属行业": industry,
        "就业渠道": channel,
        "是否点对点输送": "否",
        "年度交通费补助": "300",
    }


def _place(row: Row) -> Row:
    return {"县": row["县"], "乡": row["乡"], "行政村": row["村"], "户编号": row["户编号"]}


def _house(row: Row) -> Row:
    return {
        "县(市、区、旗)": row["县"],
        "乡(镇)": row["乡"],
        "行政村": row["村"],
        "户编号": row["户编号"],
        "证件号码": row["证件号码"],
        "户类型": row["户类型"],
        "卫生厕所是否能正常使用": "是",
    }


def _plan(row: Row) -> Row:
    kept = ("县", "乡", "行政村", "户编号", "证件号码", "户类型", "监测对象类别")
    asked = {"是否计划务工": "是", "计划务工所在县": row["务工所在县"], "就业服务需求": "岗位信息"}
    return {name: row[name] for name in kept} | asked


def _villages(context: CountyContext, monitored: list[Row]) -> list[Row]:
    """Every village of the county; its land is at least that of its households together."""
    people, villages = Counter[tuple[str, str]](), []
    for row in monitored:
        people[row["乡"], row["村"]] += 1
    places = context.people.places
    mine = [v for v in places.villages if v.code.startswith(context.county_code)]
    names = dict(zip(places.codes.tolist(), places.townships, strict=True))
    for village in mine:
        township = str(names[village.code])
        size = 300 + 3 * people[township, village.label]
        villages.append(_village(context, township, village.label, size))
    return villages


def _village(context: CountyContext, township: str, village: str, size: int) -> Row:
    whole = {"耕地面积（亩）", "林地面积（亩）", "退耕还林面积（亩）", "林果面积（亩）"}
    land = dict.fromkeys(sorted(whole | {"牧草地面积（亩）", "水面面积（亩）"}), str(size * 20))
    return {
        "县": context.county.name,
        "乡": township,
        "村": village,
        "是否出列": "是",
        "总户数": str(size // 3),
        "总人口数": str(size),
        "低保户数": str(size // 30),
        "低保人口数": str(size // 12),
        "特困供养人口数": str(size // 90),
        "残疾人口数": str(size // 20),
        "村级集体经济收入（万元）": f"{8 + size % 17}",
        "农民人均纯收入（元）": "14200",
        "村小学（个数）": "1",
        "参加城乡居民基本养老保险人数": str(size // 2),
        "行政村卫生室个数": "1",
        "行政村公共卫生厕所个数": "2",
        "行政村执业（助理）医师（人）": "1",
        "行政村生产生活垃圾集中堆放点个数（个）": "4",
        "行政村文化（图书）室个数 （个）": "1",
        "未实现饮水安全户数": "0",
        "危房户数": "0",
        "是否通客运班车": "是",
        "到乡镇是否通沥青（水泥）路": "是",
        **land,
    }
