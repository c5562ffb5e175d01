"""The lists of cases and of what came of leads, and statistics as an Excel workbook."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import IO

from luoshi.papers.excel import ExcelSheet, workbook_to_send
from luoshi.site.list_table import Column, ListTable
from luoshi.site.rights import Ability


class CaseTable(ListTable):
    """Cases, those due soonest first."""

    shown: tuple[str, ...] = ("due", "head", "place", "what", "opened")
    default = "due"
    look = "cases"
    placed = True
    keyed = True

    what = Column("要办什么", lambda row: row.stage, cell="casework/cells/what.html",
                  look="case-what", parts=("kind", "stage", "owner", "source", "about", "returned",
                                           "urgent", "mark"))  # fmt: skip
    since = Column("进入环节", sort="since", look="numbers")

    kind = Column("事项", width=18)
    place = Column("县乡村", sort="village", look="case-place", width=28)
    number = Column("户编号", width=18)
    head = Column("谁", lambda row: row.name, sort="head", right=Ability.NAMES, masked=True,
                  note=lambda row: row.household and f"户主 {row.household}", link=True,
                  look="case-name", width=10, filed="姓名")  # fmt: skip
    phase = Column("阶段", width=8)
    stage = Column("环节", width=16)
    owner = Column("由谁办", width=16)
    source = Column("来源", width=12)
    about = Column("事由", width=50)
    opened = Column("立项", lambda row: row.opened_on, sort="opened_on", look="case-opened numbers",
                    width=12)  # fmt: skip
    due_on = Column("到期日", lambda row: row.clock.due_on, look="numbers", width=12, filed="时限")
    due = Column("时限", lambda row: row.clock.words, sort="due_on", width=12, filed="时间",
                 cell="casework/cells/clock.html", look="case-clock")  # fmt: skip
    returned = Column("退回", width=6)
    urgent = Column("先行救助", width=8)
    mark = Column("标记", width=14)
    ending = Column("办结情况", width=20)


class EnrolmentTable(CaseTable):
    """The households of a campaign, by village."""

    title = "排查户"
    shown = ("head", "place", "now", "due")
    default = "place"

    now = Column("在哪一步", lambda row: row.stage, cell="casework/cells/now.html",
                 look="case-what", parts=("stage", "owner"))  # fmt: skip
    place = replace(CaseTable.place, sort=("village", "household"))
    due = replace(CaseTable.due, cell="casework/cells/open_clock.html")


class CampaignTable(ListTable):
    """Campaigns with how far each has come, the newest first."""

    title = "专项排查"
    shown = ("name", "due_on", "wanted", "waiting", "looked")
    default = "-start"

    name = Column("名称", lambda row: row.campaign.title, sort="title", link=True,
                  cell="casework/cells/campaign.html")  # fmt: skip
    start = Column("开始", lambda row: row.campaign.start, sort="start", look="numbers")
    due_on = Column("截止", lambda row: row.campaign.due_on, sort="due_on",
                    cell="casework/cells/campaign_due.html", look="numbers")  # fmt: skip
    wanted = Column("应核实", lambda row: row.progress.wanted, look="number")
    waiting = Column("还没核实", lambda row: row.progress.waiting, look="number")
    looked = Column("已核实", lambda row: row.progress.looked, look="number")


class FeedbackTable(ListTable):
    """Leads with what came of them, the newest first."""

    title = "核实反馈"
    shown = ("head", "rule", "first_seen", "outcome", "words")
    look = "cases"

    department = Column("数据部门", width=16)
    rule = Column("线索", cell="casework/cells/lead.html", width=22, filed="规则",
                  parts=("rule", "person", "evidence"))  # fmt: skip
    place = Column("县乡村", width=28)
    number = Column("户编号", width=18)
    head = Column("户", right=Ability.NAMES, masked=True, link=True, look="case-name", width=10,
                  cell="casework/cells/household.html", filed="户主")  # fmt: skip
    person = Column("涉及人员", right=Ability.NAMES, masked=True, width=10)
    evidence = Column("依据", width=50)
    first_seen = Column("首次发现", look="numbers", width=12)
    outcome = Column("核实结果", cell="casework/cells/outcome.html", width=12)
    words = Column("办到哪里", width=30)
    looked_on = Column("核实日期", look="numbers", width=12)


def numbers_workbook(heads: list[str], lines: Iterable[list[object]], today: date) -> IO[bytes]:
    """Statistics as an open .xlsx file, at its beginning: the first column names, then numbers."""
    with workbook_to_send() as (book, file):
        widths = {head: 24 if place == 0 else 10 for place, head in enumerate(heads)}
        sheet = ExcelSheet(book, "监测统计", widths, today)
        for line in lines:
            sheet.add(line)
        sheet.finish()
    return file
