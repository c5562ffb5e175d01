"""The worklist: a list of households; its Excel file has a sheet of their leads besides."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import xlsxwriter

from luoshi.site.list_table import Column, ListSheet, ListTable
from luoshi.site.monitoring.presenters.rows import HouseholdRow, LeadCell
from luoshi.site.rights import Ability
from luoshi.site.ui import COLOUR_TITLES


def _told(row: HouseholdRow) -> str:
    return "\n".join(f"{lead.rule}：{lead.evidence}" for lead in row.leads)


class HouseholdTable(ListTable):
    """Households with leads: where nothing is asked, most severe first and then longest waiting."""

    title = "预警户"
    shown = ("colour", "head", "place", "leads", "since")
    default = "-colour"
    look = "worklist"
    placed = True

    colour = Column("颜色", lambda row: COLOUR_TITLES[row.colour], width=8,
                    sort=("worst", "-since", "-pk"), cell="monitoring/cells/colour.html",
                    look="worklist-colour")  # fmt: skip
    place = Column("县乡村", sort=("village", "number"), look="worklist-place", width=28)
    number = Column("户编号", width=18)
    head = Column("户主", sort=("head", "number"), right=Ability.NAMES, masked=True, link=True,
                  cell="monitoring/cells/head.html", look="worklist-head", width=10)  # fmt: skip
    count = Column("线索数", lambda row: len(row.leads), look="number", width=8)
    risks = Column("风险类型", width=18)
    leads = Column("线索", _told, sort=("standing", "worst"), cell="monitoring/cells/leads.html",
                   look="worklist-leads", width=60)  # fmt: skip
    since = Column("首次发现", sort=("since", "-worst"), cell="monitoring/cells/since.html",
                   look="worklist-since numbers", width=12)  # fmt: skip
    days = Column("等待天数", look="number", width=10)

    lead_columns: ClassVar = (
        Column("颜色", lambda one: COLOUR_TITLES[one.lead.colour], width=8),
        Column("县乡村", lambda one: one.home.place, width=28),
        Column("户编号", lambda one: one.home.number, width=18),
        Column("户主", lambda one: one.home.head, width=10),
        Column("涉及人员", lambda one: one.lead.person, width=10),
        Column("风险类型", lambda one: one.lead.risk, width=12),
        Column("规则", lambda one: one.lead.rule, width=22),
        Column("依据", lambda one: one.lead.evidence, width=60),
        Column("数据部门", lambda one: one.lead.department, width=16),
        Column("首次发现", lambda one: one.lead.first_seen, width=12),
        Column("状态", lambda one: one.lead.state, width=20),
    )

    def fill(self, book: xlsxwriter.Workbook, as_of: date) -> None:
        """A sheet of households and one of leads."""
        households = ListSheet(book, self.title, self.filed, as_of)
        leads = ListSheet(book, "线索", self.lead_columns, as_of)
        for row in self.every():
            households.add_row(row)
            for lead in row.leads:
                leads.add_row(_LeadLine(row, lead))
        households.finish()
        leads.finish()


@dataclass(frozen=True)
class _LeadLine:
    """A lead with its household."""

    home: HouseholdRow
    lead: LeadCell
