"""Floor: is the group's average at least the others' average, of each fund or in all?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from luoshi.obligations.inputs import Ask
from luoshi.obligations.sheet import ObligationSheet
from luoshi.obligations.verdict import Each, JudgedObligation, Verdict
from luoshi.obligations.words import BESIDE, mean
from luoshi.pack.obligations import Floor
from luoshi.text.numbers import amount

UNIT, TIMES = "项", "倍"
TOGETHER = "together"
"""The figure of the amounts that are not asked fund by fund."""

COUNTY = "县均"
"""What an average over counties is called."""


@dataclass(frozen=True)
class Item:
    """One fund, or all together: the averages of both sides."""

    name: str
    favoured: Fraction
    others: Fraction

    @property
    def holds(self) -> bool:
        """Whether the group's average is not below the others'."""
        return self.favoured >= self.others


@dataclass(frozen=True)
class Figures:
    """Every fund found on either side, what the county judged got of each, in their order."""

    items: tuple[Item, ...]
    own: tuple[Decimal, ...]
    favoured: str
    others: str


def asks(obligation: Floor) -> dict[str, Ask]:
    """The amount of each fund, or of all together, and what it is divided by."""
    amount = Ask(obligation.measure, by=obligation.by, proves=True)
    weight = {"per": Ask(obligation.per.measure or "1")} if obligation.per else {}
    return {"amount" if obligation.by else TOGETHER: amount, **weight}


def read(sheet: ObligationSheet) -> Figures:
    """The averages of both sides over the counties that have reported: one without a row got
    nothing.

    A fund nobody got is left out.
    """
    items = sheet.once("items", lambda: _items(sheet))
    return Figures(
        items,
        tuple(_got(sheet, sheet.own, item.name) for item in items),
        sheet.members_title,
        sheet.others_title,
    )


def _items(sheet: ObligationSheet) -> tuple[Item, ...]:
    """The funds; one without a name where the amounts are asked of all together."""
    counties = (*sheet.members, *sheet.others)
    funds = ("",) if TOGETHER in sheet.figures else sheet.values("amount", counties)
    items = (_item(sheet, fund) for fund in funds)
    return tuple(item for item in items if item and (item.favoured or item.others))


def _item(sheet: ObligationSheet, fund: str) -> Item | None:
    """The averages of a fund; None where there is nothing to divide by."""
    favoured, others = (_mean(sheet, side, fund) for side in (sheet.members, sheet.others))
    return None if favoured is None or others is None else Item(fund, favoured, others)


def _mean(sheet: ObligationSheet, counties: Sequence[str], fund: str) -> Fraction | None:
    weight = sum((_weight(sheet, county) for county in counties), Fraction(0))
    got = sum((Fraction(_got(sheet, county, fund)) for county in counties), Fraction(0))
    return got / weight if weight > 0 else None


def _got(sheet: ObligationSheet, county: str, fund: str) -> Decimal:
    found = sheet.number("amount", county, fund) if fund else sheet.number(TOGETHER, county)
    return found or Decimal(0)


def _weight(sheet: ObligationSheet, county: str) -> Fraction:
    if "per" not in sheet.figures:
        return Fraction(1)
    return Fraction(sheet.number("per", county) or 0)


def judge(case: JudgedObligation[Floor], figures: Figures) -> Verdict:
    """Met where no fund's average falls short: each fund is asked by itself."""
    if not figures.items:
        if not case.obligation.by:
            return case.no_data("无从比较：缺少用来平均的数")
        return case.none_due(f"{figures.favoured}和{figures.others}都没有")
    held = sum(item.holds for item in figures.items)
    if not case.obligation.by:
        return _in_one(case, figures, figures.items[0])
    status = case.settled(held == len(figures.items))
    said = _sentence(case, figures, held)
    verdict = case.verdict(status, said, held, len(figures.items), UNIT)
    return replace(verdict, each=_each(figures.items, case.obligation.unit))


def _in_one(case: JudgedObligation[Floor], figures: Figures, item: Item) -> Verdict:
    """2023年重点帮扶县每份工作任务 3 万元，不低于其他县 2 万元."""
    unit, by = case.obligation.unit, _average(case)
    ours, theirs = mean(item.favoured, unit, item.others), mean(item.others, unit, item.favoured)
    opening = f"{case.period.title_on(case.day)}{figures.favoured}{case.obligation.figure or ''}"
    held = f"{'不低于' if item.holds else '低于'}{figures.others} {theirs}"
    said = f"{opening}{by} {ours}，{held}。其中{_own(case, figures)}"
    ratio = item.favoured / item.others if item.others else None
    return case.verdict(case.settled(item.holds), said, ratio, 1, TIMES)


def _average(case: JudgedObligation[Floor]) -> str:
    return case.obligation.per.title if case.obligation.per else COUNTY


def _each(items: Sequence[Item], unit: str | None) -> tuple[Each, ...]:
    return tuple(
        Each(
            item.name,
            mean(item.favoured, unit, item.others),
            mean(item.others, unit, item.favoured),
            item.holds,
        )
        for item in items
    )


def beside(case: JudgedObligation[Floor], figures: Figures) -> str:
    """What is said of a county the group is compared with: its own amounts."""
    return f"{BESIDE}{_own(case, figures)}"


def _sentence(case: JudgedObligation[Floor], figures: Figures, held: int) -> str:
    unit, by = case.obligation.unit, _average(case)
    opening = f"{case.period.title_on(case.day)}{figures.favoured}{case.obligation.figure or ''}"
    short = [
        f"；{item.name}{by} {mean(item.favoured, unit, item.others)}，低于{figures.others}"
        f"{by} {mean(item.others, unit, item.favoured)}"
        for item in figures.items
        if not item.holds
    ]
    whole = f" {len(figures.items)} 项中 {held} 项{by}不低于{figures.others}"
    return f"{opening}{whole}{''.join(short)}。其中{_own(case, figures)}"


def _own(case: JudgedObligation[Floor], figures: Figures) -> str:
    unit = case.obligation.unit
    short = [
        f"，{item.name} {amount(own, unit)}"
        for item, own in zip(figures.items, figures.own, strict=True)
        if not item.holds and item.name
    ]
    return f"{case.place}合计 {amount(sum(figures.own, Decimal(0)), unit)}{''.join(short)}"
