"""The closed lists of the monitoring app."""

from django.db import models

from luoshi.pack.models import Colour


class Rank(models.IntegerChoices):
    """A colour as a number, so that the database can put the gravest first."""

    RED = 3, "红色"
    ORANGE = 2, "橙色"
    YELLOW = 1, "黄色"

    @property
    def colour(self) -> Colour:
        """The pack's colour of this rank."""
        return next(colour for colour in Colour if colour.rank == self.value)


class State(models.TextChoices):
    """What became of a lead."""

    OPEN = "open", "待核实"
    CLOSED = "closed", "已排除"
    GONE = "gone", "不再触发"


class Kind(models.TextChoices):
    """What a decision did to a lead."""

    CLOSED = "closed", "排除"
    REOPENED = "reopened", "恢复待核实"


class Reason(models.TextChoices):
    """Why a lead was put aside."""

    NO_HARDSHIP = "no_hardship", "入户核实，生活不受影响"
    SOLVED = "solved", "问题已经解决"
    HELPED = "helped", "已纳入监测，正在帮扶"
    WRONG_DATA = "wrong_data", "部门数据有误"
    WRONG_HOUSEHOLD = "wrong_household", "人户不符，或已迁出、死亡"
    OTHER = "other", "其他（请写明）"
