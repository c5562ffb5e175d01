"""The closed lists of the casework app."""

from django.db import models

from luoshi.site.processes.choices import EventKind


class MeasureState(models.TextChoices):
    """How far a measure has come."""

    ASKED = "asked", "待部门受理"
    TAKEN = "taken", "部门已受理"
    DONE = "done", "已落实"
    REFUSED = "refused", "部门不予受理"


class Answering(models.TextChoices):
    """The lists of what a department is asked."""

    WAITING = "waiting", "待答复"
    DONE = "done", "已答复"


class CaseworkEvent(models.TextChoices):
    """What casework does to a case besides the moves of its process."""

    LEAD_ADDED = "lead-added", "新增线索"
    ENROLLED = "enrolled", "列入专项排查"
    SILENT = "silent", "数据不再显示"
    LEAD_DISMISSED = "lead-dismissed", "线索已排除"
    SHOWN = "shown-again", "数据又显示"
    MEASURE_ASKED = "measure-asked", "安排措施"
    MEASURE_TAKEN = "measure-taken", "受理措施"
    MEASURE_DONE = "measure-done", "措施落实"
    MEASURE_REFUSED = "measure-refused", "不予受理"
    COMPARISON_ASKED = "comparison-asked", "发出比对"
    COMPARISON_ANSWERED = "comparison-answered", "答复比对"
    INCOME = "income", "填收入表"


BY_ITSELF = (
    EventKind.OPENED,
    CaseworkEvent.LEAD_ADDED,
    CaseworkEvent.SILENT,
    CaseworkEvent.LEAD_DISMISSED,
    CaseworkEvent.SHOWN,
)
"""What happens to a case without anybody having begun on it."""
