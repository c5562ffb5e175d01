"""The lists of findings, their tasks and exemptions, of what was uploaded, and of own checks."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from luoshi.site.list_table import Column, ListTable
from luoshi.site.place import area_name
from luoshi.site.quality.choices import RunState
from luoshi.site.quality.models import Run
from luoshi.site.quality.presenters.exemptions import ExemptionLine
from luoshi.site.quality.presenters.rows import table_title
from luoshi.site.rights import Ability


def _of_task(field: Callable[[Any], object]) -> Callable[[Any], object]:
    """What a field of the row's task says; nothing where it was not sent down."""
    return lambda row: row.task and field(row.task)


class FindingTable(ListTable):
    """Findings, most severe first."""

    title = "疑点"
    shown: tuple[str, ...] = ("weight", "rule", "place", "household", "state", "since")
    default = "-weight"
    look = "findings"
    placed = True

    place = Column("乡村", sort="area", look="finding-place", parts=("township", "village"))
    check = Column("规则", lambda row: row.rule, look="numbers", width=12)
    rule = Column("疑点", lambda row: row.title, sort="rule",
                  note=lambda row: f"{row.rule} · {row.group}", link=True, look="finding-title",
                  width=50, filed="内容")  # fmt: skip
    group = Column("类别", width=12)
    weight = Column("程度", sort="weight", cell="quality/cells/weight.html", look="finding-weight",
                    width=8)  # fmt: skip
    township = Column("乡镇", width=12)
    village = Column("村", width=12)
    household = Column("户", sort="household", cell="quality/cells/who.html", look="finding-who",
                       width=20, filed="户编号", parts=("household", "name"))  # fmt: skip
    name = Column("姓名", right=Ability.NAMES, masked=True, width=10)
    state = Column("状态", cell="quality/cells/state.html", look="finding-now", width=10,
                   parts=("state", "to", "task", "due_on"))  # fmt: skip
    since = Column("出现", sort="since", look="finding-since numbers", width=12)
    table = Column("表", width=18)
    row = Column("原表行号", look="numbers", width=10)
    to = Column("派给", _of_task(lambda task: task.to), width=24)
    task = Column("核实", _of_task(lambda task: task.state), width=20)
    due_on = Column("到期日", _of_task(lambda task: task.clock.due_on), look="numbers", width=12,
                    filed="时限")  # fmt: skip


class TaskTable(FindingTable):
    """Findings sent down, those due soonest first."""

    shown = ("due", "rule", "place", "household", "to", "sent")
    default = "due"

    due = Column("时限", _of_task(lambda task: task.clock.words), sort="due_on",
                 cell="quality/cells/clock.html", look="case-clock",
                 parts=("task", "due_on"))  # fmt: skip
    rule = replace(FindingTable.rule, sort="finding__rule",
                   note=lambda row: f"{row.weight.label} · {row.rule}")  # fmt: skip
    weight = replace(FindingTable.weight, sort="finding__weight")
    household = replace(FindingTable.household, sort="finding__household")
    since = replace(FindingTable.since, sort="finding__since")
    to = replace(FindingTable.to, look="finding-now")
    sent = Column("派下", _of_task(lambda task: task.sent_on), sort="sent_on",
                  look="finding-since numbers")  # fmt: skip


def _hands(row: ExemptionLine) -> str:
    return f"{row.by}，{row.decided_by}批" if row.decided_by else row.by


class ExemptionTable(ListTable):
    """Exemptions, the newest first; the file's first columns are those of a list to bring in."""

    title = "豁免清单"
    shown = ("rule", "place", "household", "reason", "until", "at")
    default = "-at"
    look = "findings"
    placed = True

    place = replace(FindingTable.place, sort="finding__area")
    check = Column("编号", lambda row: row.rule, look="numbers", width=12)
    household = replace(FindingTable.household, sort="finding__household")
    id_number = Column("", lambda row: "", width=12, filed="证件号码")
    reason = Column("理由", cell="quality/cells/reason.html", look="exempt-reason", width=40)
    until = Column(
        "有效期", sort="until", cell="quality/cells/until.html", look="numbers", width=12
    )
    rule = replace(FindingTable.rule, sort="finding__rule", note=lambda row: row.rule)
    township = Column("乡镇", width=12)
    village = Column("村", width=12)
    name = FindingTable.name
    state = Column("状态", width=12)
    by = Column("提出人", width=16, filed="提出")
    at = Column("提出", sort="proposed_at", note=_hands, look="finding-since numbers", width=12,
                filed="提出时间")  # fmt: skip
    decided_by = Column("批复", width=16)


class RunTable(ListTable):
    """The runs of a county's exports, the last uploaded first; counts where they are done."""

    title = "历次上传"
    shown = ("as_of", "county", "at", "state", "opened", "standing", "mended")
    default = "-at"
    per_page = 20

    as_of = Column("数据截至", sort="as_of", cell="quality/cells/run.html", link=True,
                   look="numbers")  # fmt: skip
    county = Column("县", lambda row: row.county and area_name(row.county), sort="county")
    at = Column("上传", sort="at", cell="quality/cells/uploaded.html", look="numbers")
    state = Column("状态", lambda row: row.get_state_display(), sort="state")
    opened = Column("新出现", lambda row: _once_done(row, row.opened), look="number")
    standing = Column("仍然存在", lambda row: _once_done(row, row.standing), look="number")
    mended = Column("已改正", lambda row: _once_done(row, row.mended), look="number")


def _once_done(run: Run, count: int) -> str:
    return str(count) if run.state == RunState.DONE else ""


class OwnCheckTable(ListTable):
    """Own checks, each as it was saved last; the page says of which ``level`` are its reader's."""

    title = "自定规则"
    shown = ("rule", "what", "table", "active", "trial", "at")

    rule = Column("编号", lambda row: row.own.rule, cell="quality/cells/own_check.html",
                  link=True, look="numbers")  # fmt: skip
    what = Column("查什么", lambda row: row.title)
    table = Column("表", lambda row: table_title(row.table))
    active = Column("状态", cell="quality/cells/active.html")
    trial = Column("试查", lambda row: row.found, look="number")
    at = Column("最近改动", cell="quality/cells/changed.html", look="numbers")
