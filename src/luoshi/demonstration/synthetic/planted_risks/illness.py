"""Serious illness, insurance, women's cancers."""

from luoshi.demonstration.synthetic.columns import Bools, Ints
from luoshi.demonstration.synthetic.planted_risks.county_frames import NOTHING, CountyFrames
from luoshi.demonstration.synthetic.planted_risks.planter import Planter, ProvinceView, SideEffects
from luoshi.demonstration.synthetic.planted_risks.severity_bounds import NEAR


def _ill_who(view: ProvinceView, colour: str) -> Bools:
    return view.aged(30, 80)


def _ill(frames: CountyFrames, persons: Ints, colour: str) -> SideEffects:
    count = len(persons)
    states = {"red": ["未救治", "放弃治疗"], "orange": ["救治中", "病情稳定"], NEAR: ["已治愈"]}
    found = frames.within("illness_new_months", count)
    frames.add(
        "illnesses",
        persons,
        病种=frames.choice(["胃癌", "肺癌", "终末期肾病", "脑卒中", "急性心肌梗死"], count),
        确诊日期=found,
        确诊医院=frames.context.words.chief_hospital,
        救治状态=frames.choice(states[colour], count),
        是否签约家庭医生="是",
        登记日期=found + 1,
    )
    return None


def _uninsured_who(view: ProvinceView, colour: str) -> Bools:
    status = view.status
    stricter = status.watched | (status.relief > 0)
    homes = {"red": status.active, "orange": stricter & ~status.active}.get(colour, view.plain)
    newborn = view.people.age_in_days < 25 * view.values.number("newborn_months")
    age = newborn if colour == NEAR else view.aged(1, 90)
    return age & view.at_home(homes)


def _uninsured(frames: CountyFrames, persons: Ints, colour: str) -> SideEffects:
    """A third has no record at all, a third stopped, a third did not renew."""
    if colour == NEAR:
        frames.drop("medical_insurance", persons)
        return None
    missing, stopped, lapsed = (persons[start::3] for start in range(3))
    frames.drop("medical_insurance", missing)
    frames.put("medical_insurance", stopped, 参保状态="暂停参保")
    frames.put("medical_insurance", lapsed, 参保年度=frames.number("insurance_year") - 1)
    return None


def _cancer_who(view: ProvinceView, colour: str) -> Bools:
    women = view.people.persons.female & view.aged(35, 65)
    return women & view.at_home(view.status.relief > 0)


def _cancer(frames: CountyFrames, persons: Ints, colour: str) -> SideEffects:
    count = len(persons)
    applied = frames.within if colour == NEAR else frames.beyond
    frames.put(
        "cancer",
        persons,
        癌种=frames.choice(["乳腺癌", "宫颈癌"], count),
        临床分期="Ⅱ期",
        确诊日期=frames.days_ago(250, 500, count),
        确诊医院=frames.context.words.chief_hospital,
        救助状态="未申请" if colour == "orange" else "已申请",
        申请日期=NOTHING if colour == "orange" else applied("cancer_wait_months", count),
        救助日期=NOTHING,
        救助金额=float("nan"),
    )
    return None


PLANTERS = (
    Planter("cancer-no-aid", "person", _cancer_who, _cancer),
    Planter("uninsured", "person", _uninsured_who, _uninsured),
    Planter("serious-illness", "person", _ill_who, _ill, mixes=True),
)
