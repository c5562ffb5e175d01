"""A case as the guards see it, read from the database."""

from collections.abc import Mapping
from datetime import date

from luoshi.casework import CaseFile, Taken
from luoshi.site.processes.extensions import completed
from luoshi.site.processes.models import Case
from luoshi.site.processes.services.ledger_rows import LedgerRows


def case_file(case: Case, today: date, said: Mapping[str, str]) -> CaseFile:
    """``case`` on a day, with the values ``said`` by the move under way."""
    file = CaseFile(
        process=case.process,
        stage=case.stage,
        today=today,
        facts={**case.facts, **said},
        taken=tuple(Taken(e.move, e.before, e.after, e.on) for e in case.events.all()),
        rows=LedgerRows(case),
    )
    return completed(file, case)
