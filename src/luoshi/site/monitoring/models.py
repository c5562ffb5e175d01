"""Flagged households, their leads and the decisions on them."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils import timezone

from luoshi.screening import LeadSeverity
from luoshi.site.appendonly import AppendOnly
from luoshi.site.fields import AreaCodeField, MaskedCharField, MaskedTextField
from luoshi.site.monitoring.choices import Finding, Kind, Rank, Reason, State

LONGEST_NOTE = 500
LONGEST_NAME = 64


class Publication(models.Model):
    """One screening whose leads were put before people.

    ``unasked`` are the rules that lacked a parameter or data on the day: ``[{rule, title,
    told}]``; ``behind`` tells in sentences which data that rules read did not reach it.
    """

    as_of = models.DateField("数据截至")
    at = models.DateTimeField("发布时间", default=timezone.now)
    people = models.PositiveIntegerField("筛查人数")
    households = models.PositiveIntegerField("筛查户数")
    unasked = models.JSONField("没有问的规则", default=list)
    behind = models.JSONField("较旧或没有的数据", default=list)

    class Meta:
        verbose_name = "筛查发布"
        verbose_name_plural = "筛查发布"

    def __str__(self) -> str:
        return f"{self.as_of} 筛查"


class FlaggedHousehold(models.Model):
    """A household that has, or had, leads: one item whatever their number.

    ``colour`` is the rank of its most severe open lead (None when it has none), ``open_leads``
    how many are open, ``waiting_since`` when the oldest of them was first seen. They count
    the leads of all departments: who sees fewer asks the leads themselves.
    """

    number = models.CharField("户编号", max_length=64, unique=True)
    head = MaskedCharField("户主", max_length=64)
    village = AreaCodeField("行政村", max_length=12, db_index=True)
    colour = models.PositiveSmallIntegerField("颜色", choices=Rank.choices, null=True)
    open_leads = models.PositiveIntegerField("待核实线索", default=0)
    waiting_since = models.DateField("最早待核实", null=True)
    first_seen = models.DateField("首次发现")
    last_seen = models.DateField("最近发现")

    class Meta:
        verbose_name = "预警户"
        verbose_name_plural = "预警户"
        indexes = (
            models.Index(fields=["-colour", "waiting_since"], name="household_worklist"),
            models.Index(fields=["head"], name="household_head"),
        )

    def __str__(self) -> str:
        return self.number


class Lead(models.Model):
    """A rule that fired on a fact of a household.

    ``person`` is the keyed hash of the member concerned and ``person_name`` the name; both
    are empty when it is about the whole household. ``thresholds`` are the parameters the
    rule asked, as in force on the day: ``[{title, value, unit, source, assumption, ending}]``.
    ``finding`` is what somebody who looked on ``looked_on`` found since it last came up.
    ``unasked`` marks a lead whose rule could not be asked in the newest screening: nobody
    knows whether it fires still.
    """

    household = models.ForeignKey(
        FlaggedHousehold, on_delete=models.CASCADE, related_name="leads", verbose_name="户"
    )
    rule = models.CharField("规则", max_length=64)
    fact = models.CharField("事实", max_length=200)
    risk = models.CharField("风险类型", max_length=32)
    department = models.CharField("数据部门", max_length=64)
    clause = models.CharField("条款", max_length=80)
    colour = models.PositiveSmallIntegerField("颜色", choices=Rank.choices)
    measure = models.DecimalField("度量值", max_digits=18, decimal_places=2, null=True)
    unit = models.CharField("单位", max_length=16, blank=True)
    evidence = MaskedTextField("依据")
    person = models.BigIntegerField("人员", null=True)
    person_name = MaskedCharField("姓名", max_length=64, blank=True)
    thresholds = models.JSONField("阈值", default=list)
    first_seen = models.DateField("首次发现")
    last_seen = models.DateField("最近发现")
    published = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.OPEN)
    finding = models.CharField("核实结果", max_length=8, choices=Finding.choices, blank=True)
    looked_on = models.DateField("核实日期", null=True)
    unasked = models.BooleanField("没有再比对", default=False)

    class Meta:
        verbose_name = "预警线索"
        verbose_name_plural = "预警线索"
        constraints = (models.UniqueConstraint(fields=["rule", "fact"], name="lead_rule_fact"),)
        indexes = (
            models.Index(fields=["household", "state"], name="lead_household_state"),
            models.Index(fields=["state", "department", "colour"], name="lead_state_department"),
            models.Index(fields=["state", "risk"], name="lead_state_risk"),
            models.Index(fields=["state", "rule"], name="lead_state_rule"),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.household_id}"

    @property
    def said(self) -> str:
        """What became of it, and, where it no longer waits, what somebody who looked found."""
        if self.state == State.OPEN:
            return State.OPEN.label
        found = self.get_finding_display() or ("" if self.state == State.TAKEN else "未核实")
        return f"{self.get_state_display()}，{found}" if found else self.get_state_display()

    @property
    def severity(self) -> LeadSeverity:
        """How severe it is: its colour and its measure (in ``unit``)."""
        return severity_of(self.colour, self.measure)


class Decision(AppendOnly):
    """What someone decided on a lead, what it said and how severe it was then.

    ``reason`` is empty where a lead was reopened. ``visited_on`` and ``visitor`` tell of who
    went there; empty where nobody did.
    """

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="decisions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", default=timezone.now)
    kind = models.CharField("处置", max_length=8, choices=Kind.choices)
    reason = models.CharField("理由", max_length=16, choices=Reason.choices, blank=True)
    note = MaskedCharField("说明", max_length=LONGEST_NOTE, blank=True)
    visited_on = models.DateField("入户日期", null=True)
    visitor = MaskedCharField("入户人", max_length=LONGEST_NAME, blank=True)
    colour = models.PositiveSmallIntegerField("当时颜色", choices=Rank.choices)
    measure = models.DecimalField("当时度量值", max_digits=18, decimal_places=2, null=True)
    evidence = MaskedTextField("当时依据")

    class Meta:
        verbose_name = "处置"
        verbose_name_plural = "处置"
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.get_kind_display()} {self.get_reason_display()}".rstrip()


def severity_of(rank: int, measure: Decimal | None) -> LeadSeverity:
    """The severity of a colour (by rank) and a measure."""
    return LeadSeverity(Rank(rank).colour, measure)
