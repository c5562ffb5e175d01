"""What a duty must be held for as lists: what nobody answers for, and what somebody does."""

from luoshi.ledgers.values import area_path
from luoshi.site.list_table import Column, ListTable
from luoshi.site.rights import Ability


class WithoutTable(ListTable):
    """What nobody answers for."""

    shown: tuple[str, ...] = ("wanted", "place", "give")

    wanted = Column("对象", right=Ability.NAMES, masked=True, cell="duty/cells/wanted.html",
                    link=True)  # fmt: skip
    place = Column("所在地", lambda row: area_path(row.wanted.area).replace("/", " "))
    give = Column("操作", lambda row: "", cell="duty/cells/assign.html", bare=True)


class HeldTable(ListTable):
    """What somebody answers for, and by whom."""

    shown = ("wanted", "place", "holders", "since", "hand_over")

    wanted = WithoutTable.wanted
    place = WithoutTable.place
    holders = Column("由谁负责", right=Ability.NAMES, masked=True, cell="duty/cells/holders.html")
    since = Column("起", lambda row: row.holders[0].since, look="numbers")
    hand_over = Column("操作", lambda row: "", cell="duty/cells/hand_over.html", bare=True)
