"""What a case's steps write into ledgers, so that nobody types it a second time."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError

from luoshi.ledgers.schemas import FILES
from luoshi.ledgers.values import Data
from luoshi.pack.caseledgers import Write
from luoshi.pack.processes import Move, Process
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.services.entries import keep_rows
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.processes.models import Case
from luoshi.warehouse.schema import Column, Table


def keep_records(case: Case, process: Process, move: Move | None, by: User | None) -> None:
    """Write the rows that follow from where a case stands after a move.

    Raises:
        ValidationError: a row lacks what the ledger must have.
    """
    for write in writes_of(process, move):
        table = ledger(write.ledger)
        row = row_of(case, process, table, write)
        demand_whole(table, row)
        keep_rows(table, [row], by=by)


def writes_of(process: Process, move: Move | None) -> Iterator[Write]:
    """The rows written after a move: the case's own, and those the move names."""
    if process.ledgers is not None:
        yield Write(ledger=process.ledgers.main)
    if move is not None:
        yield from move.writes


def row_of(case: Case, process: Process, table: Table, write: Write) -> Data:
    """The cells of a ledger's row that a case knows; others are left as they are."""
    found = ((column.name, _cell(case, process, table, column)) for column in table.columns)
    return {name: text for name, text in found if text is not None} | write.sets


def demand_whole(table: Table, row: Data) -> None:
    """Check that the row has all it must.

    Raises:
        ValidationError: what is missing.
    """
    musts = (column for column in table.columns if column.required)
    missing = [column.heading for column in musts if not row.get(column.name)]
    if missing:
        raise ValidationError(f"“{table.title}”缺少：{'、'.join(missing)}。请补上再办。")


def _cell(case: Case, process: Process, table: Table, column: Column) -> str | None:
    if column.element == FILES:
        return None
    if column is table.area:
        return case.village
    own = _own(case, process)
    if column.element in own:
        return own[column.element]
    facts: Data = case.facts
    if column.name in facts:
        return facts[column.name]
    same = (f.name for f in process.fields if column.element and f.element == column.element)
    return next((facts[name] for name in same if name in facts), None)


def _own(case: Case, process: Process) -> dict[str, str]:
    own = {
        "case.stage": process.stage[case.stage].title,
        "case.since": case.since.isoformat(),
        "case.unit": case.unit,
    }
    return own | {process.ledgers.number: case.matter} if process.ledgers else own
