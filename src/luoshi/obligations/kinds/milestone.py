"""Milestone: was it done by the day?"""

from dataclasses import dataclass
from decimal import Decimal

from luoshi.obligations.inputs import Ask, When
from luoshi.obligations.sheet import ObligationSheet
from luoshi.obligations.status import Status
from luoshi.obligations.verdict import JudgedObligation, Verdict
from luoshi.obligations.words import compared
from luoshi.pack.obligations import Milestone
from luoshi.text.dates import chinese_date


@dataclass(frozen=True)
class Figures:
    """What was done by the due day (or the day asked, if earlier), what should be, and what is
    done by the day asked."""

    done: Decimal | None
    target: Decimal | None
    later: Decimal | None


def asks(obligation: Milestone) -> dict[str, Ask]:
    """What is done, by the due day and by the day asked, and what should be."""
    return {
        "done": Ask(obligation.done, proves=True),
        "target": Ask(obligation.target),
        "later": Ask(obligation.done, When.LATER),
    }


def read(sheet: ObligationSheet) -> Figures:
    """The figures of the county judged."""
    return Figures(sheet.number("done"), sheet.number("target"), sheet.number("later"))


def judge(case: JudgedObligation[Milestone], figures: Figures) -> Verdict:
    """Met where done ≥ target on the due day. Late is a breach, and the reason says it was late."""
    done, target = case.told(figures.done), case.told(figures.target)
    if not case.is_known or done is None or target is None:
        return case.no_data()
    status = case.paced(done, target)
    due = chinese_date(case.obligation.due)
    said = (
        f"{case.place}{case.obligation.figure or ''} {compared(done, target, case.obligation.unit)}"
    )
    sentence = f"{_by(case, due)}{said}{_since(case, status, figures)}{case.pace(done, target)}"
    return case.verdict(status, sentence, done, target)


def _by(case: JudgedObligation[Milestone], due: str) -> str:
    if case.over:
        return f"到期日{due}，"
    day = min(case.day, case.obligation.due)
    return f"截至{chinese_date(day)}（{due}到期），"


def _since(case: JudgedObligation[Milestone], status: Status, figures: Figures) -> str:
    if status is not Status.BREACHED:
        return ""
    late = (figures.later or 0) >= (figures.target or 0)
    return f"；逾期后在{chinese_date(case.day)}前已补上" if late else "；至今没有补上"
