"""Importing a file: read, check row by row, store the good rows, give the others back."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from hashlib import file_digest
from pathlib import Path

from luoshi.warehouse.batches import Manifest
from luoshi.warehouse.delivery import Delivery, in_china
from luoshi.warehouse.gate.opening import read_file
from luoshi.warehouse.intake import Intake, Progress, take_in
from luoshi.warehouse.masking import masked_text, without_id_numbers
from luoshi.warehouse.reach import in_name
from luoshi.warehouse.receipt import Receipt
from luoshi.warehouse.refused import give_back
from luoshi.warehouse.reporting import receipt, receipt_again
from luoshi.warehouse.schema import Table
from luoshi.warehouse.warehouse import Warehouse


def import_file(
    warehouse: Warehouse,
    table_id: str,
    path: Path,
    *,
    received_at: datetime | None = None,
    sender: str | None = None,
    scope: str | None = None,
    reach: date | None = None,
    progress: Progress | None = None,
    refused_to: Path | None = None,
    again: bool = False,
) -> Receipt:
    """Import one file into a table; the same file again adds nothing.

    Unless it is asked for ``again``: what came meanwhile is then replaced as by any other
    file. Files of one delivery are given the same ``received_at``. ``reach`` is the day the rows
    reach to (see `luoshi.warehouse.reach`). Refused rows are written to the workbook
    ``refused_to``, when there are any, before anything is stored; the same file again writes it
    again where it is gone. Raises :class:`WarehouseError` when the file as a whole cannot be
    taken; nothing is stored then.
    """
    table = warehouse.table(table_id)
    delivery = Delivery(
        file_name=without_id_numbers(path.name),
        sha256=_digest(path),
        received_at=received_at,
        sender=sender,
        scope=scope,
        reach=reach,
    )
    reaches = reach or in_name(delivery.file_name)
    earlier = warehouse.delivered(table_id, delivery.sha256, scope, reaches)
    if earlier and not again:
        back = _refused_again(warehouse, table, path, earlier, refused_to)
        return receipt_again(table, delivery, earlier, warehouse.in_force(table_id), back)
    intake = _read(warehouse, table, path, delivery, progress)
    # First the workbook: rows stored without it would have lost those refused.
    refused_file = give_back(intake, refused_to)
    manifest = _store(warehouse, intake, delivery)
    return receipt(intake, delivery, manifest, refused_file, warehouse.in_force(table_id))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _read(
    warehouse: Warehouse,
    table: Table,
    path: Path,
    delivery: Delivery,
    progress: Progress | None,
) -> Intake:
    context = warehouse.context(delivery.moment.date())
    with _uncollected():
        return take_in(read_file(path), table, context, progress or _silent)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Cells hold no cycles: looking for some, over and over, takes a seventh of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _silent(_done: int, _total: int | None) -> None:
    """Tell nobody."""


def _store(warehouse: Warehouse, intake: Intake, delivery: Delivery) -> Manifest | None:
    """Store what was accepted; a file without one good row leaves no batch."""
    if not len(intake.rows):
        return None
    counted = delivery.model_copy(
        update={
            "refused": intake.refused,
            "known": intake.repeated,
            "supplement": intake.supplements,
            "sheets": tuple(masked_text(each.sheet.name) for each in intake.sheets),
        }
    )
    return warehouse.deliver(intake.table.id, intake.rows, counted, intake.numbers)


def _refused_again(
    warehouse: Warehouse, table: Table, path: Path, earlier: Manifest, to: Path | None
) -> str | None:
    """Write once more what was refused of a file that came before, where it is not there."""
    if not earlier.refused or to is None or to.exists():
        return None
    context = warehouse.context(in_china(earlier.received_at).date())
    return give_back(take_in(read_file(path), table, context, _silent), to)
