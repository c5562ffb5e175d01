"""The worklist as an Excel workbook: a sheet of households and a sheet of leads."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import IO

import xlsxwriter

from luoshi.site.listing import by
from luoshi.site.monitoring.presenters.rows import HouseholdRow
from luoshi.site.rights import Ability
from luoshi.site.ui import COLOUR_TITLES
from luoshi.site.workbooks import ExcelSheet, workbook_to_send

DEFAULT = "-colour"

ORDERS = {
    "colour": by("gravest", "-since", "-pk"),
    "place": by("village", "number"),
    "head": by("head", "number", needs=Ability.NAMES),
    "leads": by("standing", "gravest"),
    "since": by("since", "-gravest"),
}
"""What ``?sort=`` may say: where nothing is asked, gravest first and then longest waiting."""


HOUSEHOLDS = {
    "颜色": 8, "县乡村": 28, "户编号": 18, "户主": 10, "线索数": 8,
    "风险类型": 18, "线索": 60, "首次发现": 12, "等待天数": 10,
}  # fmt: skip
LEADS = {
    "颜色": 8, "县乡村": 28, "户编号": 18, "户主": 10, "涉及人员": 10, "风险类型": 12,
    "规则": 22, "依据": 60, "数据部门": 16, "首次发现": 12,
    "状态": 20,
}  # fmt: skip
"""Headings with the width of their columns in characters."""


def workbook(rows: Iterable[HouseholdRow], as_of: date) -> IO[bytes]:
    """The rows as an open .xlsx file, at its beginning."""
    with workbook_to_send() as (book, file):
        _fill(book, rows, as_of)
    return file


def _fill(book: xlsxwriter.Workbook, rows: Iterable[HouseholdRow], as_of: date) -> None:
    households = ExcelSheet(book, "预警户", HOUSEHOLDS, as_of)
    leads = ExcelSheet(book, "线索", LEADS, as_of)
    for row in rows:
        households.add(_household(row))
        for line in _leads(row):
            leads.add(line)
    households.finish()
    leads.finish()


def _household(row: HouseholdRow) -> list[object]:
    told = "\n".join(f"{lead.rule}：{lead.evidence}" for lead in row.leads)
    colour, count = COLOUR_TITLES[row.colour], len(row.leads)
    return [
        colour, row.place, row.number, row.head, count, row.risks, told, row.since, row.days
    ]  # fmt: skip


def _leads(row: HouseholdRow) -> Iterator[list[object]]:
    for lead in row.leads:
        yield [
            COLOUR_TITLES[lead.colour], row.place, row.number, row.head, lead.person, lead.risk,
            lead.rule, lead.evidence, lead.department, lead.first_seen,
            lead.state,
        ]  # fmt: skip
