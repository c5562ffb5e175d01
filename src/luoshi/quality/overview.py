"""The first sheet: every check with its count, what to do, and why it was not asked."""

from xlsxwriter.worksheet import Worksheet

from luoshi.quality.formats import Formats
from luoshi.quality.report import Report, Result
from luoshi.quality.wording import about_files, about_run

_COLUMNS = {
    "编号": 14,
    "核查内容": 60,
    "表": 16,
    "程度": 12,
    "条数": 10,
    "怎样处理": 60,
    "未查的原因": 50,
}
"""Headings and their widths."""


def write_overview(sheet: Worksheet, report: Report, formats: Formats) -> None:
    """Write the list of checks; the id of one with findings leads to its sheet."""
    lines = [about_run(report), *about_files(report)]
    sheet.write_string(0, 0, lines[0], formats.title)
    for row, line in enumerate(lines[1:], start=1):
        sheet.write_string(row, 0, line, formats.note)
    head = len(lines)
    for place, (heading, width) in enumerate(_COLUMNS.items()):
        sheet.set_column(place, place, width)
        sheet.write_string(head, place, heading, formats.heading)
    for row, result in enumerate(report.results, start=head + 1):
        _write(sheet, row, result, formats)
    sheet.freeze_panes(head + 1, 2)
    sheet.autofilter(head, 0, head + len(report.results), len(_COLUMNS) - 1)


def _write(sheet: Worksheet, row: int, result: Result, formats: Formats) -> None:
    check = result.check
    if len(result):
        sheet.write_url(row, 0, f"internal:'{check.id}'!A1", formats.link, check.id)
    else:
        sheet.write_string(row, 0, check.id, formats.top)
    sheet.write_string(row, 1, check.title, formats.wrapped)
    sheet.write_string(row, 2, result.table.title, formats.top)
    sheet.write_string(row, 3, check.severity.label, formats.top)
    if not result.skipped:
        sheet.write_number(row, 4, len(result), formats.top)
    sheet.write_string(row, 5, check.advice or "", formats.wrapped)
    sheet.write_string(row, 6, result.skipped or "", formats.wrapped)
