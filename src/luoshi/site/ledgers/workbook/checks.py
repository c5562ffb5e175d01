"""Checking an uploaded file: what each row would do, and every cell that is refused."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from luoshi.ledgers.checking import reference_faults
from luoshi.ledgers.intake import numbered_rows, refuse, remarks
from luoshi.ledgers.references import There
from luoshi.ledgers.row_facts import key_of
from luoshi.ledgers.untouched import without_untouched
from luoshi.ledgers.values import Data
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.cells.known import areas_of, fill_known
from luoshi.site.ledgers.cells.references import referred
from luoshi.site.ledgers.policies import may_fill_in
from luoshi.site.ledgers.services.checking import context
from luoshi.site.ledgers.services.demands import row_faults
from luoshi.site.ledgers.services.entries import Sorted, live_by_key, sort_rows
from luoshi.warehouse.gate.opening import read_file
from luoshi.warehouse.intake import Intake, take_in
from luoshi.warehouse.outcome import Fault
from luoshi.warehouse.receipt import Refusal
from luoshi.warehouse.refused import refused_sheets, write_refused
from luoshi.warehouse.repeated_keys import settle_repeats
from luoshi.warehouse.reporting import refusals
from luoshi.warehouse.schema import Table


@dataclass
class Checking:
    """What checking a file found. ``rows`` are the good ones, with the user's own areas."""

    table: Table
    intake: Intake
    rows: list[Data]
    found: Sorted
    warnings: list[str] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """How many rows are refused."""
        return self.intake.refused

    def refusals(self) -> list[Refusal]:
        """Every refused cell, in the order of the file, without personal values."""
        return refusals(self.intake)

    def write_refused(self, path: Path) -> None:
        """Write the refused rows to a workbook that can be mended and sent again."""
        write_refused(path, refused_sheets(self.intake))


def check_file(table: Table, path: Path, user: User) -> Checking:
    """Check every cell of a file as the user's own delivery to the ledger.

    Raises:
        WarehouseError: the file cannot be read, or its headings are not the ledger's.
    """
    file = without_untouched(read_file(path), table)
    intake = take_in(file, table, context(), lambda _done, _total: None)
    settle_repeats([intake], [path.name])
    placed = list(numbered_rows(intake))
    rows = [row for _, row in placed]
    there = referred(table.columns, rows)
    fill_known(table, rows)
    areas = areas_of(table, rows)
    standing = _standing_areas(table, rows)
    good = []
    for (number, row), area, stands_in in zip(placed, areas, standing, strict=True):
        faults = _faults(table, row, area, user, there) or _taken(table, stands_in, user)
        refuse(intake, number, row, faults)
        if not faults:
            good.append(row)
    return Checking(table, intake, good, sort_rows(table, good), remarks(intake))


def _faults(table: Table, row: Data, area: str, user: User, there: There) -> dict[str, Fault]:
    return reference_faults(table.columns, row, there) or row_faults(user, table, row, area, there)


def _standing_areas(table: Table, rows: Sequence[Data]) -> list[str | None]:
    """The area of the live record with each row's key; None where there is none."""
    if not table.key:
        return [None for _ in rows]
    keys = [key_of(table, row) for row in rows]
    there = {key: record.area for key, record in live_by_key(table, keys).items()}
    return [there.get(key) for key in keys]


def _taken(table: Table, stands_in: str | None, user: User) -> dict[str, Fault]:
    """A fault where the record of that key is not the user's to change, wherever the row lies."""
    if stands_in is None or may_fill_in(user, table, stands_in):
        return {}
    names = "、".join(table.key)
    reason = f"别的地区已有{names}相同的记录"
    return {table.key[0]: Fault(reason, f"核对{names}，或请该地区修改")}
