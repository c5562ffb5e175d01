"""Ability to work that is lost: by disability, by death."""

from luoshi.demonstration.synthetic.columns import Bools, Days, Ints
from luoshi.demonstration.synthetic.people import HEAD
from luoshi.demonstration.synthetic.plants.land import NOTHING, Land
from luoshi.demonstration.synthetic.plants.planter import Look, Planter, Sides, all_of
from luoshi.demonstration.synthetic.plants.rungs import NEAR
from luoshi.demonstration.synthetic.plants.work import stop_working


def _disable(land: Land, persons: Ints, grade: str, issued: Days) -> None:
    """A disability card, with the allowances; who worked no longer does."""
    land.put(
        "disability",
        persons,
        残疾类别=land.choice(["肢体残疾", "精神残疾", "视力残疾", "多重残疾"], len(persons)),
        残疾等级=grade,
        发证日期=issued,
        证件状态="有效",
        是否享受困难残疾人生活补贴="是",
        是否享受重度残疾人护理补贴="是",
    )
    workers = persons[land.scene.traits.skill[persons] > 0]
    stop_working(land, workers, "不参加劳动")
    land.put("jobs", workers, 劳动技能="丧失劳动力", 健康状况="残疾")


def _lost_who(look: Look, colour: str) -> Bools:
    """The only one able to work; or the head of a household where nobody is."""
    standing = look.standing
    if colour == "yellow":
        helpless = (standing.kind > 0) & standing.without_labour & (standing.relief == 0)
        return all_of(look.at_home(helpless), look.people.persons.relation == HEAD)
    only = look.count(look.traits.labour) == 1
    # A lifted household without labour and relief would be called for another reason.
    fit = only & (standing.kind == 0) if colour == NEAR else only
    return look.traits.labour & look.at_home(fit)


def _lost(land: Land, persons: Ints, colour: str) -> Sides:
    if colour == "yellow":
        homes = land.homes_of(persons)
        land.put("poverty_households", homes, 整户无劳动能力兜底保障户="否")
        return None
    count = len(persons)
    recent = land.beyond("severe_new_months", count, "labour_lost_months")
    long_ago = land.beyond("labour_lost_months", count)
    _disable(land, persons, "二级", long_ago if colour == NEAR else recent)
    return None


def _severe_who(look: Look, colour: str) -> Bools:
    """Elders, and others where enough people able to work remain."""
    elder = look.aged(look.values.number("labour_age_to"), 85)
    homes = (look.count(look.traits.labour) > 1) & ~look.people.homes.relocated
    return all_of(look.aged(20, 85), elder | look.at_home(homes), look.traits.grade == 0)


def _severe(land: Land, persons: Ints, colour: str) -> Sides:
    grade = {"red": "一级", "orange": "二级", NEAR: "三级"}[colour]
    _disable(land, persons, grade, land.within("severe_new_months", len(persons)))
    return None


def _death_who(look: Look, colour: str) -> Bools:
    """Full workers in households where another grown-up full worker remains."""
    oldest = look.values.number("labour_age_to") - 1
    grown = look.strong & look.traits.labour & look.aged(20, oldest)
    homes = (look.count(grown) > 1) & ~look.people.homes.relocated
    children = {"red": look.children > 0, "orange": look.children == 0}.get(colour, homes)
    return grown & look.at_home(homes & children)


def _death(land: Land, persons: Ints, colour: str) -> Sides:
    count = len(persons)
    day = land.beyond if colour == NEAR else land.within
    land.put(
        "deaths",
        persons,
        死亡日期=day("labour_lost_months", count),
        死亡原因=land.choice(["疾病", "意外事故"], count),
        户口注销日期=NOTHING,
    )
    return None


PLANTERS = (
    Planter("labour-lost", "person", _lost_who, _lost),
    Planter("new-severe-disability", "person", _severe_who, _severe),
    Planter("breadwinner-death", "person", _death_who, _death, leaves_fit=False),
)
