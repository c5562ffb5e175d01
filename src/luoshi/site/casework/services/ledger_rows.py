"""Rows of ledgers about a case, read when a guard or a page asks for them."""

from collections.abc import Iterator, Mapping, Sequence

from django.db.models import QuerySet

from luoshi import pack
from luoshi.areas import Level
from luoshi.casework.case_file import Cells
from luoshi.pack.processes import Process
from luoshi.site.casework.models import Case
from luoshi.site.json_text import TextIn
from luoshi.site.ledgers.models import Record
from luoshi.site.ledgers.services.schemas import ledger


class LedgerRows(Mapping[str, Sequence[Cells]]):
    """The rows of each ledger of a process that hold a case's number."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._names = ledgers_of(pack.load().processes[case.process])
        self._read: dict[str, Sequence[Cells]] = {}

    def __getitem__(self, ledger_id: str) -> Sequence[Cells]:
        if ledger_id not in self._names:
            raise KeyError(ledger_id)
        if ledger_id not in self._read:
            rows = records_about(self._case, ledger_id).order_by("pk")
            self._read[ledger_id] = list(rows.values_list("data", flat=True))
        return self._read[ledger_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def ledgers_of(process: Process) -> tuple[str, ...]:
    """The ledgers with rows about cases of a process."""
    return (process.ledgers.main, *process.ledgers.rows) if process.ledgers else ()


def records_about(case: Case, ledger_id: str) -> QuerySet[Record]:
    """The live records of a ledger that hold a case's number, in the case's county."""
    keeping = pack.load().processes[case.process].ledgers
    assert keeping is not None
    rows = Record.objects.filter(
        ledger=ledger_id, removed=False, county=case.village[: Level.COUNTY.digits]
    )
    if ledger_id == keeping.main:
        return rows.filter(key=case.matter)
    number = next(c.name for c in ledger(ledger_id).columns if c.element == keeping.number)
    return rows.annotate(number=TextIn("data", number)).filter(number=case.matter)
