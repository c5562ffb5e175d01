"""Stable: is it not fewer than before?"""

from dataclasses import dataclass
from decimal import Decimal

from luoshi.obligations.inputs import Ask, When, span
from luoshi.obligations.sheet import ObligationSheet
from luoshi.obligations.verdict import JudgedObligation, Verdict
from luoshi.pack.obligations import Stable
from luoshi.text.dates import chinese_date
from luoshi.text.numbers import amount


@dataclass(frozen=True)
class Figures:
    """The amount now and before, in the obligation's unit; ``earlier`` are the rows before."""

    value: Decimal | None
    base: Decimal | None
    earlier: int


def asks(obligation: Stable) -> dict[str, Ask]:
    """The amount, now and before."""
    return {
        "value": Ask(obligation.measure, proves=True),
        "base": Ask(obligation.measure, When.BEFORE),
    }


def read(sheet: ObligationSheet) -> Figures:
    """The figures of the county judged."""
    return Figures(sheet.number("value"), sheet.number("base"), sheet.earlier.get(sheet.own, 0))


def judge(case: JudgedObligation[Stable], figures: Figures) -> Verdict:
    """Met where value ≥ base. While the period is open it may still fall: on track or at risk.

    Nothing, or 0, before gives nothing to compare with.
    """
    value, base = case.told(figures.value), figures.base
    if not case.is_known or value is None:
        return case.no_data()
    before = span(case.obligation, When.BEFORE, case.period, case.day)
    named = chinese_date(before.start) if before.start == before.end else before.title
    if not figures.earlier or not base:
        return case.no_data(f"没有{named}的数可比")
    unit, gap = case.obligation.unit, value - base
    turn = (
        f"减少 {amount(-gap, unit, 0)}"
        if gap < 0
        else f"增加 {amount(gap, unit, 0)}"
        if gap
        else "持平"
    )
    now, then = amount(value, unit, base), amount(base, unit, value)
    said = f"{case.opening()}{now}，{named} {then}，{turn}"
    return case.verdict(case.settled(gap >= 0), said, value, base)
