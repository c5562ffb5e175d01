"""Mechanism: is the process alive: recent, complete, on time?"""

from dataclasses import dataclass

from luoshi.expressions import Kind as ValueKind
from luoshi.obligations.inputs import Ask
from luoshi.obligations.sheet import ObligationSheet
from luoshi.obligations.verdict import JudgedObligation, Verdict
from luoshi.pack.obligations import Mechanism

UNIT = "项"


@dataclass(frozen=True)
class Figures:
    """Whether each part holds, in the obligation's order."""

    parts: tuple[bool, ...]


def asks(obligation: Mechanism) -> dict[str, Ask]:
    """Whether each part holds."""
    return {
        f"part{i}": Ask(part.holds, kinds=(ValueKind.BOOLEAN,), proves=True)
        for i, part in enumerate(obligation.parts)
    }


def read(sheet: ObligationSheet) -> Figures:
    """The figures of the county judged."""
    return Figures(tuple(sheet.holds(name) for name in sheet.figures if name.startswith("part")))


def judge(case: JudgedObligation[Mechanism], figures: Figures) -> Verdict:
    """Met where every part holds; what is unknown does not hold."""
    if not case.is_known:
        return case.no_data()
    held, whole = sum(figures.parts), len(figures.parts)
    missing = [
        part.title
        for part, holds in zip(case.obligation.parts, figures.parts, strict=True)
        if not holds
    ]
    lacking = f"，缺：{'、'.join(missing)}" if missing else ""
    said = f"{case.opening()}{whole} 项中 {held} 项在运转{lacking}{case.pace(held, whole)}"
    return case.verdict(case.paced(held, whole), said, held, whole, UNIT)
