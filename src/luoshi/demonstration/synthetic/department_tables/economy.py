"""人民银行, 农业农村厅 and 应急管理厅: loans, ventures, disasters."""

import numpy as np

from luoshi.demonstration.synthetic.county_context import CountyContext, pick, yuan
from luoshi.demonstration.synthetic.frames import Frame

BANKS = {"农村商业银行": 5, "农业银行": 3, "邮政储蓄银行": 2, "村镇银行": 1}
PURPOSES = {"养牛": 5, "养羊": 4, "种植": 3, "农产品购销": 1}
SLIP = 0.02
"""How many loans break a rule, for each of the rules."""

MOST, YEARS = 50_000, 3
"""Micro-loans are at most so many yuan for so many years."""


def microloans(context: CountyContext) -> Frame:
    """Loans of lifted households: repaid, or with time to go.

    A few are larger than they may be, or were lent to people too old.
    """
    rng = context.rng("loans")
    people = context.people
    lends = (context.status.kind > 0) & (rng.random(len(people.homes)) < 0.22)
    age = people.age[people.heads]
    old, large = context.rng("loans", "slips").random((2, len(people.homes))) < SLIP
    lends &= (age >= 20) & ((age < 65) | ((age < 75) & old)) & ~context.traits.dead[people.heads]
    borrower = people.heads[lends]
    count = len(borrower)
    far = int(context.values.number("loan_due_yellow_days")) + 20
    due = people.today + rng.integers(far, 1000, count)
    repaid = rng.random(count) < 0.25
    due[repaid] = people.today - rng.integers(5, 300, int(repaid.sum()))
    amount = rng.integers(2, 11, count) * (MOST / 10) + large[lends] * MOST
    return Frame(
        borrower,
        贷款银行=np.strings.add(context.county.name, pick(BANKS, count, rng)),
        放款日期=due - YEARS * 365,
        到期日期=due,
        贷款金额=amount,
        贷款余额=np.where(repaid, 0.0, amount),
        逾期天数=np.zeros(count),
        续贷展期=pick({"无": 8, "续贷": 2}, count, rng),
        贷款用途=pick(PURPOSES, count, rng),
        数据日期=np.full(count, people.today - 5),
    )


def ventures(context: CountyContext) -> Frame:
    """Losses small, made good or of long ago."""
    rng = context.rng("ventures")
    homes = context.people.heads[~context.traits.dead[context.people.heads]]
    person = homes[rng.random(len(homes)) < 0.003]
    count = len(person)
    kind = pick({"养殖业": 6, "种植业": 4}, count, rng)
    loss = yuan(rng.uniform(0.2, 0.9, count) * context.values.number("venture_loss"))
    kinds = {"养殖业": context.words.livestock, "种植业": context.words.crops}
    return Frame(
        person,
        项目名称=np.array(
            [
                kinds[name][i]
                for name, i in zip(kind.tolist(), rng.integers(0, 2, count).tolist(), strict=True)
            ]
            or [""]
        )[:count],
        产业类型=kind,
        发生日期=context.ago(10, 700, rng, count),
        失败原因=pick({"疫病": 3, "价格下跌": 4, "自然灾害": 2, "经营不善": 1}, count, rng),
        投入金额=yuan(loss * 4),
        损失金额=loss,
        保险赔付金额=yuan(loss * rng.uniform(0, 0.6, count)),
        处置状态=pick({"已恢复": 8, "恢复中": 2}, count, rng),
    )


def disasters(context: CountyContext) -> Frame:
    """Hail and floods that did little harm."""
    rng = context.rng("disasters")
    home = np.flatnonzero(rng.random(len(context.people.homes)) < 0.012)
    count = len(home)
    loss = yuan(rng.uniform(0.1, 0.9, count) * context.values.number("disaster_loss"))
    return Frame(
        home,
        灾害种类=pick({"气象灾害": 6, "旱灾": 3, "洪涝灾害": 2}, count, rng),
        发生日期=context.ago(10, 700, rng, count),
        房屋受损程度=np.full(count, "未受损"),
        农作物受灾面积=np.round(rng.uniform(0.5, 20, count), 1),
        牲畜死亡头数=np.zeros(count),
        损失金额=loss,
        救助金额=yuan(loss * rng.uniform(0, 0.3, count)),
        保险赔付金额=yuan(loss * rng.uniform(0, 0.5, count)),
        恢复情况=pick({"已恢复": 7, "恢复中": 3}, count, rng),
    )
