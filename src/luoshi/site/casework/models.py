"""Cases, every step taken on them, the measures given and the departments' answers."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from luoshi.pack.endings import Ending
from luoshi.site.appendonly import AppendOnly
from luoshi.site.casework.choices import Mark, MeasureState, Source
from luoshi.site.fields import MaskedCharField, PlainJSON, by_whom

LONGEST_NOTE = 1000

OPEN = Q(closed_on=None)

LISTED = (
    *("village", "due_on", "owner", "returned", "id", "unit", "urgent", "since", "opened_on"),
    *("process", "matter", "phase", "source", "campaign", "kind", "risks", "mark", "ending"),
    *("household", "head", "person_name", "closed_on"),
)
"""All that lists ask and order cases by: an index of it answers, and no case has to be read.

``closed_on`` and ``ending`` are always empty there; without them SQLite would read each case
nevertheless.
"""


class Case(models.Model):
    """Something to be done about a household, a person or a village.

    ``process`` is the pack's process it goes through, ``stage`` where it stands since ``since``,
    ``due_on`` when it must have left that stage (None: no clock), ``entry_due_on`` when the
    process' span over several stages ends. ``subject`` is what it is about as one text (the
    household number, the person's keyed hash, or the village's code, with ``matter`` where one
    may have several): no two open cases of a process share it. ``matter`` is the need (id) a
    case answers, and ``unit`` the department that owns it, if there is one. ``facts`` are the
    newest values of the process' fields, canonical text by name; ``kind`` and ``risks`` (each
    between commas) are two of them, kept where lists can ask them. ``version`` counts its steps.
    ``returned`` says that the last move sent it back. ``confirmed_on`` is the day somebody
    who looked found it to be so. ``mark`` says that none of its leads is left, for whoever has
    it to decide; ``ending`` is what a closed case came to.
    """

    process = models.CharField("事项", max_length=32)
    subject = models.CharField("对象", max_length=64)
    household = models.CharField("户编号", max_length=64, blank=True, db_index=True)
    head = MaskedCharField("户主", max_length=64, blank=True)
    person = models.BigIntegerField("人员", null=True)
    person_name = MaskedCharField("姓名", max_length=64, blank=True)
    village = models.CharField("行政村", max_length=12)
    matter = models.CharField("事由类别", max_length=32, blank=True)
    unit = models.CharField("主管部门", max_length=64, blank=True)
    source = models.CharField("来源", max_length=16, choices=Source.choices)
    about = MaskedCharField("事由", max_length=LONGEST_NOTE, blank=True)
    campaign = models.ForeignKey(
        "casework.Campaign", on_delete=models.PROTECT, null=True, related_name="cases"
    )
    leads = models.ManyToManyField("monitoring.Lead", related_name="cases", through="casework.Tie")
    stage = models.CharField("环节", max_length=32)
    phase = models.CharField("阶段", max_length=8)
    owner = models.CharField("责任层级", max_length=16, blank=True)
    since = models.DateField("进入环节")
    due_on = models.DateField("环节时限", null=True)
    entry_due_on = models.DateField("总时限", null=True)
    returned = models.BooleanField("退回", default=False)
    urgent = models.BooleanField("先行救助", default=False)
    facts = models.JSONField("情况", default=dict, encoder=PlainJSON)
    kind = models.CharField("监测对象类别", max_length=32, blank=True)
    risks = models.CharField("致贫返贫风险", max_length=200, blank=True)
    mark = models.CharField("标记", max_length=8, choices=Mark.choices, blank=True)
    ending = models.CharField(
        "办结情况", max_length=8, choices=[(one.value, one.label) for one in Ending], blank=True
    )
    version = models.PositiveIntegerField("步数", default=0)
    opened_on = models.DateField("立项日期")
    confirmed_on = models.DateField("核实属实日期", null=True)
    closed_on = models.DateField("办结日期", null=True)

    class Meta:
        verbose_name = "事项"
        verbose_name_plural = "事项"
        constraints = (
            models.UniqueConstraint(
                fields=["process", "subject"], condition=OPEN, name="case_open_once"
            ),
        )
        indexes = (
            models.Index(fields=LISTED, condition=OPEN, name="case_listed"),
            models.Index(fields=["village", "closed_on"], name="case_village_closed"),
            models.Index(fields=["process", "stage"], condition=OPEN, name="case_stage"),
            models.Index(fields=["unit", "due_on"], condition=OPEN, name="case_unit_due"),
            models.Index(fields=["process", "village"], name="case_process_village"),
            models.Index(fields=["campaign", "village"], name="case_campaign"),
        )

    def __str__(self) -> str:
        return f"{self.process} {self.pk}"


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


class Step(AppendOnly):
    """What was done to a case: a move of its process, or a deed beside it.

    ``data`` are the values the step gave (its form's fields, or what the deed is about).
    ``token`` is made where the step was written down: sent twice, it is done once.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField("步")
    move = models.CharField("步骤", max_length=32)
    before = models.CharField("之前环节", max_length=32, blank=True)
    after = models.CharField("之后环节", max_length=32)
    on = models.DateField("日期")
    at = models.DateTimeField("时间", default=timezone.now)
    by = by_whom()
    role = models.CharField("角色", max_length=16, blank=True)
    reason = MaskedCharField("理由", max_length=64, blank=True)
    note = MaskedCharField("说明", max_length=LONGEST_NOTE, blank=True)
    data = models.JSONField("内容", default=dict, encoder=PlainJSON)
    token = models.UUIDField("提交编号", null=True, unique=True)

    class Meta:
        verbose_name = "步骤"
        verbose_name_plural = "步骤"
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["case", "number"], name="step_number"),)

    def __str__(self) -> str:
        return f"{self.case_id} 第 {self.number} 步 {self.move}"


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
    """A special survey of a chosen group: every household of it gets a case of ``process``."""

    process = models.CharField("事项", max_length=32)
    title = MaskedCharField("名称", max_length=100)
    group = models.CharField("对象", max_length=64)
    reason = MaskedCharField("缘由", max_length=LONGEST_NOTE, blank=True)
    area = models.CharField("区划", max_length=12, blank=True)
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
