"""A case as the guards see it, read from the database."""

from collections.abc import Mapping
from datetime import date

from luoshi.casework import CaseFile, Given, Reply, Taken
from luoshi.site.casework.choices import MeasureState
from luoshi.site.casework.models import Case
from luoshi.site.casework.services.ledger_rows import LedgerRows


def case_file(case: Case, today: date, said: Mapping[str, str]) -> CaseFile:
    """``case`` on a day, with the values ``said`` by the move under way."""
    income = case.incomes.first()
    return CaseFile(
        process=case.process,
        stage=case.stage,
        today=today,
        facts={**case.facts, **said},
        taken=tuple(Taken(s.move, s.before, s.after, s.on) for s in case.steps.all()),
        given=tuple(
            Given(m.group, m.kind, m.state == MeasureState.DONE, m.state == MeasureState.REFUSED)
            for m in case.measures.all()
        ),
        replies=tuple(
            Reply(r.comparison, r.answered_on, r.due_on)
            for r in case.replies.filter(asked_on__gte=_asked_since(case))
        ),
        income=None if income is None else float(income.per_head),
        income_on=None if income is None else income.on,
        rows=LedgerRows(case),
    )


def _asked_since(case: Case) -> date:
    """Since when replies count: the household may have come back after years."""
    entered = case.steps.filter(after="comparing").exclude(before="comparing").last()
    return entered.on if entered else case.opened_on
