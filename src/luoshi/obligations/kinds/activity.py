"""Activity: is there dated evidence this period?"""

from dataclasses import dataclass
from decimal import Decimal

from luoshi.expressions import Kind as ValueKind
from luoshi.obligations.inputs import Ask
from luoshi.obligations.sheet import ObligationSheet
from luoshi.obligations.status import Status
from luoshi.obligations.verdict import JudgedObligation, Verdict
from luoshi.pack.obligations import Activity
from luoshi.text.numbers import amount

RECORDS = "条"


@dataclass(frozen=True)
class Figures:
    """How much evidence there is (a condition counts as 1 or 0), and the number to show."""

    evidence: Decimal | None
    measure: Decimal | None = None


def asks(obligation: Activity) -> dict[str, Ask]:
    """The evidence, and the number to show beside it."""
    kinds = (ValueKind.NUMBER, ValueKind.BOOLEAN)
    evidence = Ask(obligation.evidence, kinds=kinds, proves=True)
    shown = {"measure": Ask(obligation.measure)} if obligation.measure else {}
    return {"evidence": evidence, **shown}


def read(sheet: ObligationSheet) -> Figures:
    """The figures of the county judged."""
    measure = sheet.number("measure") if "measure" in sheet.figures else None
    return Figures(sheet.number("evidence"), measure)


def judge(case: JudgedObligation[Activity], figures: Figures) -> Verdict:
    """Met where there is evidence; none counts as no progress while the period is open."""
    if not case.is_known:
        return case.no_data()
    evidence = figures.evidence or Decimal(0)
    unit = case.obligation.unit or RECORDS
    value = evidence if figures.measure is None else figures.measure
    if evidence > 0:
        said = f"{case.opening('，本项')}{amount(value, unit)}"
        return case.verdict(Status.MET, said, value, None, unit, stands=True)
    said = f"{case.subject}{_nothing(case.records)}"
    return case.verdict(case.paced(0, 1), f"{said}{case.pace(0, 1)}", value, None, unit)


def _nothing(records: int) -> str:
    return f"填报了 {records} 条记录，没有一条属于本项" if records else "报全了，没有记录"
