"""The lists of the project bank: projects, assets, what is amiss, labour pay, sizes."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from luoshi.site.list_table import Column, ListTable
from luoshi.text.numbers import fixed, fixed_percent


def _money(title: str, value: Callable[[Any], object] | None = None, **more: Any) -> Column:
    """A column of amounts in 万元."""
    cell = "projects/cells/money.html"
    said: dict[str, Any] = {"unit": "万元", "cell": cell, "look": "number", "width": 12}
    return Column(f"{title}（万元）", value, **(said | more))


CODE = Column("项目编码", look="numbers", width=18)
NAME = Column("项目", note=lambda row: row.code, link=True, bare=True, look="project-name",
              width=36, filed="项目名称")  # fmt: skip
PLACE = Column("县乡村", width=26)
DUE = Column("时限", lambda row: row.clock.words, sort="due_on", cell="projects/cells/clock.html",
             look="case-clock", width=14, filed="时间")  # fmt: skip
DUE_ON = Column("到期日", lambda row: row.clock.due_on, look="numbers", width=12, filed="时限")


class ProjectTable(ListTable):
    """Projects, those last put down first."""

    title = "项目库"
    shown = ("name", "place", "year", "stage", "total", "bridging", "given", "due")
    default = "-code"
    look = "cases project-list"

    code = replace(CODE, sort="matter")
    name = replace(NAME, sort="title", note=lambda row: f"{row.code} · {row.kind}")
    place = replace(PLACE, sort="village")
    kind = Column("类别", width=10)
    year = Column("库年度", sort="its_year", look="numbers", width=8)
    stage = Column("环节", cell="projects/cells/stage.html", width=14, parts=("stage", "owner"))
    owner = Column("由谁办", width=12)
    unit = Column("主管部门", width=14)
    total = _money("总投资", sort="cost")
    bridging = _money("衔接资金")
    given = _money("已安排")
    due_on = DUE_ON
    due = DUE


class AssetTable(ListTable):
    """Assets, by place."""

    title = "项目资产"
    shown = ("name", "place", "kind", "value", "owner", "keeper", "state", "earned", "check")

    code = Column("资产编码", look="numbers", width=20)
    name = replace(NAME, title="资产", width=30, filed="资产名称")
    kind = Column("类别", width=12)
    place = PLACE
    project_name = Column("项目", width=30)
    value = _money("原值")
    owner = Column("产权人", cell="projects/cells/wanted.html", width=18)
    keeper = Column("管护单位", cell="projects/cells/wanted.html", width=18)
    state = Column("状态", cell="projects/cells/state.html", width=10)
    checked = Column("上次巡查", look="numbers", width=12)
    check_on = Column("巡查期限", lambda row: row.clock and row.clock.due_on, look="numbers",
                      width=12, filed="下次巡查")  # fmt: skip
    check = Column("下次巡查", cell="projects/cells/check.html", look="case-clock", width=14,
                   filed="时间")  # fmt: skip
    earned = replace(_money("累计已收收益"), title="已收收益", unit="", width=14,
                     filed="累计已收收益（万元）")  # fmt: skip
    shared = _money("累计分配", width=14)
    faults = Column("问题", lambda row: "；".join(row.faults), width=30)


class FaultTable(ListTable):
    """What is amiss with projects."""

    title = "项目问题"
    shown = ("name", "place", "stage", "kind", "text")

    code = CODE
    name = NAME
    place = PLACE
    stage = Column("环节", width=14)
    kind = Column("类别", width=10)
    text = Column("问题", width=60)


class LabourTable(ListTable):
    """The share paid for labour, project by project and year by year."""

    title = "以工代赈劳务报酬"
    shown = ("name", "place", "year", "fund", "paid", "share", "floor", "people", "enough")

    year = Column("年度", lambda row: row.labour.year, look="numbers", width=8)
    code = CODE
    name = replace(NAME, cell="projects/cells/relief.html")
    place = PLACE
    fund = _money("资金", lambda row: row.labour.fund, width=14, filed="以工代赈资金（万元）")
    paid = _money("劳务报酬", lambda row: row.labour.paid, width=14)
    share = Column("占比", lambda row: _percent(row.labour.share), look="number", width=10,
                   cell="projects/cells/share.html")  # fmt: skip
    floor = Column("下限", lambda row: _percent(row.labour.floor), look="number", width=10,
                   cell="projects/cells/floor.html")  # fmt: skip
    enough = Column("结论", lambda row: "达到" if row.labour.enough else "不够", width=10,
                    cell="projects/cells/enough.html")  # fmt: skip
    people = Column("务工人数", look="number", width=10)
    helped = Column("其中脱贫和监测", look="number", width=12)


def _percent(share: Decimal | None) -> str:
    return "" if share is None else fixed_percent(share)


class SizeTable(ListTable):
    """The bank of each county against the money in sight."""

    title = "项目库规模"
    shown = ("county", "projects", "need", "money", "ratio", "verdict")

    county = Column("县（市、区）", lambda row: row.county.name, cell="projects/cells/county.html",
                    link=True, bare=True, width=16)  # fmt: skip
    projects = Column("入库项目", look="number", width=10)
    need = _money("需要衔接资金", width=16)
    money = _money("可用资金", unit="", brief="可用资金", cell="projects/cells/in_sight.html",
                   width=16)  # fmt: skip
    money_year = Column("资金年度", look="numbers", width=10)
    ratio = Column("规模是资金的几倍", lambda row: "" if row.ratio is None else fixed(row.ratio),
                   brief="几倍", cell="projects/cells/ratio.html", look="number", width=14,
                   filed="规模与资金之比")  # fmt: skip
    verdict = Column("结论", cell="projects/cells/verdict.html", width=10)
