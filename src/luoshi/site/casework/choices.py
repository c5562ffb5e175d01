"""The closed lists of the casework app."""

from django.db import models


class Source(models.TextChoices):
    """Where a case came from."""

    RULE = "rule", "部门预警"
    APPLICATION = "application", "农户申报"
    REPORT = "report", "干部排查"
    HOTLINE = "hotline", "热线信访"
    CAMPAIGN = "campaign", "专项排查"
    REVIEW = "review", "回头看"
    PROPOSAL = "proposal", "申报"


class MeasureState(models.TextChoices):
    """How far a measure has come."""

    ASKED = "asked", "待部门受理"
    TAKEN = "taken", "部门已受理"
    DONE = "done", "已落实"
    REFUSED = "refused", "部门不予受理"


class Mark(models.TextChoices):
    """What whoever has a case must decide about: no lead of its is left."""

    SILENT = "silent", "数据不再显示"
    ASIDE = "aside", "线索已排除"


class Deed(models.TextChoices):
    """What was done to a case besides the moves of its process."""

    OPENED = "opened", "立项"
    LEAD_ADDED = "lead-added", "新增线索"
    TOLD_AGAIN = "told-again", "又有反映"
    SURVEYED = "surveyed", "列入专项排查"
    SILENT = "silent", "数据不再显示"
    ASIDE = "lead-aside", "线索已排除"
    SHOWN = "shown-again", "数据又显示"
    MEASURE_ASKED = "measure-asked", "安排措施"
    MEASURE_TAKEN = "measure-taken", "受理措施"
    MEASURE_DONE = "measure-done", "措施落实"
    MEASURE_REFUSED = "measure-refused", "不予受理"
    COMPARISON_ASKED = "comparison-asked", "发出比对"
    COMPARISON_ANSWERED = "comparison-answered", "答复比对"
    INCOME = "income", "填收入表"


BY_ITSELF = (Deed.OPENED, Deed.LEAD_ADDED, Deed.SILENT, Deed.ASIDE, Deed.SHOWN)
"""What is done to a case without anybody having begun on it."""
