"""Scenarios under way, and the plans that were adopted."""

from django.db import models
from django.utils import timezone

from luoshi.site.appendonly import AppendOnly
from luoshi.site.fields import MaskedCharField, PlainJSON, by_whom
from luoshi.site.funds.choices import State

LONGEST_NOTE = 1000


class Scenario(models.Model):
    """A scheme in a year with other numbers than its own.

    ``changes`` are what differs, as the page's fields send it. Once proposed, ``sheet`` is what
    is to be signed, whole, and ``digest`` is of it: nothing changes it any more.
    """

    scheme = models.CharField("办法", max_length=64)
    year = models.PositiveSmallIntegerField("年度")
    title = MaskedCharField("名称", max_length=100)
    note = MaskedCharField("说明", max_length=LONGEST_NOTE, blank=True)
    changes = models.JSONField("改动", default=dict, encoder=PlainJSON)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.DRAFT)
    by = by_whom()
    at = models.DateTimeField("保存时间", default=timezone.now)
    sheet = models.JSONField("送签内容", null=True, encoder=PlainJSON)
    digest = models.CharField("校验值", max_length=64, blank=True)
    proposed_by = by_whom()
    proposed_at = models.DateTimeField("送签时间", null=True)
    returned = MaskedCharField("退回理由", max_length=LONGEST_NOTE, blank=True)

    class Meta:
        verbose_name = "测算方案"
        verbose_name_plural = "测算方案"
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=["scheme", "year", "state"], name="scenario_scheme"),)

    def __str__(self) -> str:
        return self.title


class Plan(AppendOnly):
    """An adopted plan, as it was signed: the newest of a scheme and year is in force."""

    scheme = models.CharField("办法", max_length=64)
    year = models.PositiveSmallIntegerField("年度")
    title = MaskedCharField("名称", max_length=100)
    note = MaskedCharField("说明", max_length=LONGEST_NOTE, blank=True)
    sheet = models.JSONField("内容", encoder=PlainJSON)
    digest = models.CharField("校验值", max_length=64)
    scenario = models.OneToOneField(
        Scenario, on_delete=models.PROTECT, related_name="plan", verbose_name="方案"
    )
    proposed_by = by_whom()
    proposed_at = models.DateTimeField("送签时间")
    signed_by = by_whom()
    signed_at = models.DateTimeField("签批时间", default=timezone.now)

    class Meta:
        verbose_name = "分配方案"
        verbose_name_plural = "分配方案"
        ordering = ("-signed_at", "-id")
        indexes = (models.Index(fields=["scheme", "year"], name="plan_scheme"),)

    def __str__(self) -> str:
        return self.title
