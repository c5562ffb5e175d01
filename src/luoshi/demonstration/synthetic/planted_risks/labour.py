"""Ability to work that is lost: by disability, by death."""

from luoshi.demonstration.synthetic.columns import Bools, Days, Ints
from luoshi.demonstration.synthetic.people import HEAD
from luoshi.demonstration.synthetic.planted_risks.county_frames import NOTHING, CountyFrames
from luoshi.demonstration.synthetic.planted_risks.planter import (
    Planter,
    ProvinceView,
    SideEffects,
    all_of,
)
from luoshi.demonstration.synthetic.planted_risks.severity_bounds import NEAR
from luoshi.demonstration.synthetic.planted_risks.work import stop_working


def _disable(frames: CountyFrames, persons: Ints, grade: str, issued: Days) -> None:
    """A disability card, with the allowances; who worked no longer does."""
    frames.put(
        "disability",
        persons,
        残疾类别=frames.choice(["肢体残疾", "精神残疾", "视力残疾", "多重残疾"], len(persons)),
        残疾等级=grade,
        发证日期=issued,
        证件状态="有效",
        是否享受困难残疾人生活补贴="是",
        是否享受重度残疾人护理补贴="是",
    )
    workers = persons[frames.context.traits.skill[persons] > 0]
    stop_working(frames, workers, "不参加劳动")
    frames.put("jobs", workers, 劳动技能="丧失劳动力", 健康状况="残疾")


def _lost_who(view: ProvinceView, colour: str) -> Bools:
    """The only one able to work; or the head of a household where nobody is."""
    status = view.status
    if colour == "yellow":
        helpless = (status.kind > 0) & status.without_labour & (status.relief == 0)
        return all_of(view.at_home(helpless), view.people.persons.relation == HEAD)
    only = view.count(view.traits.labour) == 1
    # A lifted household without labour and relief would be called for another reason.
    fit = only & (status.kind == 0) if colour == NEAR else only
    return view.traits.labour & view.at_home(fit)


def _lost(frames: CountyFrames, persons: Ints, colour: str) -> SideEffects:
    if colour == "yellow":
        homes = frames.homes_of(persons)
        frames.put("poverty_households", homes, 整户无劳动能力兜底保障户="否")
        return None
    count = len(persons)
    recent = frames.beyond("severe_new_months", count, "labour_lost_months")
    long_ago = frames.beyond("labour_lost_months", count)
    _disable(frames, persons, "二级", long_ago if colour == NEAR else recent)
    return None


def _severe_who(view: ProvinceView, colour: str) -> Bools:
    """Elders, and others where enough people able to work remain."""
    elder = view.aged(view.values.number("labour_age_to"), 85)
    homes = (view.count(view.traits.labour) > 1) & ~view.people.homes.relocated
    return all_of(view.aged(20, 85), elder | view.at_home(homes), view.traits.grade == 0)


def _severe(frames: CountyFrames, persons: Ints, colour: str) -> SideEffects:
    grade = {"red": "一级", "orange": "二级", NEAR: "三级"}[colour]
    _disable(frames, persons, grade, frames.within("severe_new_months", len(persons)))
    return None


def _death_who(view: ProvinceView, colour: str) -> Bools:
    """Full workers in households where another grown-up full worker remains."""
    oldest = view.values.number("labour_age_to") - 1
    grown = view.strong & view.traits.labour & view.aged(20, oldest)
    homes = (view.count(grown) > 1) & ~view.people.homes.relocated
    children = {"red": view.children > 0, "orange": view.children == 0}.get(colour, homes)
    return grown & view.at_home(homes & children)


def _death(frames: CountyFrames, persons: Ints, colour: str) -> SideEffects:
    count = len(persons)
    day = frames.beyond if colour == NEAR else frames.within
    frames.put(
        "deaths",
        persons,
        死亡日期=day("labour_lost_months", count),
        死亡原因=frames.choice(["疾病", "意外事故"], count),
        户口注销日期=NOTHING,
    )
    return None


PLANTERS = (
    Planter("labour-lost", "person", _lost_who, _lost),
    Planter("new-severe-disability", "person", _severe_who, _severe),
    Planter("breadwinner-death", "person", _death_who, _death, leaves_fit=False),
)
