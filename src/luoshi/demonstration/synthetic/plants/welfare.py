"""Disability allowances and children in difficulty."""

from luoshi.demonstration.synthetic.columns import Bools, Ints
from luoshi.demonstration.synthetic.plants.land import Land
from luoshi.demonstration.synthetic.plants.planter import Look, Planter, Sides, all_of
from luoshi.demonstration.synthetic.plants.rungs import NEAR
from luoshi.demonstration.synthetic.standing import MINIMUM_LIVING


def _allowance_who(look: Look, colour: str) -> Bools:
    grade = look.traits.grade
    if colour == "yellow":
        return all_of(grade > 2, look.at_home(look.standing.relief == MINIMUM_LIVING))
    return all_of(grade > 0, grade <= 2)


def _allowance(land: Land, persons: Ints, colour: str) -> Sides:
    lacking = "是否享受困难残疾人生活补贴" if colour == "yellow" else "是否享受重度残疾人护理补贴"
    state = "注销" if colour == NEAR else "有效"
    land.put("disability", persons, **{lacking: "否", "证件状态": state})
    return None


def _child(look: Look, colour: str) -> Bools:
    return look.aged(2, 14)


def _list_child(
    land: Land, persons: Ints, kind: str, parents: tuple[str, str], **values: object
) -> None:
    heads = land.heads(land.homes_of(persons))
    land.put(
        "children",
        persons,
        儿童类别=kind,
        父亲情况=parents[0],
        母亲情况=parents[1],
        监护人姓名=land.scene.names[heads],
        监护人电话=land.scene.phones[heads],
        **values,
    )


def _uncovered(land: Land, persons: Ints, colour: str) -> Sides:
    count, wait = len(persons), land.number("child_wait_days")
    kinds = {"red": "事实无人抚养儿童", "orange": "农村留守儿童", "yellow": "重病儿童"}
    parents = {"red": ("服刑", "失联"), "orange": ("重残", "失踪")}.get(colour, ("正常", "正常"))
    near, far = (2, wait - 2) if colour == NEAR else (wait + 2, wait + 45)
    _list_child(
        land, persons, kinds.get(colour, "孤儿"), parents,
        登记日期=land.days_ago(near, far, count),
        是否纳入保障="否",
        最近走访日期=land.days_ago(1, 20, count),
    )  # fmt: skip
    return None


def _unvisited(land: Land, persons: Ints, colour: str) -> Sides:
    count = len(persons)
    yellow, orange = "visit_yellow_months", "visit_orange_months"
    visit = {
        "orange": lambda: land.beyond(orange, count),
        "yellow": lambda: land.beyond(yellow, count, orange),
        NEAR: lambda: land.within(yellow, count),
    }
    _list_child(
        land, persons, "农村留守儿童", ("正常", "正常"),
        登记日期=land.days_ago(400, 700, count),
        是否纳入保障="是",
        最近走访日期=visit[colour](),
    )  # fmt: skip
    return None


PLANTERS = (
    Planter("disability-no-allowance", "person", _allowance_who, _allowance),
    Planter("child-no-cover", "person", _child, _uncovered),
    Planter("child-unvisited", "person", _child, _unvisited),
)
