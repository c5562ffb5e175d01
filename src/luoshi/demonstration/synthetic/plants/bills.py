"""Medical bills: stays in hospital, what a household pays in a year, outpatients."""

import numpy as np

from luoshi.demonstration.synthetic.columns import Bools, Days, Floats, Ints, Texts
from luoshi.demonstration.synthetic.plants.land import Land
from luoshi.demonstration.synthetic.plants.planter import Look, Planter, Sides
from luoshi.demonstration.synthetic.plants.rungs import NEAR, rungs
from luoshi.demonstration.synthetic.scene import yuan

OWN_SHARE = 0.4
"""What planted bills leave to the patient, as a share of the total."""

COLOURS = ("yellow", "orange", "red")


def _bill(land: Land, persons: Ints, own: Floats, days: Days, visit: str) -> None:
    total = yuan(own / OWN_SHARE)
    hospital = "自治区人民医院" if visit == "住院" else f"{land.scene.county.name}人民医院"
    land.add(
        "medical_claims",
        persons,
        结算日期=days,
        就医类型=visit,
        医疗机构=hospital,
        病种名称=land.choice(["脑梗死", "冠心病", "恶性肿瘤", "终末期肾病", "骨折"], len(persons)),
        总费用=total,
        基本医保支付=yuan(total - own),
        大病保险支付=0.0,
        医疗救助支付=0.0,
        个人自付=own,
    )


def _in_two(land: Land, persons: Ints, own: Floats, near: float, far: float, visit: str) -> None:
    first = yuan(own * 0.55)
    for part in (first, yuan(own - first)):
        _bill(land, persons, part, land.days_ago(near, far, len(persons)), visit)


def old_stays(land: Land, persons: Ints, own: Floats) -> None:
    """Two stays within the year, too long ago to be news by themselves."""
    _in_two(land, persons, own, land.scene.months("hospital_stay_months"), 340, "住院")


def _burden_line(land: Land, watched: Bools) -> Floats:
    lifted, ordinary = (land.number(f"medical_{name}_share") for name in ("lifted", "ordinary"))
    line: Floats = np.where(watched, lifted, ordinary) * land.number("rural_income_last_year")
    return line


def burden_colours(land: Land, spent: Floats, watched: Bools) -> Texts:
    """How the rule on a household's medical burden sees what was spent."""
    line = _burden_line(land, watched)
    times = [1.0, land.number("medical_orange_times"), land.number("medical_red_times")]
    over = [spent > line * time for time in reversed(times)]
    return np.select(over, list(reversed(COLOURS)), "")


def _patient(look: Look, colour: str) -> Bools:
    """Grown-ups whose household's spending no other rule weighs against income."""
    standing = look.standing
    homes = ~standing.registered | (standing.watched & (standing.relief > 0))
    return look.aged(20, 90) & look.at_home(homes)


def _burden(land: Land, persons: Ints, colour: str) -> Sides:
    homes = land.homes_of(persons)
    line = _burden_line(land, land.scene.standing.watched[homes])
    orange, red = land.number("medical_orange_times"), land.number("medical_red_times")
    low, high = rungs(1.0, orange, red)[colour]
    land.drop("medical_claims", land.members(homes))
    old_stays(land, persons, land.between(line * low, line * high, len(persons)))
    return None


def _stay(land: Land, persons: Ints, colour: str) -> Sides:
    homes, count = land.homes_of(persons), len(persons)
    watched = land.scene.standing.watched[homes]
    lines = (land.number(f"hospital_stay_{name}") for name in ("lifted", "ordinary"))
    line = np.where(watched, *lines)
    red = np.full(count, land.number("hospital_stay_red"))
    bounds = rungs(line, line * land.number("hospital_stay_orange_times"), red)
    own = land.between(*bounds[colour], count)
    land.drop("medical_claims", land.members(homes))
    _bill(land, persons, own, land.within("hospital_stay_months", count), "住院")
    return {"medical-burden": burden_colours(land, own, watched)}


def _aided(look: Look, colour: str) -> Bools:
    return look.aged(20, 90) & look.at_home(look.standing.relief > 0)


def _outpatient(land: Land, persons: Ints, colour: str) -> Sides:
    line = land.number("outpatient_month")
    bounds = (line * 0.9, line) if colour == NEAR else (line, line * 1.8)
    land.drop("medical_claims", land.members(land.homes_of(persons)))
    _in_two(land, persons, land.between(*bounds, len(persons)), 1, 26, "门诊慢特病")
    return None


PLANTERS = (
    Planter("outpatient-burden", "person", _aided, _outpatient),
    Planter("hospital-stay", "person", _patient, _stay),
    Planter("medical-burden", "person", _patient, _burden),
)
