"""Loans that fall due, and ventures that failed."""

from luoshi.demonstration.synthetic.columns import Bools, Days, Floats, Ints
from luoshi.demonstration.synthetic.county_context import yuan
from luoshi.demonstration.synthetic.people import HEAD
from luoshi.demonstration.synthetic.planted_risks.county_frames import CountyFrames
from luoshi.demonstration.synthetic.planted_risks.planter import (
    Planter,
    ProvinceView,
    SideEffects,
    all_of,
)
from luoshi.demonstration.synthetic.planted_risks.severity_bounds import NEAR, severity_bounds

MOST = 50_000
"""Yuan a micro-loan may come to (银保监发〔2021〕6号)."""


def _borrower(view: ProvinceView, colour: str) -> Bools:
    heads = view.people.persons.relation == HEAD
    return all_of(view.aged(22, 64), heads, view.at_home(view.status.kind > 0))


def _lend(frames: CountyFrames, persons: Ints, due: Days, balance: Floats, overdue: Ints) -> None:
    frames.add(
        "microloans",
        persons,
        贷款银行=frames.context.county.name + "农村商业银行",
        放款日期=due - 3 * 365,
        到期日期=due,
        贷款金额=balance.clip(30_000),
        贷款余额=balance,
        逾期天数=overdue.astype(float),
        续贷展期=frames.choice(["无"] * 9 + ["展期"], len(persons)),
        贷款用途=frames.choice(["养牛", "养羊", "种植"], len(persons)),
        数据日期=frames.context.people.today - 2,
    )


def _due(frames: CountyFrames, persons: Ints, colour: str) -> SideEffects:
    count = len(persons)
    orange, yellow = (int(frames.number(f"loan_due_{name}_days")) for name in ("orange", "yellow"))
    ahead = {"orange": (2, orange), "yellow": (orange + 1, yellow), NEAR: (yellow + 1, yellow + 6)}
    due = frames.context.people.today + frames.rng.integers(*ahead[colour], count)
    least = frames.number("rural_income_last_year") if colour == "orange" else 5_000
    _lend(
        frames, persons, due, frames.between(least, MOST, count), frames.rng.integers(0, 1, count)
    )
    return None


def _overdue(frames: CountyFrames, persons: Ints, colour: str) -> SideEffects:
    """The near miss was overdue and is paid back."""
    count = len(persons)
    yellow, orange, red = (
        int(frames.number(f"loan_overdue_{name}_days")) for name in ("yellow", "orange", "red")
    )
    ranges = {"orange": (orange, red), "yellow": (yellow, orange)}
    overdue = frames.rng.integers(*ranges.get(colour, (red, red + 90)), count)
    balance = frames.between(5_000, MOST, count) * (colour != NEAR)
    _lend(frames, persons, frames.context.people.today - 2 - overdue, balance, overdue)
    return None


def _farmer(view: ProvinceView, colour: str) -> Bools:
    return view.strong & view.aged(25, 60)


def _venture(frames: CountyFrames, persons: Ints, colour: str) -> SideEffects:
    """The near miss lost as much and has recovered."""
    income, count = frames.number("rural_income_last_year"), len(persons)
    orange, red = (income * frames.number(f"loss_{name}_share") for name in ("orange", "red"))
    bounds = severity_bounds(frames.number("venture_loss"), orange, red) | {NEAR: (orange, red)}
    net = frames.between(*bounds[colour], count)
    frames.add(
        "ventures",
        persons,
        项目名称="肉牛养殖",
        产业类型="养殖业",
        发生日期=frames.within("venture_months", count),
        失败原因=frames.choice(["疫病", "价格下跌", "产品滞销"], count),
        投入金额=yuan(net * 3),
        损失金额=yuan(net + 1500),
        保险赔付金额=1500.0,
        处置状态="已恢复" if colour == NEAR else frames.choice(["未恢复", "恢复中"], count),
    )
    return None


PLANTERS = (
    Planter("loan-due-soon", "person", _borrower, _due, mixes=True),
    Planter("loan-overdue", "person", _borrower, _overdue, mixes=True),
    Planter("failed-venture", "person", _farmer, _venture, mixes=True),
)
