"""Cases of the pack's processes, and every event of them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from luoshi.pack.endings import Ending
from luoshi.site.appendonly import AppendOnly
from luoshi.site.fields import AreaCodeField, MaskedCharField, PlainJSON, by_whom
from luoshi.site.processes.choices import Mark, Source

LONGEST_NOTE = 1000

OPEN = Q(closed_on=None)

LISTED = (
    *("village", "due_on", "owner", "returned", "id", "unit", "urgent", "since", "opened_on"),
    *("process", "matter", "phase", "source", "kind", "risks", "mark", "ending"),
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
    process' span over several stages ends, ``look_by`` until when somebody asked for a first
    look, where it is not that of the clock. ``subject`` is what it is about as one text (the
    household number, the person's keyed hash, or the village's code, with ``matter`` where one
    may have several): no two open cases of a process share it. ``matter`` is the need (id) a
    case answers, and ``unit`` the department that owns it, if there is one. ``facts`` are the
    newest values of the process' fields, canonical text by name; ``kind`` and ``risks`` (each
    between commas) are two of them, kept where lists can ask them. ``version`` counts its events.
    ``returned`` says that the last move sent it back. ``confirmed_on`` is the day somebody
    who looked found it to be so. ``mark`` says that what it came from is gone, for whoever has
    it to decide; ``ending`` is what a closed case came to.
    """

    process = models.CharField("事项", max_length=32)
    subject = models.CharField("对象", max_length=64)
    household = models.CharField("户编号", max_length=64, blank=True, db_index=True)
    head = MaskedCharField("户主", max_length=64, blank=True)
    person = models.BigIntegerField("人员", null=True)
    person_name = MaskedCharField("姓名", max_length=64, blank=True)
    village = AreaCodeField("行政村", max_length=12)
    matter = models.CharField("事由类别", max_length=32, blank=True)
    unit = models.CharField("主管部门", max_length=64, blank=True)
    source = models.CharField("来源", max_length=16, choices=Source.choices)
    about = MaskedCharField("事由", max_length=LONGEST_NOTE, blank=True)
    stage = models.CharField("环节", max_length=32)
    phase = models.CharField("阶段", max_length=8)
    owner = models.CharField("责任层级", max_length=16, blank=True)
    since = models.DateField("进入环节")
    due_on = models.DateField("环节时限", null=True)
    look_by = models.DateField("要求看完日期", null=True)
    entry_due_on = models.DateField("总时限", null=True)
    returned = models.BooleanField("退回", default=False)
    urgent = models.BooleanField("先行救助", default=False)
    facts = models.JSONField("情况", default=dict, encoder=PlainJSON)
    kind = models.CharField("监测对象类别", max_length=32, blank=True)
    risks = models.CharField("致贫返贫风险", max_length=200, blank=True)
    mark = models.CharField("标记", max_length=8, choices=Mark.choices, blank=True)
    ending = models.CharField(
        "办结情况", max_length=16, choices=[(one.value, one.label) for one in Ending], blank=True
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
        )

    def __str__(self) -> str:
        return f"{self.process} {self.pk}"


class Event(AppendOnly):
    """What happened to a case: a move of its process, or something beside the moves.

    ``move`` is the move's id, or the kind of event. ``data`` are the values it gave (its form's
    fields, or what the event is about). ``token`` is made where it was written down: sent
    twice, it is done once.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
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
        constraints = (models.UniqueConstraint(fields=["case", "number"], name="event_number"),)

    def __str__(self) -> str:
        return f"{self.case_id} 第 {self.number} 步 {self.move}"
