"""Prohibition: are there no violations? Each is listed."""

from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.obligations.inputs import Ask
from luoshi.obligations.sheet import ObligationSheet, Violation
from luoshi.obligations.status import Status
from luoshi.obligations.verdict import JudgedObligation, Verdict
from luoshi.pack.obligations import Prohibition
from luoshi.text.lists import listed
from luoshi.text.numbers import amount

UNIT = "条"

NAMED = 5
"""How many violations the reason names; the evidence has all."""


@dataclass(frozen=True)
class Figures:
    """The county's violations."""

    violations: Sequence[Violation]


def asks(obligation: Prohibition) -> dict[str, Ask]:
    """Nothing: violations are rows, not figures."""
    return {}


def read(sheet: ObligationSheet) -> Figures:
    """The violations of the county judged."""
    return Figures(sheet.own_violations)


def judge(case: JudgedObligation[Prohibition], figures: Figures) -> Verdict:
    """A violation is a breach at once; none, and the ledger kept, is met when the period ends."""
    unit = case.obligation.unit or UNIT
    found = len(figures.violations)
    if found:
        said = f"{case.opening('发现')}{amount(found, unit)}{_named(figures.violations)}"
        return case.verdict(Status.BREACHED, said, found, 0, unit, at_most=True, stands=True)
    if not case.is_known:
        return case.no_data()
    checked = f"查 {case.records} 条记录，没有发现" if case.records else "没有这类记录，没有发现"
    said = f"{case.subject}{checked}"
    return case.verdict(case.settled(True), said, 0, 0, unit, at_most=True)


def _named(violations: Sequence[Violation]) -> str:
    labels = [one.label for one in violations if one.label]
    return f"：{listed(labels, NAMED)}" if labels else ""
