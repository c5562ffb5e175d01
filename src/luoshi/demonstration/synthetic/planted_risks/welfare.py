"""Disability allowances and children in difficulty."""

from luoshi.demonstration.synthetic.columns import Bools, Ints
from luoshi.demonstration.synthetic.household_status import MINIMUM_LIVING
from luoshi.demonstration.synthetic.planted_risks.county_frames import CountyFrames
from luoshi.demonstration.synthetic.planted_risks.planter import (
    Planter,
    ProvinceView,
    SideEffects,
    all_of,
)
from luoshi.demonstration.synthetic.planted_risks.severity_bounds import NEAR


def _allowance_who(view: ProvinceView, colour: str) -> Bools:
    grade = view.traits.grade
    if colour == "yellow":
        return all_of(grade > 2, view.at_home(view.status.relief == MINIMUM_LIVING))
    return all_of(grade > 0, grade <= 2)


def _allowance(frames: CountyFrames, persons: Ints, colour: str) -> SideEffects:
    lacking = "是否享受困难残疾人生活补贴" if colour == "yellow" else "是否享受重度残疾人护理补贴"
    state = "注销" if colour == NEAR else "有效"
    frames.put("disability", persons, **{lacking: "否", "证件状态": state})
    return None


def _child(view: ProvinceView, colour: str) -> Bools:
    return view.aged(2, 14)


def _list_child(
    frames: CountyFrames, persons: Ints, kind: str, parents: tuple[str, str], **values: object
) -> None:
    heads = frames.heads(frames.homes_of(persons))
    frames.put(
        "children",
        persons,
        儿童类别=kind,
        父亲情况=parents[0],
        母亲情况=parents[1],
        监护人姓名=frames.context.names[heads],
        监护人电话=frames.context.phones[heads],
        **values,
    )


def _uncovered(frames: CountyFrames, persons: Ints, colour: str) -> SideEffects:
    count, wait = len(persons), frames.number("child_wait_days")
    kinds = {"red": "事实无人抚养儿童", "orange": "农村留守儿童", "yellow": "重病儿童"}
    parents = {"red": ("服刑", "失联"), "orange": ("重残", "失踪")}.get(colour, ("正常", "正常"))
    near, far = (2, wait - 2) if colour == NEAR else (wait + 2, wait + 45)
    _list_child(
        frames, persons, kinds.get(colour, "孤儿"), parents,
        登记日期=frames.days_ago(near, far, count),
        是否纳入保障="否",
        最近走访日期=frames.days_ago(1, 20, count),
    )  # fmt: skip
    return None


def _unvisited(frames: CountyFrames, persons: Ints, colour: str) -> SideEffects:
    count = len(persons)
    yellow, orange = "visit_yellow_months", "visit_orange_months"
    visit = {
        "orange": lambda: frames.beyond(orange, count),
        "yellow": lambda: frames.beyond(yellow, count, orange),
        NEAR: lambda: frames.within(yellow, count),
    }
    _list_child(
        frames, persons, "农村留守儿童", ("正常", "正常"),
        登记日期=frames.days_ago(400, 700, count),
        是否纳入保障="是",
        最近走访日期=visit[colour](),
    )  # fmt: skip
    return None


PLANTERS = (
    Planter("disability-no-allowance", "person", _allowance_who, _allowance),
    Planter("child-no-cover", "person", _child, _uncovered),
    Planter("child-unvisited", "person", _child, _unvisited),
)
