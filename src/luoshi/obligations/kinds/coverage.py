"""Coverage: what share is covered, against the target?"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import partial

from luoshi.obligations.inputs import Ask
from luoshi.obligations.sheet import ObligationSheet
from luoshi.obligations.verdict import JudgedObligation, Verdict
from luoshi.pack.obligations import Coverage
from luoshi.text.lists import listed
from luoshi.text.numbers import amount, number, percent

UNIT = "%"

NAMED = 5
"""How many of what is not covered the reason names; the page has all."""


@dataclass(frozen=True)
class Figures:
    """How many are covered, of how many, and the share that should be (1 is all).

    ``lacking`` names those that are not covered, where they have names to tell.
    """

    part: Decimal | None
    whole: Decimal | None
    target: Decimal | None
    lacking: Callable[[], tuple[str, ...]] = tuple


def asks(obligation: Coverage) -> dict[str, Ask]:
    """The part, the whole and the target."""
    return {
        "part": Ask(obligation.part, proves=True),
        "whole": Ask(obligation.whole),
        "target": Ask(obligation.target),
    }


def read(sheet: ObligationSheet) -> Figures:
    """The figures of the county judged."""
    return Figures(
        sheet.number("part"),
        sheet.number("whole"),
        sheet.number("target"),
        partial(sheet.lacking, sheet.own),
    )


def judge(case: JudgedObligation[Coverage], figures: Figures) -> Verdict:
    """Met where part / whole ≥ target; of nothing there is no share. Told in percent."""
    part, whole, target = case.told(figures.part), case.told(figures.whole), figures.target
    if not case.is_known or part is None or target is None:
        return case.no_data()
    if not whole or whole < 0:
        return case.no_data(f"{case.obligation.figure or ''}应有数为 0，算不出占比")
    share, aim = Fraction(part) / Fraction(whole), Fraction(target)
    status = case.paced(share, aim)
    lacking = figures.lacking() if share < aim else ()
    named = f"；没有做到的：{listed(lacking, NAMED)}" if lacking else ""
    said = f"{case.opening()}{_said(case, part, whole, aim)}{case.pace(share, aim)}{named}"
    return replace(case.verdict(status, said, share * 100, aim * 100, UNIT), lacking=lacking)


def _said(case: JudgedObligation[Coverage], part: Decimal, whole: Decimal, aim: Fraction) -> str:
    """280 / 295 个村，占 94.91%，低于 100%，差 15 个村."""
    unit = case.obligation.unit
    share = Fraction(part) / Fraction(whole)
    said = f"{number(part, whole)} / {amount(whole, unit, part)}，占 {percent(share, aim)}"
    short = aim * Fraction(whole) - Fraction(part)
    if short <= 0:
        return f"{said}，达到 {percent(aim, share)}"
    return f"{said}，低于 {percent(aim, share)}，差 {amount(-(-short // 1), unit)}"
