"""Serious illness, insurance, women's cancers."""

from luoshi.demonstration.synthetic.columns import Bools, Ints
from luoshi.demonstration.synthetic.plants.land import NOTHING, Land
from luoshi.demonstration.synthetic.plants.planter import Look, Planter, Sides
from luoshi.demonstration.synthetic.plants.rungs import NEAR


def _ill_who(look: Look, colour: str) -> Bools:
    return look.aged(30, 80)


def _ill(land: Land, persons: Ints, colour: str) -> Sides:
    count = len(persons)
    states = {"red": ["未救治", "放弃治疗"], "orange": ["救治中", "病情稳定"], NEAR: ["已治愈"]}
    found = land.within("illness_new_months", count)
    land.add(
        "illnesses",
        persons,
        病种=land.choice(["胃癌", "肺癌", "终末期肾病", "脑卒中", "急性心肌梗死"], count),
        确诊日期=found,
        确诊医院="自治区人民医院",
        救治状态=land.choice(states[colour], count),
        是否签约家庭医生="是",
        登记日期=found + 1,
    )
    return None


def _uninsured_who(look: Look, colour: str) -> Bools:
    standing = look.standing
    stricter = standing.watched | (standing.relief > 0)
    homes = {"red": standing.active, "orange": stricter & ~standing.active}.get(colour, look.plain)
    newborn = look.people.age_in_days < 25 * look.values.number("newborn_months")
    age = newborn if colour == NEAR else look.aged(1, 90)
    return age & look.at_home(homes)


def _uninsured(land: Land, persons: Ints, colour: str) -> Sides:
    """A third has no record at all, a third stopped, a third did not renew."""
    if colour == NEAR:
        land.drop("medical_insurance", persons)
        return None
    missing, stopped, lapsed = (persons[start::3] for start in range(3))
    land.drop("medical_insurance", missing)
    land.put("medical_insurance", stopped, 参保状态="暂停参保")
    land.put("medical_insurance", lapsed, 参保年度=land.number("insurance_year") - 1)
    return None


def _cancer_who(look: Look, colour: str) -> Bools:
    women = look.people.persons.female & look.aged(35, 65)
    return women & look.at_home(look.standing.relief > 0)


def _cancer(land: Land, persons: Ints, colour: str) -> Sides:
    count = len(persons)
    applied = land.within if colour == NEAR else land.beyond
    land.put(
        "cancer",
        persons,
        癌种=land.choice(["乳腺癌", "宫颈癌"], count),
        临床分期="Ⅱ期",
        确诊日期=land.days_ago(250, 500, count),
        确诊医院="自治区人民医院",
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
