"""Sheets as files: .xlsx, .xls, .csv and .parquet; the same sheet gives the same bytes."""

import csv
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
import xlwt

from luoshi.demonstration.synthetic.sheets import Cell, SyntheticSheet, text

CREATED = datetime(2025, 1, 1)  # noqa: DTZ001  (Excel keeps no time zone)
"""What workbooks say about when they were made: always the same."""

TITLE_WIDTH = 6
"""Columns a title spans at most."""


def write_csv(sheet: SyntheticSheet, path: Path, encoding: str) -> None:
    """Write text parted by commas, lines ended as Windows does."""
    columns = [part.column for part in sheet.parts]
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(sheet.headings)
        for row in sheet.rows():
            writer.writerow(map(text, row, columns))


def write_xlsx(sheet: SyntheticSheet, path: Path) -> None:
    """Write a workbook of one sheet: titles above, amounts as numbers, days as Excel's."""
    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties(
            {"created": CREATED, "title": sheet.table.title, "comments": "合成数据"}
        )
        page = book.add_worksheet(sheet.table.title[:31])
        titled = book.add_format({"align": "center", "bold": True})
        for number, line in enumerate(sheet.above):
            page.merge_range(number, 0, number, min(TITLE_WIDTH, sheet.width) - 1, line, titled)
        page.write_row(len(sheet.above), 0, sheet.headings)
        first = sheet.first_row - 1
        for number, row in enumerate(sheet.rows(), start=first):
            _write_cells(page, number, row)
        for number, line in enumerate(sheet.below, start=first + len(sheet)):
            page.write_string(number, 0, line)


def _write_cells(
    page: "xlsxwriter.worksheet.Worksheet", number: int, row: tuple[Cell, ...]
) -> None:
    for place, cell in enumerate(row):
        if isinstance(cell, str):
            page.write_string(number, place, cell)
        elif isinstance(cell, date):
            page.write_datetime(number, place, cell)
        elif cell is not None:
            page.write_number(number, place, float(cell))


def write_xls(sheet: SyntheticSheet, path: Path) -> None:
    """Write a workbook in the format of Excel 97 to 2003."""
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet(sheet.table.title[:31])
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for number, line in enumerate(sheet.above):
        page.write(number, 0, line)
    for place, heading in enumerate(sheet.headings):
        page.write(len(sheet.above), place, heading)
    for number, row in enumerate(sheet.rows(), start=sheet.first_row - 1):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                page.write(number, place, cell, day)
            elif cell is not None:
                page.write(number, place, float(cell) if isinstance(cell, Decimal) else cell)
    for number, line in enumerate(sheet.below, start=sheet.first_row - 1 + len(sheet)):
        page.write(number, 0, line)
    book.save(str(path))


def write_parquet(rows: pa.Table, path: Path) -> None:
    """Write typed rows."""
    pq.write_table(rows, path, compression="zstd")


Writer = Callable[[SyntheticSheet, Path], None]

WRITERS: dict[str, tuple[str, Writer]] = {
    "xlsx": (".xlsx", write_xlsx),
    "xls": (".xls", write_xls),
    "gb18030": (".csv", lambda sheet, path: write_csv(sheet, path, "gb18030")),
    "utf-8": (".csv", lambda sheet, path: write_csv(sheet, path, "utf-8")),
    "utf-8-sig": (".csv", lambda sheet, path: write_csv(sheet, path, "utf-8-sig")),
}
"""For each form a file may have: its ending, and who writes it."""


FORMS = {
    "households": "xlsx",
    "residents": "gb18030",
    "poverty_households": "xlsx",
    "medical_insurance": "utf-8-sig",
    "medical_claims": "parquet",
    "illnesses": "xlsx",
    "school_roll": "gb18030",
    "school_costs": "xlsx",
    "dropouts": "xls",
    "houses": "utf-8-sig",
    "water": "gb18030",
    "disability": "xlsx",
    "relief": "xlsx",
    "children": "xlsx",
    "cancer": "xls",
    "jobs": "gb18030",
    "microloans": "xlsx",
    "ventures": "xlsx",
    "disasters": "xlsx",
    "deaths": "xls",
    "accidents": "xlsx",
    "household_changes": "utf-8",
}
"""The form each department's file has."""

WORKBOOKS = {"xlsx": 400_000, "xls": 60_000}
"""Cells from which a workbook would be unwieldy: the file is sent as text instead."""


def form_of(table_id: str, rows: pa.Table) -> str:
    """The form in which a department sends so many rows."""
    form = FORMS[table_id]
    cells = rows.num_rows * rows.num_columns
    return form if cells < WORKBOOKS.get(form, cells + 1) else "gb18030"
