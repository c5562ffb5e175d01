"""Applications as lists: those that wait, and those that are decided."""

from django.utils.timezone import localdate

from luoshi.casework.clocks import clock
from luoshi.site.list_table import Column, ListTable
from luoshi.site.place import village_name
from luoshi.site.rights import Ability


class ApplicationTable(ListTable):
    """Applications, those that came first before the others."""

    title = "申报"
    shown: tuple[str, ...] = ("name", "village", "trouble", "at")
    default = "at"

    name = Column("户主", sort="name", right=Ability.NAMES, masked=True, link=True,
                  cell="intake/cells/name.html")  # fmt: skip
    village = Column("村", lambda row: village_name(row.village), sort="village")
    trouble = Column("困难")
    at = Column("申报时间", sort="at", look="numbers")


class WaitingTable(ApplicationTable):
    """Applications to be registered, those due soonest first."""

    shown = (*ApplicationTable.shown, "due")
    default = "due"

    due = Column("登记时限", lambda row: clock(row.due_on, localdate()), sort=("due_on", "at"),
                 cell="intake/cells/due.html")  # fmt: skip
