"""Floor: is the group's average at least the others' average, for each fund?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from luoshi.obligations.asking import Ask
from luoshi.obligations.sheet import Sheet
from luoshi.obligations.verdict import Case, Each, Verdict
from luoshi.obligations.words import BESIDE, amount, mean
from luoshi.pack.obligations import Floor

UNIT = "项"


@dataclass(frozen=True)
class Item:
    """One fund: the averages per county of both sides."""

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


def asks(promise: Floor) -> dict[str, Ask]:
    """The amount of each fund."""
    return {"amount": Ask(promise.measure, by=promise.by, proves=True)}


def read(sheet: Sheet) -> Figures:
    """The averages over the counties of a side that have reported: one without a row got nothing.

    A fund nobody got is left out.
    """
    items = sheet.once("items", lambda: _items(sheet))
    return Figures(
        items,
        tuple(sheet.number("amount", sheet.own, item.name) or Decimal(0) for item in items),
        sheet.members_title,
        sheet.others_title,
    )


def _items(sheet: Sheet) -> tuple[Item, ...]:
    funds = sheet.values("amount", (*sheet.members, *sheet.others))
    items = (
        Item(fund, _mean(sheet, sheet.members, fund), _mean(sheet, sheet.others, fund))
        for fund in funds
    )
    return tuple(item for item in items if item.favoured or item.others)


def _mean(sheet: Sheet, counties: Sequence[str], fund: str) -> Fraction:
    amounts = (sheet.number("amount", county, fund) or 0 for county in counties)
    return sum(map(Fraction, amounts), Fraction(0)) / max(len(counties), 1)


def judge(case: Case[Floor], figures: Figures) -> Verdict:
    """Met where no fund's average falls short: each fund is asked by itself."""
    if not figures.items:
        return case.none_due(f"{figures.favoured}和{figures.others}都没有")
    held = sum(item.holds for item in figures.items)
    status = case.settled(held == len(figures.items))
    said = _sentence(case, figures, held)
    verdict = case.verdict(status, said, held, len(figures.items), UNIT)
    return replace(verdict, each=_each(figures.items, case.promise.unit))


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


def beside(case: Case[Floor], figures: Figures) -> str:
    """What is said of a county the group is compared with: its own amounts."""
    return f"{BESIDE}{_own(case, figures)}"


def _sentence(case: Case[Floor], figures: Figures, held: int) -> str:
    unit = case.promise.unit
    opening = f"{case.period.title_on(case.day)}{figures.favoured}{case.promise.figure or ''}"
    short = [
        f"；{item.name}县均 {mean(item.favoured, unit, item.others)}，低于{figures.others}"
        f"县均 {mean(item.others, unit, item.favoured)}"
        for item in figures.items
        if not item.holds
    ]
    whole = f" {len(figures.items)} 项中 {held} 项县均不低于{figures.others}"
    return f"{opening}{whole}{''.join(short)}。其中{_own(case, figures)}"


def _own(case: Case[Floor], figures: Figures) -> str:
    unit = case.promise.unit
    short = [
        f"，{item.name} {amount(own, unit)}"
        for item, own in zip(figures.items, figures.own, strict=True)
        if not item.holds
    ]
    return f"{case.place}合计 {amount(sum(figures.own, Decimal(0)), unit)}{''.join(short)}"
