"""An export as a workbook: titles above, the headings in the third row, every cell as text."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

from luoshi.demonstration.synthetic.exports.row import Row
from luoshi.demonstration.synthetic.files import CREATED
from luoshi.warehouse.schema import FieldType, Table

HEAD_ROW = 2
"""The row of the headings, from 0."""


def write_export(folder: Path, table: Table, rows: Sequence[Row], day: date) -> Path:
    """Write the rows under the table's headings; the file's name tells the table and the day."""
    path = folder / f"{table.file_names[0]}_{day:%Y%m%d}.xlsx"
    headings = [column.name for column in table.columns if column.type is not FieldType.PERSON]
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        book.set_properties({"created": CREATED, "title": table.title, "comments": "合成数据"})
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, table.title)
        sheet.write_string(1, 0, f"导出日期：{day}（合成数据，不对应任何真人）")
        sheet.write_row(HEAD_ROW, 0, headings)
        for line, row in enumerate(rows, start=HEAD_ROW + 1):
            for place, heading in enumerate(headings):
                if row.get(heading):
                    sheet.write_string(line, place, row[heading])
    return path
