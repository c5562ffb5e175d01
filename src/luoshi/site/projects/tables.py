"""Lists of projects as Excel workbooks."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import IO

from luoshi.site.projects.presenters.projects import ProjectRow
from luoshi.site.workbooks import ExcelSheet, workbook_to_send

HEADINGS = {
    "项目编码": 18, "项目名称": 36, "县乡村": 26, "类别": 10, "库年度": 8, "环节": 14,
    "由谁办": 12, "主管部门": 14, "总投资（万元）": 12, "衔接资金（万元）": 12,
    "已安排（万元）": 12, "时限": 12, "时间": 14,
}  # fmt: skip
"""Headings with the width of their columns in characters."""


def workbook(lines: Iterable[ProjectRow], today: date) -> IO[bytes]:
    """The projects as an open .xlsx file, at its beginning."""
    return sheet_of("项目库", HEADINGS, map(_line, lines), today)


def sheet_of(
    title: str, headings: Mapping[str, int], lines: Iterable[Iterable[object]], today: date
) -> IO[bytes]:
    """A workbook of one sheet; amounts are numbers."""
    with workbook_to_send() as (book, file):
        sheet = ExcelSheet(book, title, dict(headings), today)
        for line in lines:
            sheet.add(line)
        sheet.finish()
    return file


def _line(row: ProjectRow) -> list[object]:
    return [
        row.code, row.name, row.place, row.kind, row.year, row.stage, row.owner, row.unit,
        row.total, row.bridging, row.given, row.clock.due_on or "", row.clock.words,
    ]  # fmt: skip
