"""Range: is the count inside the two bounds?"""

from dataclasses import dataclass
from decimal import Decimal

from luoshi.obligations.inputs import Ask
from luoshi.obligations.sheet import ObligationSheet
from luoshi.obligations.verdict import JudgedObligation, Verdict
from luoshi.obligations.words import compared
from luoshi.pack.obligations import Range
from luoshi.text.numbers import amount, number


@dataclass(frozen=True)
class Figures:
    """The count in the period and its bounds, both included; in the obligation's unit."""

    value: Decimal | None
    least: Decimal | None
    most: Decimal | None


def asks(obligation: Range) -> dict[str, Ask]:
    """The count and its bounds."""
    return {
        "value": Ask(obligation.measure, proves=True),
        "least": Ask(obligation.at_least, limits=True),
        "most": Ask(obligation.at_most, limits=True),
    }


def read(sheet: ObligationSheet) -> Figures:
    """The figures of the county judged."""
    return Figures(sheet.number("value"), sheet.number("least"), sheet.number("most"))


def judge(case: JudgedObligation[Range], figures: Figures) -> Verdict:
    """Met where least ≤ value ≤ most. The verdict's target is the bound that decides.

    While the period is open too many is at risk, and within the bounds is on track.
    """
    value, least, most = case.told(figures.value), figures.least, figures.most
    if not case.is_known or value is None or least is None or most is None:
        return case.no_data()
    unit = case.obligation.unit
    if value > most:
        said = f"{case.opening()}{_over(value, most, unit)}"
        status = case.settled(False)
        return case.verdict(status, said, value, most, at_most=True, stands=True)
    if value < least:
        said = compared(value, least, unit, less="少于下限") + case.pace(value, least)
        return case.verdict(case.paced(value, least), f"{case.opening()}{said}", value, least)
    upto = amount(most, unit, value)
    within = f"在 {number(least, value)}—{upto}之间" if least else f"不超过 {upto}"
    said = f"{case.opening()}{amount(value, unit, most)}，{within}"
    return case.verdict(case.settled(True), said, value, least or most, at_most=not least)


def _over(value: Decimal, most: Decimal, unit: str | None) -> str:
    """16 个村，超过上限 15 个村，多 1 个村."""
    said, limit = amount(value, unit, most), amount(most, unit, value)
    return f"{said}，超过上限 {limit}，多 {amount(value - most, unit, 0)}"
