"""Faults of villages, and of the projects in them."""

from ..plants import Plant, fault


def village(*cases: dict) -> list[Plant]:
    return [Plant("lifted", {"village": cells}) for cells in cases]


POOR = {"是否出列": "否"}
for check, heading in (
    ("1_03_002", "总人口数"),
    ("1_03_003", "村级集体经济收入（万元）"),
    ("3_03_003", "总户数"),
):
    fault(
        check,
        found=village(*({heading: text} for text in ("", "0", "0.0", "不详"))),
        spared=village({heading: "1"}, {heading: "", **POOR}),
    )
for check, *headings in (
    ("1_03_006", "参加城乡居民基本养老保险人数"),
    ("1_03_007", "是否通客运班车"),
    ("1_03_009", "行政村卫生室个数"),
    ("1_03_010", "行政村公共卫生厕所个数"),
    ("1_03_011", "行政村执业（助理）医师（人）"),
    ("1_03_012", "行政村生产生活垃圾集中堆放点个数（个）"),
    ("1_03_013", "行政村文化（图书）室个数 （个）"),
    ("1_03_014", "低保户数", "低保人口数"),
    ("1_03_015", "特困供养人口数"),
):
    fault(
        check,
        found=village(*({heading: ""} for heading in headings)),
        spared=village({headings[0]: "0"}, {headings[0]: "", **POOR}),
    )
ROAD = "到乡镇是否通沥青（水泥）路"
fault(
    "2_03_001",
    found=village(*({ROAD: text} for text in ("否", "0", ""))),
    spared=village({ROAD: "否", **POOR}),
)
fault(
    "3_03_001",
    found=village({"危房户数": "321"}, {"未实现饮水安全户数": "4", "总户数": "3"}),
    spared=village({"危房户数": "320"}, {"危房户数": "9", "总户数": ""}),
)
LAND = {
    "耕地面积（亩）": "12.4",
    "林地面积（亩）": "2.9",
    "退耕还林面积（亩）": "3",
    "林果面积（亩）": "0",
    "牧草地面积（亩）": "1.99",
    "水面面积（亩）": "-1",
}
EXACT = {
    "耕地面积（亩）": "12.5",
    "林地面积（亩）": "3.0",
    "退耕还林面积（亩）": "4",
    "林果面积（亩）": "1",
    "牧草地面积（亩）": "2",
    "水面面积（亩）": "0",
}
fault(
    "3_03_002",
    found=village(*({heading: area} for heading, area in LAND.items())),
    spared=village(EXACT, dict.fromkeys(LAND, ""), LAND | POOR),
)

NO_CONTENT = {"建设内容": ""}
fault(
    "2_10_004",
    found=[
        Plant("lifted", {"project": NO_CONTENT | {"项目年度": year}}) for year in ("2021", "2023.0")
    ],
    spared=[
        Plant("lifted", {"project": NO_CONTENT | {"项目年度": "2020"}}),
        Plant("lifted", {"project": NO_CONTENT | {"项目类型": "产业项目"}}),
    ],
)
