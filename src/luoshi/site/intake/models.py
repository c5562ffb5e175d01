"""Applications of people without an account, and how often an address has asked."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from luoshi.site.fields import AreaCodeField, MaskedCharField
from luoshi.site.processes.models import Case


class State(models.TextChoices):
    """What became of an application."""

    WAITING = "waiting", "待登记"
    REGISTERED = "registered", "已登记"
    REFUSED = "refused", "不予登记"


class Application(models.Model):
    """Someone asks for help, for a household of a village (12 digits).

    ``number`` is what the applicant is given to ask after it; by ``due_on`` it must be
    registered. ``proxy`` and ``proxy_phone`` are whoever applied in the household's stead.
    ``case`` is what came of it.
    """

    number = models.CharField("申报编号", max_length=14, unique=True)
    village = AreaCodeField("行政村", max_length=12)
    name = MaskedCharField("户主姓名", max_length=64)
    phone = models.CharField("联系电话", max_length=11)
    trouble = models.CharField("遇到的困难", max_length=300)
    words = MaskedCharField("具体情况", max_length=500, blank=True)
    proxy = MaskedCharField("代办人", max_length=64, blank=True)
    proxy_phone = models.CharField("代办人电话", max_length=11, blank=True)
    at = models.DateTimeField("申报时间", default=timezone.now)
    due_on = models.DateField("登记时限")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    reason = MaskedCharField("不予登记的理由", max_length=200, blank=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="applications")
    by: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "农户申报"
        verbose_name_plural = "农户申报"
        indexes = (
            models.Index(fields=["state", "village", "at"], name="application_waiting"),
            models.Index(fields=["phone", "at"], name="application_phone"),
        )

    def __str__(self) -> str:
        return self.number


class Attempt(models.Model):
    """One use of a public page by an address, kept as a keyed hash, to slow abuse down."""

    kind = models.CharField("用途", max_length=8)
    source = models.CharField("来源", max_length=64)
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "公开页面使用"
        verbose_name_plural = "公开页面使用"
        indexes = (models.Index(fields=["kind", "source", "at"], name="attempt_source"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
