"""Checking an uploaded file: what each row would do, and every cell that is refused."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from luoshi.ledgers.values import Data, area_path, kept
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.cells.known import fill_known
from luoshi.site.ledgers.cells.references import There, referred
from luoshi.site.ledgers.cells.row_facts import areas_of, key_of
from luoshi.site.ledgers.policies import may_fill_in
from luoshi.site.ledgers.services.checking import context, reference_faults
from luoshi.site.ledgers.services.demands import row_faults
from luoshi.site.ledgers.services.entries import Sorted, live_by_key, sort_rows
from luoshi.site.ledgers.services.schemas import FILES
from luoshi.site.ledgers.workbook.untouched import without_untouched
from luoshi.warehouse.gate.opening import read_file
from luoshi.warehouse.intake import Intake, SheetIntake, take_in
from luoshi.warehouse.outcome import Fault
from luoshi.warehouse.receipt import Refusal
from luoshi.warehouse.refused import refused_sheets, write_refused
from luoshi.warehouse.repeated_keys import settle_repeats
from luoshi.warehouse.reporting import refusals
from luoshi.warehouse.rows import BadCell
from luoshi.warehouse.schema import Column, FieldType, Table
from luoshi.warehouse.storage import ROW, SHEET_STEP


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
    placed = list(_placed_rows(intake))
    rows = [row for _, row in placed]
    there = referred(table.columns, rows)
    fill_known(table, rows)
    areas = areas_of(table, rows)
    standing = _standing_areas(table, rows)
    good = []
    for (number, row), area, stands_in in zip(placed, areas, standing, strict=True):
        faults = _faults(table, row, area, user, there) or _taken(table, stands_in, user)
        _refuse(intake, number, row, faults)
        if not faults:
            good.append(row)
    return Checking(table, intake, good, sort_rows(table, good), _warnings(intake))


def _placed_rows(intake: Intake) -> Iterator[tuple[int, Data]]:
    """Each good row with its place in the file: the cells of the columns the file has."""
    numbers = intake.rows[ROW].to_pylist()
    texts = {column.name: _texts(intake, column.name) for column in intake.table.columns}
    present = [_present(each, intake.table) for each in intake.sheets]
    for at, number in enumerate(numbers):
        names = present[number // SHEET_STEP]
        yield number, {name: texts[name][at] for name in names}


def _texts(intake: Intake, name: str) -> list[str]:
    column = intake.table.by_name[name]
    return ["" if v is None else kept(column, v) for v in intake.rows[name].to_pylist()]


def _present(each: SheetIntake, table: Table) -> list[str]:
    person = table.person is not None and table.person.name in each.head.positions
    return [
        column.name
        for column in table.columns
        if column.element != FILES
        and (column.name in each.head.positions or (person and column.derive))
    ]


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


def _refuse(intake: Intake, number: int, row: Data, faults: dict[str, Fault]) -> None:
    place, line = divmod(number, SHEET_STEP)
    each = intake.sheets[place]
    for name, fault in faults.items():
        places = each.head.positions.get(name, ())
        column = intake.table.by_name[name]
        each.bad[line].append(BadCell(line, column, _told(column, row.get(name)), places, fault))


def _told(column: Column, text: str | None) -> str | None:
    """A kept value as its sender knows it: a division by its names."""
    return area_path(text) if text and column.type is FieldType.AREA else text


def _warnings(intake: Intake) -> list[str]:
    warnings = [f"“{column}”有 {n} 格{note}" for (column, note), n in intake.notes.items()]
    if skipped := intake.account.skipped:
        warnings.append(f"这些工作表没有本台账的表头，没有读：{'、'.join(skipped)}")
    if unknown := intake.account.unknown:
        warnings.append(f"这些列不是本台账的，没有读：{'、'.join(unknown)}")
    if missing := _missing(intake):
        warnings.append(f"文件里没有这些列，已有的内容不变：{'、'.join(missing)}")
    if intake.footers:
        warnings.append(f"表末的合计、填表人等 {intake.footers} 行没有读")
    if intake.repeated:
        warnings.append(f"有 {intake.repeated} 行与前面的行完全相同，只算一行")
    return warnings


def _missing(intake: Intake) -> list[str]:
    """The columns a file could have and lacks; attached files come another way."""
    table = intake.table
    return [name for name in intake.account.missing if table.by_name[name].element != FILES]
