"""A list of cases as an Excel workbook."""

from collections.abc import Iterable
from datetime import date
from typing import IO

from luoshi.site.casework.presenters.cases import CaseRow
from luoshi.site.casework.presenters.feedback import LeadFeedback
from luoshi.site.workbooks import ExcelSheet, workbook_to_send

HEADINGS = {
    "事项": 18, "县乡村": 28, "户编号": 18, "姓名": 10, "阶段": 8, "环节": 16, "由谁办": 16,
    "来源": 12, "事由": 50, "立项": 12, "时限": 12, "时间": 12, "退回": 6, "先行救助": 8,
    "标记": 14, "办结情况": 20,
}  # fmt: skip
FEEDBACK = {
    "数据部门": 16, "规则": 22, "县乡村": 28, "户编号": 18, "户主": 10, "涉及人员": 10,
    "依据": 50, "首次发现": 12, "核实结果": 12, "办到哪里": 30, "核实日期": 12,
}  # fmt: skip
"""Headings with the width of their columns in characters."""


def workbook(rows: Iterable[CaseRow], title: str, today: date) -> IO[bytes]:
    """The rows as an open .xlsx file, at its beginning."""
    with workbook_to_send() as (book, file):
        sheet = ExcelSheet(book, title, HEADINGS, today)
        for row in rows:
            sheet.add(_line(row))
        sheet.finish()
    return file


def numbers_workbook(heads: list[str], lines: Iterable[list[object]], today: date) -> IO[bytes]:
    """Statistics as an open .xlsx file, at its beginning: the first column names, then numbers."""
    with workbook_to_send() as (book, file):
        widths = {head: 24 if place == 0 else 10 for place, head in enumerate(heads)}
        sheet = ExcelSheet(book, "监测统计", widths, today)
        for line in lines:
            sheet.add(line)
        sheet.finish()
    return file


def feedback_workbook(rows: Iterable[LeadFeedback], today: date) -> IO[bytes]:
    """Leads with what came of them as an open .xlsx file, at its beginning."""
    with workbook_to_send() as (book, file):
        sheet = ExcelSheet(book, "核实反馈", FEEDBACK, today)
        for one in rows:
            sheet.add(
                [
                    one.department, one.rule, one.place, one.number, one.head, one.person,
                    one.evidence, one.first_seen, one.outcome.label, one.words,
                    one.looked_on or "",
                ]
            )  # fmt: skip
        sheet.finish()
    return file


def _line(row: CaseRow) -> list[object]:
    marks = ["是" if one else "" for one in (row.returned, row.urgent)]
    return [
        row.kind, row.place, row.number, row.name, row.phase, row.stage, row.owner,
        row.source, row.about, row.opened_on, row.clock.due_on or "", row.clock.words, *marks,
        row.mark, row.ending,
    ]  # fmt: skip
