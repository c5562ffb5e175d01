"""The list of matters."""

from luoshi.site.list_table import Column, ListTable


class MatterTable(ListTable):
    """Matters, those due first before the others."""

    title = "督办事项"
    shown = ("number", "what", "unit", "state", "due", "light")

    number = Column("编号", link=True, bare=True, width=18)
    what = Column("事项", width=40)
    source = Column("来源", width=14)
    urgency = Column("缓急", width=10)
    unit = Column("主办", width=20)
    helpers = Column("协办", width=24)
    since = Column("交办日期", look="numbers", width=12)
    state = Column("情况", cell="supervision/cells/state.html", width=30)
    due = Column("时限", look="numbers", width=12)
    light = Column("灯", cell="supervision/cells/light.html", width=8)
