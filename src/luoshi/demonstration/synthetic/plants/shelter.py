"""Houses and water."""

from typing import Any

from luoshi.demonstration.synthetic.columns import Bools, Ints
from luoshi.demonstration.synthetic.plants.land import NOTHING, Land
from luoshi.demonstration.synthetic.plants.planter import Look, Planter, Sides
from luoshi.demonstration.synthetic.plants.rungs import NEAR


def _anyone(look: Look, colour: str) -> Bools:
    return look.anyone()


def _house(land: Land, homes: Ints, colour: str) -> Sides:
    count, rebuilt = len(homes), colour == NEAR
    surveyed = land.days_ago(60, 300, count)
    undone = land.choice(["未改造", "已列入计划", "改造中"], count)
    land.put(
        "houses",
        homes,
        住房状况="自有住房",
        房屋等级="D" if colour == "red" else "C",
        鉴定日期=surveyed,
        鉴定机构=land.scene.county.name + "房屋安全鉴定中心",
        房屋结构=land.choice(["土木", "砖木", "窑洞"], count),
        改造状态="已竣工验收" if rebuilt else undone,
        竣工日期=surveyed + 45 if rebuilt else NOTHING,
    )
    return None


def _no_house_who(look: Look, colour: str) -> Bools:
    homes = {"yellow": look.standing.watched, NEAR: ~look.standing.registered}
    return homes.get(colour, look.anyone())


def _no_house(land: Land, homes: Ints, colour: str) -> Sides:
    land.put(
        "houses",
        homes,
        住房状况="无房" if colour == "red" else land.choice(["租住", "借住"], len(homes)),
        **dict.fromkeys(["房屋等级", "鉴定机构", "房屋结构", "改造状态"], ""),
        **dict.fromkeys(["鉴定日期", "竣工日期"], NOTHING),
        **dict.fromkeys(["住房面积", "建成年份"], float("nan")),
    )
    return None


def _cut(land: Land, homes: Ints, colour: str) -> Sides:
    yellow, orange, red = (
        land.number(f"water_cut_{name}_days") for name in ("yellow", "orange", "red")
    )
    ranges = {
        "red": (red + 1, red + 40),
        "orange": (orange + 1, red - 1),
        "yellow": (yellow, orange - 1),
        NEAR: (1, yellow - 1),
    }
    start = land.days_ago(*ranges[colour], len(homes))
    land.put("water", homes, 断水开始日期=start, 恢复供水日期=NOTHING, 断水原因="水源干涸")
    return None


def _unsafe(land: Land, homes: Ints, colour: str) -> Sides:
    """Bad quality; too little or too far; too often cut. The near miss is just at the lines."""
    number, count = land.number, len(homes)
    litres, minutes = number("water_litres"), number("water_minutes")
    reliability, days = number("water_reliability"), number("water_cut_year_days")
    first: dict[str, dict[str, Any]] = {
        "red": {"水质": "不合格", "水质检测日期": land.days_ago(10, 90, count)},
        "orange": {"人均日水量": land.between(litres * 0.5, litres, count).round(1)},
        "yellow": {"供水保证率": land.between(reliability * 0.8, reliability, count).round(1)},
        NEAR: {"人均日水量": litres, "取水往返分钟": minutes, "近一年断水天数": days},
    }
    second: dict[str, dict[str, Any]] = {
        "orange": {"人均日水量": litres * 2, "取水往返分钟": minutes + 15},
        "yellow": {"供水保证率": reliability + 5, "近一年断水天数": days + 9},
    }
    land.put("water", homes, **first[colour])
    land.put("water", homes[1::2], **second.get(colour, {}))
    return None


PLANTERS = (
    Planter("no-house", "home", _no_house_who, _no_house),
    Planter("dangerous-house", "home", _anyone, _house),
    Planter("water-cut", "home", _anyone, _cut),
    Planter("water-unsafe", "home", _anyone, _unsafe),
)
