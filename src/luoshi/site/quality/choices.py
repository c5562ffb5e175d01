"""The closed lists of the quality app."""

from django.db import models

from luoshi.pack.checks import Severity
from luoshi.quality.comparison import RunEvent


class RunState(models.TextChoices):
    """How far a run has come."""

    RUNNING = "running", "正在核查"
    DONE = "done", "已完成"
    FAILED = "failed", "没有做成"


class SeverityRank(models.IntegerChoices):
    """A severity as a number, so that the database can put the most severe first."""

    ERROR = 3, Severity.ERROR.label
    DOUBT = 2, Severity.DOUBT.label
    NOTICE = 1, Severity.NOTICE.label

    @property
    def severity(self) -> Severity:
        """The severity of this rank."""
        return Severity[self.name]


class EventKind(models.TextChoices):
    """What happened to a finding."""

    OPENED = RunEvent.OPENED.value, "新出现"
    BACK = RunEvent.BACK.value, "又出现"
    CHANGED = RunEvent.CHANGED.value, "内容有变，仍有疑点"
    EXEMPT = RunEvent.EXEMPT.value, "又出现，豁免仍有效"
    MENDED = RunEvent.MENDED.value, "已改正"
    RETIRED = RunEvent.RETIRED.value, "规则停用"
    SENT = "sent", "派下核实"
    CALLED_BACK = "called_back", "收回派单"
    CORRECTED = "corrected", "答复：已在国家系统改正"
    ELSEWHERE = "elsewhere", "答复：不是本地的"
    STILL_THERE = "still_there", "新导出里仍有，退回重办"
    PROPOSED = "proposed", "申请豁免"
    GRANTED = "granted", "同意豁免"
    REFUSED = "refused", "不同意豁免"
    WITHDRAWN = "withdrawn", "撤回豁免"
    LAPSED = RunEvent.LAPSED.value, "豁免失效"


class TaskState(models.TextChoices):
    """How far a task sent down has come."""

    WAITING = "waiting", "待核实"
    CORRECTED = "corrected", "已改正，等新导出验证"
    ASKED = "asked", "申请豁免，待县里批"
    ELSEWHERE = "elsewhere", "不是本地的，待县里改派"
    DONE = "done", "已改正"
    EXPLAINED = "explained", "已豁免"
    CALLED_BACK = "called_back", "已收回"


OPEN_TASKS = (TaskState.WAITING, TaskState.CORRECTED, TaskState.ASKED, TaskState.ELSEWHERE)
"""The states of tasks that are not over."""


class ExemptionState(models.TextChoices):
    """How far an exemption has come."""

    PROPOSED = "proposed", "待县里批"
    GRANTED = "granted", "生效"
    REFUSED = "refused", "没有同意"
    WITHDRAWN = "withdrawn", "已撤回"
    LAPSED = "lapsed", "已失效"


class Level(models.TextChoices):
    """To whom a task is sent."""

    TOWNSHIP = "township", "乡镇"
    VILLAGE = "village", "村"
