"""The closed lists of the monitoring app."""

from django.db import models

from luoshi.pack.models import Colour


class Rank(models.IntegerChoices):
    """A colour as a number, so that the database can put the most severe first."""

    RED = 3, "红色"
    ORANGE = 2, "橙色"
    YELLOW = 1, "黄色"

    @property
    def colour(self) -> Colour:
        """The pack's colour of this rank."""
        return next(colour for colour in Colour if colour.rank == self.value)


class State(models.TextChoices):
    """What became of a lead.

    It waits for somebody to look, is with those who handle its case, was dismissed, or
    the data show it no longer.
    """

    OPEN = "open", "待核实"
    TAKEN = "taken", "办理中"
    DISMISSED = "closed", "已排除"
    GONE = "gone", "数据不再显示"


LIVE = (State.OPEN, State.TAKEN)
"""States of leads that somebody has still to do something about."""


class Finding(models.TextChoices):
    """What somebody who looked found a lead to be; empty while nobody has looked."""

    TRUE = "true", "属实"
    FALSE = "false", "核实无风险"


class Kind(models.TextChoices):
    """What a decision did to a lead."""

    DISMISSED = "closed", "排除"
    REOPENED = "reopened", "恢复待核实"


class Reason(models.TextChoices):
    """Why a lead was dismissed."""

    NO_HARDSHIP = "no_hardship", "入户核实，生活不受影响"
    SOLVED = "solved", "问题已经解决"
    HELPED = "helped", "已纳入监测，正在帮扶"
    WRONG_DATA = "wrong_data", "部门数据有误"
    WRONG_HOUSEHOLD = "wrong_household", "人户不符，或已迁出、死亡"
    OTHER = "other", "其他（请写明）"


VISITED = (Reason.NO_HARDSHIP,)
"""Reasons only who was there can give: they ask for the day, and for who it was."""
