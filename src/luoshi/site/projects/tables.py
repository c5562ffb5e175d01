"""The lists of the project bank: projects, assets, what is amiss, labour pay, sizes."""

from luoshi.site.list_table import Column, ListTable

MONEY = "projects/cells/money.html"


class ProjectTable(ListTable):
    """Projects, those last put down first."""

    title = "项目库"
    shown: tuple[str, ...] = ("name", "place", "year", "stage", "total", "bridging", "given", "due")
    default = "-code"
    look = "cases project-list"

    code = Column("项目编码", sort="matter", look="numbers", width=18)
    name = Column(
        "项目",
        sort="title",
        note=lambda row: f"{row.code} · {row.kind}",
        link=True,
        bare=True,
        look="project-name",
        width=36,
        filed="项目名称",
    )
    place = Column("县乡村", sort="village", width=26)
    kind = Column("类别", width=10)
    year = Column("库年度", sort="its_year", look="numbers", width=8)
    stage = Column("环节", cell="projects/cells/stage.html", width=14, parts=("stage", "owner"))
    owner = Column("由谁办", width=12)
    unit = Column("主管部门", width=14)
    total = Column("总投资（万元）", sort="cost", unit="万元", cell=MONEY, look="number", width=12)
    bridging = Column("衔接资金（万元）", unit="万元", cell=MONEY, look="number", width=12)
    given = Column("已安排（万元）", unit="万元", cell=MONEY, look="number", width=12)
    due_on = Column("到期日", lambda row: row.clock.due_on, look="numbers", width=12, filed="时限")
    due = Column(
        "时限",
        lambda row: row.clock.words,
        sort="due_on",
        cell="projects/cells/clock.html",
        look="case-clock",
        width=14,
        filed="时间",
    )


class AssetTable(ListTable):
    """Assets, by place."""

    title = "项目资产"
    shown = ("name", "place", "kind", "value", "owner", "keeper", "state", "earned", "check")

    code = Column("资产编码", look="numbers", width=20)
    name = Column(
        "资产",
        note=lambda row: row.code,
        link=True,
        bare=True,
        look="project-name",
        width=30,
        filed="资产名称",
    )
    kind = Column("类别", width=12)
    place = Column("县乡村", width=26)
    project_name = Column("项目", width=30)
    value = Column("原值（万元）", unit="万元", cell=MONEY, look="number", width=12)
    owner = Column("产权人", cell="projects/cells/wanted.html", width=18)
    keeper = Column("管护单位", cell="projects/cells/wanted.html", width=18)
    state = Column("状态", cell="projects/cells/state.html", width=10)
    checked = Column("上次巡查", look="numbers", width=12)
    check_on = Column(
        "巡查期限",
        lambda row: row.clock and row.clock.due_on,
        look="numbers",
        width=12,
        filed="下次巡查",
    )
    check = Column(
        "下次巡查",
        lambda row: row.check,
        cell="projects/cells/check.html",
        look="case-clock",
        width=14,
        filed="时间",
    )
    earned = Column("已收收益", cell=MONEY, look="number", width=14, filed="累计已收收益（万元）")
    shared = Column("累计分配（万元）", unit="万元", cell=MONEY, look="number", width=14)
    faults = Column("问题", lambda row: "；".join(row.faults), width=30)


class FaultTable(ListTable):
    """What is amiss with projects."""

    title = "项目问题"
    shown = ("name", "place", "stage", "kind", "text")

    code = Column("项目编码", look="numbers", width=18)
    name = Column(
        "项目",
        note=lambda row: row.code,
        link=True,
        bare=True,
        look="project-name",
        width=36,
        filed="项目名称",
    )
    place = Column("县乡村", width=26)
    stage = Column("环节", width=14)
    kind = Column("类别", width=10)
    text = Column("问题", width=60)


class LabourTable(ListTable):
    """The share paid for labour, project by project and year by year."""

    title = "以工代赈劳务报酬"
    shown = ("name", "place", "year", "fund", "paid", "share", "floor", "people", "enough")

    year = Column("年度", lambda row: row.labour.year, look="numbers", width=8)
    code = Column("项目编码", look="numbers", width=18)
    name = Column(
        "项目",
        cell="projects/cells/relief.html",
        link=True,
        bare=True,
        look="project-name",
        width=36,
        filed="项目名称",
    )
    place = Column("县乡村", width=26)
    fund = Column(
        "资金（万元）",
        lambda row: row.labour.fund,
        unit="万元",
        cell=MONEY,
        look="number",
        width=14,
        filed="以工代赈资金（万元）",
    )
    paid = Column(
        "劳务报酬（万元）",
        lambda row: row.labour.paid,
        unit="万元",
        cell=MONEY,
        look="number",
        width=14,
    )
    share = Column(
        "占比",
        lambda row: "" if row.labour.share is None else f"{row.labour.share:.1%}",
        cell="projects/cells/share.html",
        look="number",
        width=10,
    )
    floor = Column(
        "下限",
        lambda row: f"{row.labour.floor:.0%}",
        cell="projects/cells/floor.html",
        look="number",
        width=10,
    )
    enough = Column(
        "结论",
        lambda row: "达到" if row.labour.enough else "不够",
        cell="projects/cells/enough.html",
        width=10,
    )
    people = Column("务工人数", look="number", width=10)
    helped = Column("其中脱贫和监测", look="number", width=12)


class SizeTable(ListTable):
    """The bank of each county against the money in sight."""

    title = "项目库规模"
    shown = ("county", "projects", "need", "money", "ratio", "verdict")

    county = Column(
        "县（市、区）",
        lambda row: row.county.name,
        cell="projects/cells/county.html",
        link=True,
        bare=True,
        width=16,
    )
    projects = Column("入库项目", look="number", width=10)
    need = Column("需要衔接资金（万元）", unit="万元", cell=MONEY, look="number", width=16)
    money = Column(
        "可用资金（万元）",
        brief="可用资金",
        cell="projects/cells/in_sight.html",
        look="number",
        width=16,
    )
    money_year = Column("资金年度", look="numbers", width=10)
    ratio = Column(
        "规模是资金的几倍",
        lambda row: "" if row.ratio is None else f"{row.ratio:.2f}",
        brief="几倍",
        cell="projects/cells/ratio.html",
        look="number",
        width=14,
        filed="规模与资金之比",
    )
    verdict = Column("结论", cell="projects/cells/verdict.html", width=10)
