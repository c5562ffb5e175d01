"""The workbook of refused rows: as they came, with the reason, ready to mend and send again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from luoshi.warehouse.dates import serial_in_1900
from luoshi.warehouse.gate.sheet import Row, Sheet
from luoshi.warehouse.headings import ORIGIN, REASON, Head
from luoshi.warehouse.intake import Intake
from luoshi.warehouse.outcome import Cell, Percent, Spoiled
from luoshi.warehouse.reasons import written_reason
from luoshi.warehouse.rows import BadCell
from luoshi.warehouse.schema import FieldType, Table
from luoshi.warehouse.sheet_names import SheetNames
from luoshi.warehouse.text import is_empty

_ROWS_A_SHEET = 1_000_000  # Excel ends at 1,048,576
_OPTIONS = {"constant_memory": True, "remove_timezone": True, "nan_inf_to_errors": True}
_PINK, _GREY = "#FFC7CE", "#F2F2F2"
_DAY, _MOMENT, _TIME, _PERCENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm:ss", "0.######%"
_NO_RESULT = "#N/A"  # sent again unmended, it is refused again
_REASON_WIDTH, _WIDTH = 60, 16


@dataclass(frozen=True)
class RefusedRow:
    """Why a row went back, and the positions of its bad cells."""

    reason: str
    places: frozenset[int]


@dataclass(frozen=True)
class RefusedSheet:
    """The refused rows of a sheet by row number; ``days`` are the positions of days and months.

    ``origin`` names the delivery they went back from, where that is to be known when they come
    again. Those that ``keep_origins`` had gone back before, and say from which.
    """

    sheet: Sheet
    head: Head
    rows: Mapping[int, RefusedRow]
    days: frozenset[int]
    origin: str = ""
    keep_origins: bool = False

    def origin_of(self, row: Row) -> Cell:
        """What a row went back from."""
        place = self.head.origin
        before = row[place] if self.keep_origins and place is not None else None
        return self.origin if is_empty(before) else before


def give_back(intake: Intake, to: Path | None, origin: str) -> str | None:
    """Write the refused rows of a file to a workbook, and name it; nothing where all are good."""
    if not to or not intake.refused:
        return None
    write_refused(to, refused_sheets(intake, origin))
    return str(to)


def refused_sheets(intake: Intake, origin: str = "") -> list[RefusedSheet]:
    """The refused rows of a file that was read; sheets without one are left out.

    ``origin`` names the delivery, where the mended rows are to add to it.
    """
    return [
        RefusedSheet(
            each.sheet,
            each.head,
            {number: _refused_row(bad) for number, bad in each.bad.items()},
            _days(each.head, intake.table),
            origin,
            intake.supplements,
        )
        for each in intake.sheets
        if each.bad
    ]


def _days(head: Head, table: Table) -> frozenset[int]:
    names = (one.name for one in table.columns if one.type in (FieldType.DATE, FieldType.MONTH))
    return frozenset(at for name in names for at in head.positions.get(name, ()))


def _refused_row(cells: Sequence[BadCell]) -> RefusedRow:
    reasons = (written_reason(each.column.name if each.column else None, each.fault)
               for each in cells)  # fmt: skip
    return RefusedRow("\n".join(reasons), frozenset(at for cell in cells for at in cell.places))


def refused_name(name: str) -> str:
    """How the workbook of a file's refused rows is called: two files never share a name."""
    return f"退回-{name.removesuffix('.xlsx')}.xlsx"


def write_refused(path: Path, sheets: Iterable[RefusedSheet]) -> None:
    """Write the refused rows of a file to an .xlsx workbook.

    Cells are text cells, unless they came as numbers or dates: a mended ID number stays whole.
    The workbook is there whole or not at all, and nothing of it lies anywhere else.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=path.parent, prefix=".") as folder:
        draft = Path(folder) / "refused.xlsx"
        with Workbook(draft, {**_OPTIONS, "tmpdir": folder}) as book:
            _write_sheets(book, sheets)
        draft.replace(path)


def _write_sheets(book: Workbook, sheets: Iterable[RefusedSheet]) -> None:
    formats, names = _Formats(book), SheetNames()
    for refused in sheets:
        for rows in _portions(_refused_rows(refused)):
            sheet = book.add_worksheet(names.legal(refused.sheet.name))
            _write_sheet(sheet, refused, rows, formats)


class _Formats:
    """Cell formats by number format and colour, made once each."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, str | None], Format] = {}

    def get(self, number_format: str, colour: str | None = None) -> Format:
        key = (number_format, colour)
        if key not in self._made:
            fill = {"bg_color": colour} if colour else {}
            self._made[key] = self._book.add_format({"num_format": number_format, **fill})
        return self._made[key]


def _refused_rows(refused: RefusedSheet) -> Iterator[tuple[Row, RefusedRow]]:
    numbers = np.array(sorted(refused.rows), np.int64)
    for block in refused.sheet.blocks():
        back = block.take(np.flatnonzero(np.isin(block.numbers, numbers)))
        for number, row in back.rows():
            as_ours = _since_1900(refused, row) if refused.sheet.since_1904 else row
            yield as_ours, refused.rows[number]


def _since_1900(refused: RefusedSheet, row: Row) -> Row:
    """A row of a book that counts days from 1904, with serial numbers as ours counts."""
    days = refused.days
    return [serial_in_1900(cell) if at in days else cell for at, cell in enumerate(row)]


def _portions(
    rows: Iterator[tuple[Row, RefusedRow]],
) -> Iterator[Iterable[tuple[Row, RefusedRow]]]:
    while portion := list(islice(rows, _ROWS_A_SHEET)):
        yield portion


def _write_sheet(
    sheet: Worksheet,
    refused: RefusedSheet,
    rows: Iterable[tuple[Row, RefusedRow]],
    formats: _Formats,
) -> None:
    head = refused.head
    places = [place for place in range(head.width) if place not in (head.reason, head.origin)]
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(places) - 1, _WIDTH, formats.get("@"))
    sheet.set_column(len(places), len(places), _REASON_WIDTH)
    for at, place in enumerate(places):
        _write(sheet, 0, at, head.cells[place], _GREY, formats)
    for at, added in enumerate((REASON, ORIGIN)[: 2 if refused.origin else 1], len(places)):
        _write(sheet, 0, at, added, _GREY, formats)
    for line, (row, why) in enumerate(rows, start=1):
        for at, place in enumerate(places):
            colour = _PINK if place in why.places else None
            _write(sheet, line, at, row[place] if place < len(row) else None, colour, formats)
        _write(sheet, line, len(places), why.reason, None, formats)
        if refused.origin:
            _write(sheet, line, len(places) + 1, refused.origin_of(row), None, formats)


def _write(
    sheet: Worksheet, row: int, column: int, cell: Cell, colour: str | None, formats: _Formats
) -> None:
    """Write a cell as what it was."""
    if isinstance(cell, Spoiled):
        cell = cell.text or _NO_RESULT
    if is_empty(cell):
        sheet.write_blank(row, column, None, formats.get("@", colour))
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, formats.get("General", colour))
    elif isinstance(cell, Percent):
        sheet.write_number(row, column, cell, formats.get(_PERCENT, colour))
    elif isinstance(cell, int | float | Decimal):
        _write_number(sheet, row, column, cell, colour, formats)
    elif isinstance(cell, time | timedelta) or (isinstance(cell, date) and cell.year >= 1900):
        sheet.write_datetime(row, column, cell, formats.get(_date_format(cell), colour))
    else:
        sheet.write_string(row, column, str(cell), formats.get("@", colour))


def _write_number(
    sheet: Worksheet,
    row: int,
    column: int,
    number: float | Decimal,
    colour: str | None,
    formats: _Formats,
) -> None:
    """A whole number too long for Excel is written as text, so that no digit is lost."""
    if not isinstance(number, float) and abs(number) >= 10**15:
        sheet.write_string(row, column, str(number), formats.get("@", colour))
    else:
        sheet.write_number(row, column, number, formats.get("General", colour))


def _date_format(cell: date | time | timedelta) -> str:
    if isinstance(cell, datetime):
        return _MOMENT
    return _DAY if isinstance(cell, date) else _TIME
