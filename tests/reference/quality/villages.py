"""Villages that are no longer poor."""

from .checks import no_longer_poor, village
from .facts import above, below, empty, nought
from .rows import PARTS

UNFILLED = {
    "1_03_006": ["参加城乡居民基本养老保险人数"],
    "1_03_007": ["是否通客运班车"],
    "1_03_009": ["行政村卫生室个数"],
    "1_03_010": ["行政村公共卫生厕所个数"],
    "1_03_011": ["行政村执业（助理）医师（人）"],
    "1_03_012": ["行政村生产生活垃圾集中堆放点个数（个）"],
    "1_03_013": ["行政村文化（图书）室个数 （个）"],
    "1_03_014": ["低保户数", "低保人口数"],
    "1_03_015": ["特困供养人口数"],
}
for id_, headings in UNFILLED.items():
    village(id_, no_longer_poor)(empty(*headings))


@village("1_03_002", no_longer_poor)
def no_people(row, w):
    return nought(row, "总人口数")


@village("1_03_003", no_longer_poor)
def no_common_income(row, w):
    return nought(row, "村级集体经济收入（万元）")


@village("3_03_003", no_longer_poor)
def no_homes(row, w):
    return nought(row, "总户数")


@village("2_03_001", no_longer_poor)
def no_hard_road(row, w):
    return row["到乡镇是否通沥青（水泥）路"] in ("否", "0", None)


@village("3_03_001", no_longer_poor)
def more_in_need_than_homes(row, w):
    homes = row["总户数"]
    need = row["未实现饮水安全户数"], row["危房户数"]
    return homes is not None and any(above(count, homes) for count in need)


@village("3_03_002", no_longer_poor)
def less_land_than_its_homes(row, w):
    return any(below(row[whole], w.land[row.place][whole]) for whole in PARTS)
