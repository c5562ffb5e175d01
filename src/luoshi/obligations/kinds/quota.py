"""Quota: did each get at least the stated amount?"""

from dataclasses import dataclass
from decimal import Decimal

from luoshi.obligations.inputs import Ask
from luoshi.obligations.sheet import ObligationSheet
from luoshi.obligations.verdict import JudgedObligation, Verdict
from luoshi.obligations.words import compared
from luoshi.pack.obligations import Quota


@dataclass(frozen=True)
class Figures:
    """The amount in the period, and what it should be; both in the obligation's unit."""

    value: Decimal | None
    target: Decimal | None


def asks(obligation: Quota) -> dict[str, Ask]:
    """The amount and the quota."""
    return {
        "value": Ask(obligation.measure, proves=True),
        "target": Ask(obligation.at_least, limits=True),
    }


def read(sheet: ObligationSheet) -> Figures:
    """The figures of the county judged."""
    return Figures(sheet.number("value"), sheet.number("target"))


def judge(case: JudgedObligation[Quota], figures: Figures) -> Verdict:
    """Met where value ≥ target."""
    value, target = case.told(figures.value), figures.target
    if not case.is_known or value is None or target is None:
        return case.no_data()
    said = (
        f"{case.opening()}{compared(value, target, case.obligation.unit)}{case.pace(value, target)}"
    )
    enough = value >= target
    return case.verdict(case.paced(value, target), said, value, target, stands=enough)
