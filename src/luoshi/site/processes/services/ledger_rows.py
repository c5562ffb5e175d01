"""Rows of ledgers and registers about a case, read when a guard or a page asks for them."""

from collections.abc import Iterator, Mapping, Sequence

from django.db.models import QuerySet

from luoshi import pack
from luoshi.areas import Level
from luoshi.casework.case_file import Cells
from luoshi.pack.processes import Process
from luoshi.site.json_text import TextIn
from luoshi.site.ledgers.services.records import Record, records_of
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.processes.models import Case
from luoshi.site.sources import engine
from luoshi.warehouse.duck import name as quoted
from luoshi.warehouse.duck import text


class LedgerRows(Mapping[str, Sequence[Cells]]):
    """The rows of each ledger of a process that hold a case's number, and its household's."""

    def __init__(self, case: Case) -> None:
        self._case = case
        policy = pack.load()
        self._registers = (policy.registers.residents, policy.registers.households)
        self._names = (*ledgers_of(policy.processes[case.process]), *self._registers)
        self._read: dict[str, Sequence[Cells]] = {}

    def __getitem__(self, table_id: str) -> Sequence[Cells]:
        if table_id not in self._names:
            raise KeyError(table_id)
        if table_id not in self._read:
            read = _registered if table_id in self._registers else _kept
            self._read[table_id] = read(self._case, table_id)
        return self._read[table_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _kept(case: Case, ledger_id: str) -> Sequence[Cells]:
    return list(records_about(case, ledger_id).order_by("pk").values_list("data", flat=True))


def _registered(case: Case, table_id: str) -> Sequence[Cells]:
    """The rows of a register about the case's household; who is who is left out."""
    table = pack.load().tables[table_id]
    home = table.household
    if home is None or not case.household:
        return ()
    names = [quoted(one.name) for one in table.columns if not one.personal]
    cells = ", ".join(f"CAST({one} AS VARCHAR) AS {one}" for one in names)
    about = f"{quoted(home.name)} = {text(case.household)}"
    rows = engine().query(f"SELECT {cells} FROM {quoted(table_id)} WHERE {about}")
    return [{name: cell or "" for name, cell in row.items()} for row in rows.to_pylist()]


def ledgers_of(process: Process) -> tuple[str, ...]:
    """The ledgers with rows about cases of a process."""
    return (process.ledgers.main, *process.ledgers.rows) if process.ledgers else ()


def records_about(case: Case, ledger_id: str) -> QuerySet[Record]:
    """The live records of a ledger that hold a case's number, in the case's county."""
    keeping = pack.load().processes[case.process].ledgers
    assert keeping is not None
    rows = records_of(ledger_id).filter(county=case.village[: Level.COUNTY.digits])
    if ledger_id == keeping.main:
        return rows.filter(key=case.matter)
    number = next(c.name for c in ledger(ledger_id).columns if c.element == keeping.number)
    return rows.annotate(number=TextIn("data", number)).filter(number=case.matter)
