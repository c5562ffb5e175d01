"""Tables of changes as civil-affairs offices send them, checked row by row before any counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from luoshi.areas import AreaChange, Areas, ChangeFault, RefusedChangesError, parse_changes
from luoshi.areas.changes import HEADINGS
from luoshi.warehouse.body import is_idle, under
from luoshi.warehouse.dates import read_day, serial_in_1900
from luoshi.warehouse.errors import WarehouseError
from luoshi.warehouse.gate.opening import read_file
from luoshi.warehouse.gate.sheet import Row, Sheet
from luoshi.warehouse.headings import SEARCHED_ROWS, Head, check_head, find_head
from luoshi.warehouse.outcome import Cell, CellError, Spoiled
from luoshi.warehouse.schema import Table
from luoshi.warehouse.text import plain, symbols

DAY, OLD, NEW = HEADINGS["day"], HEADINGS["old"], HEADINGS["new"]
NEW_NAME = HEADINGS["new_name"]

TABLE = Table.model_validate(
    {
        "id": "area_changes",
        "title": "区划变更表",
        "home": "reference",
        "about": "record",
        "key": (),
        "columns": (
            {"name": DAY, "type": "date", "required": True, "aliases": ("变更时间", "生效日期")},
            {"name": HEADINGS["kind"], "type": "text", "required": True, "aliases": ("变更方式",)},
            {"name": OLD, "type": "text", "required": True, "aliases": ("变更前代码",)},
            {"name": HEADINGS["old_name"], "type": "text", "aliases": ("变更前名称",)},
            {"name": NEW, "type": "text", "required": True, "aliases": ("变更后代码",)},
            {"name": NEW_NAME, "type": "text", "required": True, "aliases": ("变更后名称",)},
            {"name": HEADINGS["document"], "type": "text", "required": True, "aliases": ("文号",)},
        ),
    }
)
"""The table's columns; which cells of a row may be empty follows from the kind of change."""


@dataclass(frozen=True)
class FileRow:
    """A row of a file: where it stands, and its cells as text by heading."""

    sheet: str
    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class ChangeRefusal:
    """A cell because of which a file of changes goes back."""

    row: FileRow
    fault: ChangeFault

    @property
    def text(self) -> str:
        """In Chinese: sheet, row, column, value, and how to mend it."""
        return f"工作表“{self.row.sheet}”第 {self.row.number} 行{self.fault.text}"

    def document(self) -> dict[str, object]:
        """As JSON: ``{sheet, row, column, value, message, hint}``."""
        return {
            "sheet": self.row.sheet,
            "row": self.row.number,
            "column": self.fault.column,
            "value": self.fault.value,
            "message": self.fault.message,
            "hint": self.fault.hint,
        }


class RefusedFileError(ValueError):
    """A file of which no row is taken; no ``refusals`` where the file as such is at fault."""

    def __init__(self, name: str, message: str, refusals: Sequence[ChangeRefusal] = ()) -> None:
        super().__init__(f"{name}：{message}")
        self.refusals = tuple(refusals)


def read_change_file(path: Path, areas: Areas, name: str = "") -> tuple[AreaChange, ...]:
    """The changes in a file, which can all be after those that ``areas`` knows.

    Raises:
        RefusedFileError: the file is no such table, or some rows cannot be.
    """
    name = name or path.name
    try:
        rows = list(_rows(path))
    except (WarehouseError, CellError) as error:
        raise RefusedFileError(name, str(error)) from error
    if not rows:
        told = "没有一行变更；表头要有“变更日期”“变更类型”“原代码”“现代码”“现名称”“批准文号”"
        raise RefusedFileError(name, told)
    changes, faults = parse_changes([row.cells for row in rows])
    faults = faults or _clashes(changes, areas, rows)
    refusals = [ChangeRefusal(rows[one.place], one) for one in faults]
    if refusals:
        told = f"有 {len(refusals)} 处要改，一行也没有收。{'；'.join(one.text for one in refusals)}"
        raise RefusedFileError(name, told, refusals)
    return tuple(changes)


def _clashes(
    changes: Sequence[AreaChange], areas: Areas, rows: Sequence[FileRow]
) -> list[ChangeFault]:
    """What cannot be after the known changes; a clash with a known one is told of its row here."""
    before = len(areas.changes)
    try:
        areas.changed(changes)
    except RefusedChangesError as error:
        return [_placed(one, before, len(rows)) for one in error.faults]
    return []


def _placed(fault: ChangeFault, before: int, count: int) -> ChangeFault:
    if fault.place >= before:
        place = fault.place - before
        return ChangeFault(place, fault.field, fault.value, fault.message, fault.hint)
    told = f"与已经登记的变更冲突：{fault.text}"
    return ChangeFault(count - 1, "day", "", told, "核对日期和先后，这份表改了再送")


def _rows(path: Path) -> Iterator[FileRow]:
    for sheet in read_file(path).visible:
        head = find_head(islice(sheet.rows(), SEARCHED_ROWS), TABLE)
        if head:
            check_head(head, TABLE, sheet.name)
            yield from _of(sheet, head)


def _of(sheet: Sheet, head: Head) -> Iterator[FileRow]:
    for block in under(sheet, head):
        for number, row in block.rows():
            if not is_idle(row, head):
                yield FileRow(sheet.name, number, _texts(sheet, head, number, row))


def _texts(sheet: Sheet, head: Head, number: int, row: Row) -> dict[str, str]:
    cells = {name: row[places[0]] for name, places in head.positions.items()}
    for name, cell in cells.items():
        if isinstance(cell, Spoiled):
            raise CellError(f"第 {number} 行“{name}”{cell.fault.reason}", cell.fault.mend)
    if sheet.since_1904 and DAY in cells:
        cells[DAY] = serial_in_1900(cells[DAY])
    read = {DAY: _day, OLD: symbols, NEW: symbols}
    return {name: read.get(name, plain)(cell) for name, cell in cells.items()}


def _day(cell: Cell) -> str:
    """The day as a change has it; what is none is told with the other cells."""
    try:
        return read_day(cell).day.isoformat()
    except CellError:
        return symbols(cell)
