"""What casework adds to cases: their leads, help, departments' answers, incomes, campaigns."""

from django.db import models
from django.utils import timezone

from luoshi.site.appendonly import AppendOnly
from luoshi.site.casework.choices import MeasureState
from luoshi.site.fields import AreaCodeField, MaskedCharField, PlainJSON, by_whom
from luoshi.site.processes.models import LONGEST_NOTE, Case


class Tie(models.Model):
    """A lead a case came from, or was told later.

    ``answered`` says that the case is closed, while another that is not has the lead still: no
    new case of the same process is opened for it.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="ties")
    lead = models.ForeignKey("monitoring.Lead", on_delete=models.CASCADE, related_name="ties")
    answered = models.BooleanField("已有结果", default=False)

    class Meta:
        verbose_name = "事项的线索"
        verbose_name_plural = "事项的线索"
        constraints = (models.UniqueConstraint(fields=["case", "lead"], name="tie_once"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.lead_id}"


class Measure(models.Model):
    """Help given in a case: asked of a department, taken, done or refused.

    ``due_on`` is when the department must have answered; once it has taken it, when it must be
    done.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="measures")
    group = models.CharField("措施组", max_length=32)
    kind = models.CharField("措施", max_length=64)
    person = models.BigIntegerField("人员", null=True)
    person_name = MaskedCharField("姓名", max_length=64, blank=True)
    unit = models.CharField("部门", max_length=64)
    note = MaskedCharField("说明", max_length=LONGEST_NOTE, blank=True)
    state = models.CharField("状态", max_length=8, choices=MeasureState.choices)
    asked_on = models.DateField("安排日期")
    due_on = models.DateField("时限")
    answered_on = models.DateField("答复日期", null=True)
    done_on = models.DateField("落实日期", null=True)
    answer = MaskedCharField("答复", max_length=LONGEST_NOTE, blank=True)

    class Meta:
        verbose_name = "帮扶措施"
        verbose_name_plural = "帮扶措施"
        indexes = (models.Index(fields=["unit", "state", "due_on"], name="measure_unit_state"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class Reply(models.Model):
    """One comparison asked of a department, and its answer."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="replies")
    comparison = models.CharField("比对项目", max_length=32)
    unit = models.CharField("部门", max_length=64)
    asked_on = models.DateField("发出日期")
    due_on = models.DateField("答复时限")
    answered_on = models.DateField("答复日期", null=True)
    found = models.BooleanField("有记录", null=True)
    text = MaskedCharField("答复", max_length=LONGEST_NOTE, blank=True)
    by = by_whom()

    class Meta:
        verbose_name = "信息比对"
        verbose_name_plural = "信息比对"
        constraints = (
            models.UniqueConstraint(fields=["case", "comparison", "asked_on"], name="reply_once"),
        )
        indexes = (models.Index(fields=["unit", "answered_on", "due_on"], name="reply_unit"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.comparison}"


class IncomeSheet(AppendOnly):
    """A household's income over twelve months, item by item (yuan); the newest one counts.

    ``items`` are amounts by item id as text; ``net`` and ``per_head`` are summed by machine.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="incomes")
    start = models.DateField("起")
    end = models.DateField("止")
    people = models.PositiveSmallIntegerField("人口")
    items = models.JSONField("收支", default=dict, encoder=PlainJSON)
    net = models.DecimalField("家庭纯收入", max_digits=18, decimal_places=2)
    per_head = models.DecimalField("人均纯收入", max_digits=18, decimal_places=2)
    on = models.DateField("填表日期")
    at = models.DateTimeField("时间", default=timezone.now)
    by = by_whom()

    class Meta:
        verbose_name = "家庭收入表"
        verbose_name_plural = "家庭收入表"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.case_id} {self.start}"


class Campaign(models.Model):
    """A special campaign: every household of a chosen group gets a case of ``process``."""

    process = models.CharField("事项", max_length=32)
    title = MaskedCharField("名称", max_length=100)
    group = models.CharField("对象", max_length=64)
    reason = MaskedCharField("缘由", max_length=LONGEST_NOTE, blank=True)
    area = AreaCodeField("区划", max_length=12, blank=True)
    start = models.DateField("开始")
    due_on = models.DateField("截止")
    by = by_whom()
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "专项排查"
        verbose_name_plural = "专项排查"
        ordering = ("-at",)

    def __str__(self) -> str:
        return self.title


class Enrolment(models.Model):
    """A case that is part of a campaign; the newest campaign counts."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="enrolment")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="enrolments")

    class Meta:
        verbose_name = "列入排查的事项"
        verbose_name_plural = "列入排查的事项"

    def __str__(self) -> str:
        return f"{self.case_id} {self.campaign_id}"
