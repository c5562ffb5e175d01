"""Outpace: did the part grow faster than the whole?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from luoshi.obligations.inputs import Ask, When
from luoshi.obligations.sheet import ObligationSheet
from luoshi.obligations.status import Status
from luoshi.obligations.verdict import Each, JudgedObligation, Verdict
from luoshi.pack.obligations import Outpace
from luoshi.text.numbers import amount, percent

UNIT = "家"


@dataclass(frozen=True)
class Growth:
    """An amount at two year-ends; None where there is no record."""

    before: Decimal | None
    now: Decimal | None

    @property
    def rate(self) -> Fraction | None:
        """The growth as a share; None without both year-ends, or from nothing."""
        if self.now is None or self.before is None or self.before <= 0:
            return None
        return Fraction(self.now) / Fraction(self.before) - 1


@dataclass(frozen=True)
class Item:
    """One institution: the part and the whole."""

    name: str
    part: Growth
    whole: Growth

    @property
    def faster(self) -> bool | None:
        """Whether the part grew faster; None where that cannot be said."""
        part, whole = self.part.rate, self.whole.rate
        return None if part is None or whole is None else part > whole


@dataclass(frozen=True)
class Figures:
    """Every institution with a record of the part, now or before; all of them together in the
    county judged."""

    items: tuple[Item, ...]
    own: Growth
    favoured: str


def asks(obligation: Outpace) -> dict[str, Ask]:
    """Part and whole of each institution, now and before."""
    return {
        "part": Ask(obligation.part, by=obligation.by, proves=True),
        "part_before": Ask(obligation.part, When.BEFORE, obligation.by),
        "whole": Ask(obligation.whole, by=obligation.by, of_region=True),
        "whole_before": Ask(obligation.whole, When.BEFORE, obligation.by, of_region=True),
        "share": Ask(obligation.whole, by=obligation.by),
        "share_before": Ask(obligation.whole, When.BEFORE, obligation.by),
    }


def read(sheet: ObligationSheet) -> Figures:
    """The part added up over the counties of the obligation; the whole as the region has it, less
    the share of counties that have not reported.

    An institution without any part is left out.
    """
    items = sheet.once("items", lambda: _items(sheet))
    own = [_growth(sheet, "part", (sheet.own,), item.name) for item in items]
    together = Growth(_added(one.before for one in own), _added(one.now for one in own))
    return Figures(items, together, sheet.members_title)


def _items(sheet: ObligationSheet) -> tuple[Item, ...]:
    asks = ("part", "part_before")
    names = {name for ask in asks for name in sheet.values(ask, sheet.members)}
    items = (
        Item(
            name,
            _growth(sheet, "part", sheet.members, name),
            _whole(sheet, name),
        )
        for name in sorted(names)
    )
    return tuple(item for item in items if item.part.before or item.part.now)


def _growth(sheet: ObligationSheet, ask: str, counties: Sequence[str], name: str) -> Growth:
    before, now = (
        _added(sheet.number(each, county, name) for county in counties)
        for each in (f"{ask}_before", ask)
    )
    return Growth(before, now)


def _whole(sheet: ObligationSheet, name: str) -> Growth:
    untold = [one for one in sheet.names if one != sheet.region and one not in sheet.reporting]
    region, share = (
        _growth(sheet, ask, counties, name)
        for ask, counties in (("whole", (sheet.region,)), ("share", untold))
    )
    return Growth(_less(region.before, share.before), _less(region.now, share.now))


def _less(amount: Decimal | None, share: Decimal | None) -> Decimal | None:
    return None if amount is None else amount - (share or 0)


def _added(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def judge(case: JudgedObligation[Outpace], figures: Figures) -> Verdict:
    """Met where the part of every institution grew faster than its whole.

    One slower institution is enough to fail; else one that lacks a year-end leaves it open.
    """
    if not figures.items:
        return case.no_data()
    found = [item.faster for item in figures.items]
    said, each = _sentence(case, figures), _each(figures.items)
    if False not in found and None in found:
        return replace(case.verdict(Status.NO_DATA, said), each=each)
    status, faster = case.settled(False not in found), found.count(True)
    return replace(case.verdict(status, said, faster, len(found), UNIT), each=each)


def _each(items: Sequence[Item]) -> tuple[Each, ...]:
    return tuple(
        Each(item.name, _rate(item.part, item.whole), _rate(item.whole, item.part), item.faster)
        for item in items
    )


def _rate(growth: Growth, against: Growth) -> str:
    return "缺年末数" if growth.rate is None else percent(growth.rate, against.rate)


def _sentence(case: JudgedObligation[Outpace], figures: Figures) -> str:
    opening = f"{case.period.title_on(case.day)}{figures.favoured}{case.obligation.figure or ''}"
    faster = sum(item.faster is True for item in figures.items)
    whole = f" {len(figures.items)} 家机构中 {faster} 家增速更快"
    others = [f"；{_said(item)}" for item in figures.items if not item.faster]
    return f"{opening}{whole}{''.join(others)}。其中{_own(case, figures.own)}"


def _said(item: Item) -> str:
    part, whole = item.part.rate, item.whole.rate
    if part is None or whole is None:
        return f"{item.name}缺年末数，算不出增速"
    return f"{item.name}增长 {percent(part, whole)}，不高于本机构全部的 {percent(whole, part)}"


def _own(case: JudgedObligation[Outpace], own: Growth) -> str:
    if own.before is None or own.now is None:
        return f"{case.place}缺年末数"
    unit, rate = case.obligation.unit, own.rate
    grown = "" if rate is None else f"，增长 {percent(rate)}"
    before, now = amount(own.before, unit, own.now), amount(own.now, unit, own.before)
    return f"{case.place}由 {before}到 {now}{grown}"
