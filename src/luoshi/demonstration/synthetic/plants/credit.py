"""Loans that fall due, and ventures that failed."""

from luoshi.demonstration.synthetic.columns import Bools, Days, Floats, Ints
from luoshi.demonstration.synthetic.people import HEAD
from luoshi.demonstration.synthetic.plants.land import Land
from luoshi.demonstration.synthetic.plants.planter import Look, Planter, Sides, all_of
from luoshi.demonstration.synthetic.plants.rungs import NEAR, rungs
from luoshi.demonstration.synthetic.scene import yuan

MOST = 50_000
"""Yuan a micro-loan may come to (银保监发〔2021〕6号)."""


def _borrower(look: Look, colour: str) -> Bools:
    heads = look.people.persons.relation == HEAD
    return all_of(look.aged(22, 64), heads, look.at_home(look.standing.kind > 0))


def _lend(land: Land, persons: Ints, due: Days, balance: Floats, overdue: Ints) -> None:
    land.add(
        "microloans",
        persons,
        贷款银行=land.scene.county.name + "农村商业银行",
        放款日期=due - 3 * 365,
        到期日期=due,
        贷款金额=balance.clip(30_000),
        贷款余额=balance,
        逾期天数=overdue.astype(float),
        续贷展期=land.choice(["无"] * 9 + ["展期"], len(persons)),
        贷款用途=land.choice(["养牛", "养羊", "种植"], len(persons)),
        数据日期=land.scene.people.today - 2,
    )


def _due(land: Land, persons: Ints, colour: str) -> Sides:
    count = len(persons)
    orange, yellow = (int(land.number(f"loan_due_{name}_days")) for name in ("orange", "yellow"))
    ahead = {"orange": (2, orange), "yellow": (orange + 1, yellow), NEAR: (yellow + 1, yellow + 6)}
    due = land.scene.people.today + land.rng.integers(*ahead[colour], count)
    least = land.number("rural_income_last_year") if colour == "orange" else 5_000
    _lend(land, persons, due, land.between(least, MOST, count), land.rng.integers(0, 1, count))
    return None


def _overdue(land: Land, persons: Ints, colour: str) -> Sides:
    """The near miss was overdue and is paid back."""
    count = len(persons)
    yellow, orange, red = (
        int(land.number(f"loan_overdue_{name}_days")) for name in ("yellow", "orange", "red")
    )
    ranges = {"orange": (orange, red), "yellow": (yellow, orange)}
    overdue = land.rng.integers(*ranges.get(colour, (red, red + 90)), count)
    balance = land.between(5_000, MOST, count) * (colour != NEAR)
    _lend(land, persons, land.scene.people.today - 2 - overdue, balance, overdue)
    return None


def _farmer(look: Look, colour: str) -> Bools:
    return look.strong & look.aged(25, 60)


def _venture(land: Land, persons: Ints, colour: str) -> Sides:
    """The near miss lost as much and has recovered."""
    income, count = land.number("rural_income_last_year"), len(persons)
    orange, red = (income * land.number(f"loss_{name}_share") for name in ("orange", "red"))
    bounds = rungs(land.number("venture_loss"), orange, red) | {NEAR: (orange, red)}
    net = land.between(*bounds[colour], count)
    land.add(
        "ventures",
        persons,
        项目名称="肉牛养殖",
        产业类型="养殖业",
        发生日期=land.within("venture_months", count),
        失败原因=land.choice(["疫病", "价格下跌", "产品滞销"], count),
        投入金额=yuan(net * 3),
        损失金额=yuan(net + 1500),
        保险赔付金额=1500.0,
        处置状态="已恢复" if colour == NEAR else land.choice(["未恢复", "恢复中"], count),
    )
    return None


PLANTERS = (
    Planter("loan-due-soon", "person", _borrower, _due, mixes=True),
    Planter("loan-overdue", "person", _borrower, _overdue, mixes=True),
    Planter("failed-venture", "person", _farmer, _venture, mixes=True),
)
