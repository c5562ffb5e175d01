"""Houses and water."""

from typing import Any

from luoshi.demonstration.synthetic.columns import Bools, Ints
from luoshi.demonstration.synthetic.planted_risks.county_frames import NOTHING, CountyFrames
from luoshi.demonstration.synthetic.planted_risks.planter import Planter, ProvinceView, SideEffects
from luoshi.demonstration.synthetic.planted_risks.severity_bounds import NEAR


def _anyone(view: ProvinceView, colour: str) -> Bools:
    return view.anyone()


def _house(frames: CountyFrames, homes: Ints, colour: str) -> SideEffects:
    count, rebuilt = len(homes), colour == NEAR
    appraised = frames.days_ago(60, 300, count)
    undone = frames.choice(["未改造", "已列入计划", "改造中"], count)
    frames.put(
        "houses",
        homes,
        住房状况="自有住房",
        房屋等级="D" if colour == "red" else "C",
        鉴定日期=appraised,
        鉴定机构=frames.context.county.name + "房屋安全鉴定中心",
        房屋结构=frames.choice(["土木", "砖木", "窑洞"], count),
        改造状态="已竣工验收" if rebuilt else undone,
        竣工日期=appraised + 45 if rebuilt else NOTHING,
    )
    return None


def _no_house_who(view: ProvinceView, colour: str) -> Bools:
    homes = {"yellow": view.status.watched, NEAR: ~view.status.registered}
    return homes.get(colour, view.anyone())


def _no_house(frames: CountyFrames, homes: Ints, colour: str) -> SideEffects:
    frames.put(
        "houses",
        homes,
        住房状况="无房" if colour == "red" else frames.choice(["租住", "借住"], len(homes)),
        **dict.fromkeys(["房屋等级", "鉴定机构", "房屋结构", "改造状态"], ""),
        **dict.fromkeys(["鉴定日期", "竣工日期"], NOTHING),
        **dict.fromkeys(["住房面积", "建成年份"], float("nan")),
    )
    return None


def _cut(frames: CountyFrames, homes: Ints, colour: str) -> SideEffects:
    yellow, orange, red = (
        frames.number(f"water_cut_{name}_days") for name in ("yellow", "orange", "red")
    )
    ranges = {
        "red": (red + 1, red + 40),
        "orange": (orange + 1, red - 1),
        "yellow": (yellow, orange - 1),
        NEAR: (1, yellow - 1),
    }
    start = frames.days_ago(*ranges[colour], len(homes))
    frames.put("water", homes, 断水开始日期=start, 恢复供水日期=NOTHING, 断水原因="水源干涸")
    return None


def _unsafe(frames: CountyFrames, homes: Ints, colour: str) -> SideEffects:
    """Bad quality; too little or too far; too often cut. The near miss is just at the lines."""
    number, count = frames.number, len(homes)
    litres, minutes = number("water_litres"), number("water_minutes")
    reliability, days = number("water_reliability"), number("water_cut_year_days")
    first: dict[str, dict[str, Any]] = {
        "red": {"水质": "不合格", "水质检测日期": frames.days_ago(10, 90, count)},
        "orange": {"人均日水量": frames.between(litres * 0.5, litres, count).round(1)},
        "yellow": {"供水保证率": frames.between(reliability * 0.8, reliability, count).round(1)},
        NEAR: {"人均日水量": litres, "取水往返分钟": minutes, "近一年断水天数": days},
    }
    second: dict[str, dict[str, Any]] = {
        "orange": {"人均日水量": litres * 2, "取水往返分钟": minutes + 15},
        "yellow": {"供水保证率": reliability + 5, "近一年断水天数": days + 9},
    }
    frames.put("water", homes, **first[colour])
    frames.put("water", homes[1::2], **second.get(colour, {}))
    return None


PLANTERS = (
    Planter("no-house", "home", _no_house_who, _no_house),
    Planter("dangerous-house", "home", _anyone, _house),
    Planter("water-cut", "home", _anyone, _cut),
    Planter("water-unsafe", "home", _anyone, _unsafe),
)
