"""The audit log as a list."""

from luoshi.site.list_table import Column, ListTable
from luoshi.site.place import area_name


class EventTable(ListTable):
    """Events, the newest first."""

    title = "操作日志"
    shown = ("at", "username", "action", "target", "area", "address")
    default = "-at"

    at = Column("时间", sort="at", cell="audit/cells/at.html", look="numbers")
    username = Column("用户", sort="username")
    action = Column("操作", lambda row: row.get_action_display(), sort="action")
    target = Column("对象")
    area = Column("地区", lambda row: area_name(row.area) if row.area else "")
    address = Column("来源地址", look="numbers")
