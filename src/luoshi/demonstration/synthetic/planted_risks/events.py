"""What strikes a household: accidents, disasters, separations."""

import numpy as np

from luoshi.demonstration.synthetic.columns import Bools, Ints
from luoshi.demonstration.synthetic.county_context import yuan
from luoshi.demonstration.synthetic.planted_risks.county_frames import CountyFrames
from luoshi.demonstration.synthetic.planted_risks.planter import Planter, ProvinceView, SideEffects
from luoshi.demonstration.synthetic.planted_risks.severity_bounds import NEAR


def _grown(view: ProvinceView, colour: str) -> Bools:
    return view.aged(16, 75)


def _accident(frames: CountyFrames, persons: Ints, colour: str) -> SideEffects:
    count, income = len(persons), frames.number("rural_income_last_year")
    low, share = frames.number("accident_loss"), frames.number("loss_orange_share")
    bounds = {"orange": (income * share, income), "yellow": (low, income * share)}
    net = frames.between(*bounds.get(colour, (low, income)), count)
    injury = {"red": ["重伤"], "yellow": ["轻伤", "无伤亡"], NEAR: ["重伤"]}
    day = frames.beyond if colour == NEAR else frames.within
    frames.add(
        "accidents",
        persons,
        发生日期=day("accident_months", count),
        事故类型=frames.choice(["交通事故", "高处坠落", "机械伤害"], count),
        伤亡程度=frames.choice(injury.get(colour, ["无伤亡"]), count),
        损失金额=yuan(net + 800),
        赔付金额=800.0,
        处置状态=frames.choice(["未恢复", "恢复中"], count),
    )
    return None


def _anyone(view: ProvinceView, colour: str) -> Bools:
    return view.anyone()


def _disaster(frames: CountyFrames, homes: Ints, colour: str) -> SideEffects:
    count, income = len(homes), frames.number("rural_income_last_year")
    orange, red = (income * frames.number(f"loss_{name}_share") for name in ("orange", "red"))
    low = frames.number("disaster_loss")
    bounds = {"red": (red, red * 1.5), "orange": (orange, red)}.get(colour, (low, orange))
    net = frames.between(*bounds, count)
    damage = {"red": ["倒塌", "严重损坏", "未受损"], "orange": ["一般损坏", "未受损"]}
    frames.add(
        "disasters",
        homes,
        灾害种类=frames.choice(["洪涝灾害", "气象灾害", "地质灾害"], count),
        发生日期=frames.within("disaster_months", count),
        房屋受损程度=frames.choice(damage.get(colour, ["未受损"]), count),
        农作物受灾面积=frames.between(1, 20, count).round(1),
        牲畜死亡头数=0.0,
        损失金额=yuan(net + 1000),
        救助金额=400.0,
        保险赔付金额=600.0,
        恢复情况="已恢复" if colour == NEAR else frames.choice(["未恢复", "恢复中"], count),
    )
    return None


def _change_who(view: ProvinceView, colour: str) -> Bools:
    with_children = view.children > 0
    return {"red": with_children, "orange": ~with_children}.get(colour, _anyone(view, colour))


def _change(frames: CountyFrames, homes: Ints, colour: str) -> SideEffects:
    count = len(homes)
    kinds = ["离异", "分户"] if colour == "yellow" else ["服刑", "强制隔离戒毒", "失踪"]
    day = frames.beyond if colour == NEAR else frames.within
    frames.add(
        "household_changes",
        homes,
        与户主关系=frames.choice(["之子", "配偶"], count),
        变动类型=frames.choice(kinds, count),
        变动日期=day("change_months", count),
        变动人数=np.ones(count),
    )
    return None


PLANTERS = (
    Planter("accident", "person", _grown, _accident, mixes=True),
    Planter("disaster-damage", "home", _anyone, _disaster, mixes=True),
    Planter("household-change", "home", _change_who, _change, mixes=True),
)
