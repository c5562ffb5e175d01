"""Runs of checks on a county's exports, what they found, and what people did about it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from luoshi.pack import load
from luoshi.quality.comparison import State
from luoshi.site.appendonly import AppendOnly
from luoshi.site.fields import AreaCodeField, MaskedCharField, MaskedTextField, PlainJSON, by_whom
from luoshi.site.quality.choices import (
    OPEN_TASKS,
    EventKind,
    ExemptionState,
    Level,
    RunState,
    SeverityRank,
    TaskState,
)

LONGEST_NOTE = 500


class Run(models.Model):
    """All checks asked once of a county's exports as of a day.

    ``county`` is the code of six digits, empty until the files have told it. ``folder`` holds
    the exports while they are kept. ``files`` are ``[{name, size, sha256, table, rows, missing,
    extra, read}]``; ``asked`` is ``{check: {found, skipped}}`` and ``own`` the own checks as they
    were asked. ``unplaced`` are names of townships and villages that no division has.
    ``opened`` to ``explained`` count what this run changed or left.
    """

    county = models.CharField("县", max_length=6, blank=True)
    as_of = models.DateField("数据截至")
    state = models.CharField(
        "状态", max_length=8, choices=RunState.choices, default=RunState.RUNNING
    )
    by = by_whom()
    at = models.DateTimeField("上传时间", default=timezone.now)
    folder = models.CharField("文件夹", max_length=64, blank=True)
    files = models.JSONField("文件", default=list, encoder=PlainJSON)
    step = models.CharField("步骤", max_length=64, blank=True)
    share = models.FloatField("进度", default=0)
    told = MaskedTextField("没有做成的原因", blank=True)
    asked = models.JSONField("规则", default=dict, encoder=PlainJSON)
    own = models.JSONField("自定规则", default=list, encoder=PlainJSON)
    unplaced = models.JSONField("对不上的地名", default=list, encoder=PlainJSON)
    households = models.PositiveIntegerField("涉及户数", default=0)
    opened = models.PositiveIntegerField("新出现", default=0)
    standing = models.PositiveIntegerField("仍然存在", default=0)
    mended = models.PositiveIntegerField("已改正", default=0)
    explained = models.PositiveIntegerField("已说明", default=0)
    seconds = models.FloatField("用时（秒）", default=0)

    class Meta:
        verbose_name = "核查"
        verbose_name_plural = "核查"
        ordering = ("-as_of", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["county"],
                condition=Q(state=RunState.RUNNING) & ~Q(county=""),
                name="run_one_at_a_time",
            ),
        )
        indexes = (models.Index(fields=["county", "-as_of", "-id"], name="run_county"),)

    def __str__(self) -> str:
        return f"{self.county} {self.as_of}"


class Finding(models.Model):
    """A check that held for a row of a county's exports, followed from export to export.

    ``rule`` is the check's id, ``key`` the same in every export, ``facts`` the digest of what
    the check read. ``township`` and ``village`` are names as the export has them, ``area`` the
    code of the lowest division they are known to mean. ``row`` is the row's number in the
    sheet of ``seen``, the last run that told of it; ``since`` the day of the run that opened
    it (again).
    """

    county = models.CharField("县", max_length=6)
    rule = models.CharField("规则", max_length=64)
    key = models.CharField("标识", max_length=32)
    facts = models.CharField("事实", max_length=32)
    table = models.CharField("表", max_length=64)
    group = models.CharField("类别", max_length=64)
    weight = models.PositiveSmallIntegerField("程度", choices=SeverityRank.choices)
    township = models.CharField("乡镇", max_length=64, blank=True)
    village = models.CharField("村", max_length=64, blank=True)
    area = AreaCodeField("区划", max_length=12)
    household = models.CharField("户编号", max_length=64, blank=True)
    name = MaskedCharField("姓名", max_length=64, blank=True)
    row = models.PositiveIntegerField("行号")
    state = models.CharField(
        "状态", max_length=16, choices=[(one.value, one.label) for one in State]
    )
    since = models.DateField("出现")
    seen = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="findings")

    class Meta:
        verbose_name = "疑点"
        verbose_name_plural = "疑点"
        constraints = (models.UniqueConstraint(fields=["county", "key"], name="finding_key"),)
        indexes = (
            models.Index(fields=["area", "state", "-weight"], name="finding_area"),
            models.Index(fields=["county", "state", "rule"], name="finding_rule"),
            models.Index(fields=["household"], name="finding_household"),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.household}"


class FindingEvent(AppendOnly):
    """One thing that happened to a finding: in a run, or by somebody.

    ``change`` is what it did to the number of active findings: 1, 0 or -1. ``run`` is the run
    it happened in, or for what people did the newest one then.
    """

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField("动作", max_length=16, choices=EventKind.choices)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="events")
    change = models.SmallIntegerField("增减", default=0)
    at = models.DateTimeField("时间", default=timezone.now)
    by = by_whom()
    note = MaskedCharField("说明", max_length=LONGEST_NOTE, blank=True)

    class Meta:
        verbose_name = "疑点动态"
        verbose_name_plural = "疑点动态"
        ordering = ("id",)
        indexes = (models.Index(fields=["run", "kind"], name="finding_event_run"),)

    def __str__(self) -> str:
        return f"{self.finding_id} {self.get_kind_display()}"


class Task(models.Model):
    """A finding sent down to be looked into: to a township or a village (``area``).

    ``answered_on`` is the day of the last answer; ``returned`` says that a later export still
    had what was answered to be corrected.
    """

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="tasks")
    level = models.CharField("派给", max_length=8, choices=Level.choices)
    area = AreaCodeField("区划", max_length=12)
    state = models.CharField(
        "状态", max_length=16, choices=TaskState.choices, default=TaskState.WAITING
    )
    sent_on = models.DateField("派下日期")
    due_on = models.DateField("办理时限")
    answered_on = models.DateField("答复日期", null=True)
    returned = models.BooleanField("退回重办", default=False)

    class Meta:
        verbose_name = "核实任务"
        verbose_name_plural = "核实任务"
        constraints = (
            models.UniqueConstraint(
                fields=["finding"], condition=Q(state__in=OPEN_TASKS), name="task_open_once"
            ),
        )
        indexes = (
            models.Index(fields=["area", "state", "due_on"], name="task_area"),
            models.Index(fields=["state", "due_on"], name="task_state"),
        )

    def __str__(self) -> str:
        return f"{self.finding_id} {self.get_state_display()}"


class Exemption(models.Model):
    """Why a finding is no fault. While granted it stays exempt, until its facts change.

    ``facts`` are those it was explained with, ``until`` its last day (None: for good). What
    was done to it is recorded in the finding's events.
    """

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="exemptions")
    facts = models.CharField("事实", max_length=32)
    reason = MaskedCharField("理由", max_length=LONGEST_NOTE)
    until = models.DateField("有效期至", null=True)
    state = models.CharField("状态", max_length=16, choices=ExemptionState.choices)
    source = MaskedCharField("来源", max_length=200, blank=True)
    proposed_by = by_whom()
    proposed_at = models.DateTimeField("提出时间", default=timezone.now)
    decided_by = by_whom()
    decided_at = models.DateTimeField("决定时间", null=True)

    class Meta:
        verbose_name = "豁免"
        verbose_name_plural = "豁免"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=["finding"],
                condition=Q(state__in=(ExemptionState.PROPOSED, ExemptionState.GRANTED)),
                name="exemption_once",
            ),
        )
        indexes = (models.Index(fields=["state", "-id"], name="exemption_state"),)

    def __str__(self) -> str:
        return f"{self.finding_id} {self.get_state_display()}"


class OwnCheck(models.Model):
    """A check that an office wrote: a county's (code of six digits), or the province's ("")."""

    county = models.CharField("县", max_length=6, blank=True)
    number = models.PositiveIntegerField("号")

    class Meta:
        verbose_name = "自定规则"
        verbose_name_plural = "自定规则"
        ordering = ("county", "number")
        constraints = (
            models.UniqueConstraint(fields=["county", "number"], name="own_check_number"),
        )

    def __str__(self) -> str:
        return self.rule

    @property
    def rule(self) -> str:
        """The id it is asked under."""
        level = "县" if self.county else load().words.short_level
        return f"{level}-{self.number:03}"


class Edition(AppendOnly):
    """An own check as it was saved once; the newest one counts, if it is ``active``.

    ``found`` is how many it found on the exports of ``tried`` when it was saved. ``restored``
    is the number of the edition it brought back.
    """

    own = models.ForeignKey(OwnCheck, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField("版本")
    title = MaskedCharField("内容", max_length=100)
    table = models.CharField("表", max_length=64)
    about = models.CharField("按什么算", max_length=16)
    condition = models.TextField("条件")
    columns = models.JSONField("有疑点的列", default=list, encoder=PlainJSON)
    severity = models.CharField("程度", max_length=8)
    advice = MaskedCharField("怎样处理", max_length=200, blank=True)
    active = models.BooleanField("启用", default=True)
    found = models.PositiveIntegerField("试查条数", default=0)
    tried = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    restored = models.PositiveIntegerField("恢复自", null=True)
    by = by_whom()
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "规则版本"
        verbose_name_plural = "规则版本"
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["own", "number"], name="edition_number"),)

    def __str__(self) -> str:
        return f"{self.own_id} 第 {self.number} 版"
