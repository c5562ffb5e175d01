"""Medical bills: stays in hospital, what a household pays in a year, outpatients."""

import numpy as np

from luoshi.demonstration.synthetic.columns import Bools, Days, Floats, Ints, Texts
from luoshi.demonstration.synthetic.county_context import yuan
from luoshi.demonstration.synthetic.planted_risks.county_frames import CountyFrames
from luoshi.demonstration.synthetic.planted_risks.planter import Planter, ProvinceView, SideEffects
from luoshi.demonstration.synthetic.planted_risks.severity_bounds import NEAR, severity_bounds

OWN_SHARE = 0.4
"""What planted bills leave to the patient, as a share of the total."""

COLOURS = ("yellow", "orange", "red")


def _bill(frames: CountyFrames, persons: Ints, own: Floats, days: Days, visit: str) -> None:
    total = yuan(own / OWN_SHARE)
    context = frames.context
    near = f"{context.county.name}人民医院"
    hospital = context.words.chief_hospital if visit == "住院" else near
    frames.add(
        "medical_claims",
        persons,
        结算日期=days,
        就医类型=visit,
        医疗机构=hospital,
        病种名称=frames.choice(
            ["脑梗死", "冠心病", "恶性肿瘤", "终末期肾病", "骨折"], len(persons)
        ),
        总费用=total,
        基本医保支付=yuan(total - own),
        大病保险支付=0.0,
        医疗救助支付=0.0,
        个人自付=own,
    )


def _in_two(
    frames: CountyFrames, persons: Ints, own: Floats, near: float, far: float, visit: str
) -> None:
    first = yuan(own * 0.55)
    for part in (first, yuan(own - first)):
        _bill(frames, persons, part, frames.days_ago(near, far, len(persons)), visit)


def old_stays(frames: CountyFrames, persons: Ints, own: Floats) -> None:
    """Two stays within the year, too long ago to be news by themselves."""
    _in_two(frames, persons, own, frames.context.months("hospital_stay_months"), 340, "住院")


def _burden_line(frames: CountyFrames, watched: Bools) -> Floats:
    lifted, ordinary = (frames.number(f"medical_{name}_share") for name in ("lifted", "ordinary"))
    line: Floats = np.where(watched, lifted, ordinary) * frames.number("rural_income_last_year")
    return line


def burden_colours(frames: CountyFrames, spent: Floats, watched: Bools) -> Texts:
    """How the rule on a household's medical burden sees what was spent."""
    line = _burden_line(frames, watched)
    times = [1.0, frames.number("medical_orange_times"), frames.number("medical_red_times")]
    over = [spent > line * time for time in reversed(times)]
    return np.select(over, list(reversed(COLOURS)), "")


def _patient(view: ProvinceView, colour: str) -> Bools:
    """Grown-ups whose household's spending no other rule weighs against income."""
    status = view.status
    homes = ~status.registered | (status.watched & (status.relief > 0))
    return view.aged(20, 90) & view.at_home(homes)


def _burden(frames: CountyFrames, persons: Ints, colour: str) -> SideEffects:
    homes = frames.homes_of(persons)
    line = _burden_line(frames, frames.context.status.watched[homes])
    orange, red = frames.number("medical_orange_times"), frames.number("medical_red_times")
    low, high = severity_bounds(1.0, orange, red)[colour]
    frames.drop("medical_claims", frames.members(homes))
    old_stays(frames, persons, frames.between(line * low, line * high, len(persons)))
    return None


def _stay(frames: CountyFrames, persons: Ints, colour: str) -> SideEffects:
    homes, count = frames.homes_of(persons), len(persons)
    watched = frames.context.status.watched[homes]
    lines = (frames.number(f"hospital_stay_{name}") for name in ("lifted", "ordinary"))
    line = np.where(watched, *lines)
    red = np.full(count, frames.number("hospital_stay_red"))
    bounds = severity_bounds(line, line * frames.number("hospital_stay_orange_times"), red)
    own = frames.between(*bounds[colour], count)
    frames.drop("medical_claims", frames.members(homes))
    _bill(frames, persons, own, frames.within("hospital_stay_months", count), "住院")
    return {"medical-burden": burden_colours(frames, own, watched)}


def _aided(view: ProvinceView, colour: str) -> Bools:
    return view.aged(20, 90) & view.at_home(view.status.relief > 0)


def _outpatient(frames: CountyFrames, persons: Ints, colour: str) -> SideEffects:
    line = frames.number("outpatient_month")
    bounds = (line * 0.9, line) if colour == NEAR else (line, line * 1.8)
    frames.drop("medical_claims", frames.members(frames.homes_of(persons)))
    _in_two(frames, persons, frames.between(*bounds, len(persons)), 1, 26, "门诊慢特病")
    return None


PLANTERS = (
    Planter("outpatient-burden", "person", _aided, _outpatient),
    Planter("hospital-stay", "person", _patient, _stay),
    Planter("medical-burden", "person", _patient, _burden),
)
