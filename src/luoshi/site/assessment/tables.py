"""The list of the places of a round."""

from typing import Any

from luoshi.site.list_table import Column, ListTable

OPEN = "未定"


def _known(name: str) -> Any:
    """What is told of a place's score, or that it is open."""
    return lambda row: row.left_out or getattr(row.score, name) or OPEN


class PlaceTable(ListTable):
    """Counties, or units, class by class in their order."""

    title = "年度考核"
    shown = ("name", "group", "points", "grade", "rank", "open")

    name = Column("名称", link=True, bare=True, width=24)
    group = Column("类别", lambda row: row.score.group or "", width=18)
    points = Column("得分", look="number", width=16)
    grade = Column("等次", _known("grade"), width=10)
    rank = Column("位次", _known("rank"), look="number", width=8)
    open = Column("未定的项", look="number", width=10)
