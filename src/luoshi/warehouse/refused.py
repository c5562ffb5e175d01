"""The workbook of refused rows: as they came, with the reason, ready to mend and send again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from luoshi.warehouse.headings import REASON, Head
from luoshi.warehouse.intake import Intake
from luoshi.warehouse.outcome import Cell
from luoshi.warehouse.reading import Row, Sheet
from luoshi.warehouse.rows import BadCell
from luoshi.warehouse.text import is_empty

_ROWS_A_SHEET = 1_000_000  # Excel ends at 1,048,576
_OPTIONS = {"constant_memory": True, "remove_timezone": True, "nan_inf_to_errors": True}
_PINK, _GREY = "#FFC7CE", "#F2F2F2"
_DAY, _MOMENT, _TIME = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm:ss"
_REASON_WIDTH, _WIDTH = 60, 16


@dataclass(frozen=True)
class RefusedRow:
    """Why a row went back, and the positions of its bad cells."""

    reason: str
    places: frozenset[int]


@dataclass(frozen=True)
class RefusedSheet:
    """The refused rows of a sheet by row number."""

    sheet: Sheet
    head: Head
    rows: Mapping[int, RefusedRow]


def refused_sheets(intake: Intake) -> list[RefusedSheet]:
    """The refused rows of a file that was read; sheets without one are left out."""
    return [
        RefusedSheet(each.sheet, each.head, {n: _refused_row(bad) for n, bad in each.bad.items()})
        for each in intake.sheets
        if each.bad
    ]


def _refused_row(cells: Sequence[BadCell]) -> RefusedRow:
    reasons = (
        f"{cell.column.name if cell.column else '整行'}：{cell.fault.reason}。{cell.fault.mend}"
        for cell in cells
    )
    return RefusedRow("\n".join(reasons), frozenset(at for cell in cells for at in cell.places))


def refused_name(name: str) -> str:
    """How the workbook of a file's refused rows is called: two files never share a name."""
    return f"退回-{name.removesuffix('.xlsx')}.xlsx"


def write_refused(path: Path, sheets: Iterable[RefusedSheet]) -> None:
    """Write the refused rows of a file to an .xlsx workbook.

    Cells are text cells, unless they came as numbers or dates: a mended ID number stays whole.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with Workbook(path, _OPTIONS) as book:
        formats = _Formats(book)
        for refused in sheets:
            for number, rows in enumerate(_portions(_refused_rows(refused)), start=1):
                sheet = book.add_worksheet(_sheet_name(refused.sheet.name, number))
                _write_sheet(sheet, refused.head, rows, formats)


def _sheet_name(name: str, portion: int) -> str:
    return name if portion == 1 else f"{name[:25]}（{portion}）"


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
    for number, row in enumerate(refused.sheet.rows(), start=1):
        if number in refused.rows:
            yield row, refused.rows[number]


def _portions(
    rows: Iterator[tuple[Row, RefusedRow]],
) -> Iterator[Iterable[tuple[Row, RefusedRow]]]:
    while portion := list(islice(rows, _ROWS_A_SHEET)):
        yield portion


def _write_sheet(
    sheet: Worksheet, head: Head, rows: Iterable[tuple[Row, RefusedRow]], formats: _Formats
) -> None:
    places = [place for place in range(head.width) if place != head.reason]
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(places) - 1, _WIDTH, formats.get("@"))
    sheet.set_column(len(places), len(places), _REASON_WIDTH)
    for at, place in enumerate(places):
        _write(sheet, 0, at, head.cells[place], _GREY, formats)
    _write(sheet, 0, len(places), REASON, _GREY, formats)
    for line, (row, refused) in enumerate(rows, start=1):
        for at, place in enumerate(places):
            colour = _PINK if place in refused.places else None
            _write(sheet, line, at, row[place] if place < len(row) else None, colour, formats)
        _write(sheet, line, len(places), refused.reason, None, formats)


def _write(
    sheet: Worksheet, row: int, column: int, cell: Cell, colour: str | None, formats: _Formats
) -> None:
    """Write a cell as what it was."""
    if is_empty(cell):
        sheet.write_blank(row, column, None, formats.get("@", colour))
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, formats.get("General", colour))
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
