"""A list of findings as an Excel workbook."""

from collections.abc import Iterable
from datetime import date
from typing import IO

from luoshi.site.quality.presenters.rows import FindingRow
from luoshi.site.workbooks import ExcelSheet, workbook_to_send

HEADINGS = {
    "规则": 12, "内容": 50, "类别": 12, "程度": 8, "乡镇": 12, "村": 12, "户编号": 20, "姓名": 10,
    "状态": 10, "出现": 12, "表": 18, "原表行号": 10, "派给": 24, "核实": 20, "时限": 12,
}  # fmt: skip
"""Headings with the width of their columns in characters."""


def workbook(rows: Iterable[FindingRow], today: date) -> IO[bytes]:
    """The rows as an open .xlsx file, at its beginning."""
    with workbook_to_send() as (book, file):
        sheet = ExcelSheet(book, "疑点", HEADINGS, today)
        for row in rows:
            sheet.add(_line(row))
        sheet.finish()
    return file


def _line(row: FindingRow) -> list[object]:
    task = row.task
    sent = [task.to, task.state.label, task.clock.due_on or ""] if task else ["", "", ""]
    return [
        row.rule, row.title, row.group, row.weight.label, row.township, row.village,
        row.household, row.name, row.state.label, row.since, row.table, row.row, *sent,
    ]  # fmt: skip
