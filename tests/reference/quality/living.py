"""Houses, water, electricity, roads and land of households."""

from .checks import household, lifted, monitored, only_lifted
from .facts import above, empty, outside

ROAD = "与村主干路距离"


UNFILLED = (
    ("3_02_002", lifted, "是否解决安全饮用水"),
    ("3_02_003", lifted, "是否有卫生厕所"),
    ("3_02_004", lifted, "耕地面积（亩）"),
    ("3_02_005", lifted, "林地面积（亩）"),
    ("3_02_006", lifted, "牧草地面积"),
    ("3_02_007", lifted, "入户道路是否硬化"),
    ("3_02_008", lifted, "住房面积"),
    ("3_02_009", lifted, "是否危房户"),
    ("3_02_013", lifted, ROAD),
    ("5_19_002", lifted, "是否解决安全饮用水"),
    ("5_14_015", monitored, "耕地面积（亩）"),
    ("5_14_016", monitored, "林地面积（亩）"),
    ("5_14_017", monitored, "退耕还林面积（亩）"),
    ("5_14_018", monitored, "林果面积（亩）"),
    ("5_14_019", monitored, "牧草地面积"),
    ("5_14_020", monitored, "水面面积"),
    ("5_14_021", monitored, ROAD),
    ("5_15_002", monitored, "是否通生活用电"),
    ("5_19_004", monitored, "入户道路是否硬化"),
    ("5_19_005", monitored, "住房面积"),
    ("5_19_006", monitored, "是否危房户"),
)
for id_, scope, heading in UNFILLED:
    household(id_, scope)(empty(heading))


@household("1_02_001", only_lifted)
def dangerous_and_unwatched(row, w):
    return row["是否危房户"] == "是"


@household("1_02_002", only_lifted)
def thirsty_and_unwatched(row, w):
    return row["是否解决安全饮用水"] == "否"


@household("5_14_001", lifted)
def odd_field(row, w):
    return outside(row, "耕地面积（亩）", w)


@household("5_14_002", lifted)
@household("5_14_009", monitored)
def odd_wood(row, w):
    return outside(row, "林地面积（亩）", w)


@household("5_14_003", lifted)
@household("5_14_010", monitored)
def odd_returned_wood(row, w):
    return outside(row, "退耕还林面积（亩）", w)


@household("5_14_004", lifted)
@household("5_14_011", monitored)
def odd_orchard(row, w):
    return outside(row, "林果面积（亩）", w)


@household("5_14_012", monitored)
def odd_pasture(row, w):
    return outside(row, "牧草地面积", w)


@household("5_14_006", lifted)
@household("5_14_013", monitored)
def odd_pond(row, w):
    return outside(row, "水面面积", w)


@household("5_14_007", lifted)
@household("5_14_014", monitored)
def far_from_road(row, w):
    return above(row[ROAD], w["上限"])
