"""The audit log's one table."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from luoshi.site.appendonly import AppendOnly
from luoshi.site.audit.choices import action_choices
from luoshi.site.fields import MaskedCharField


class Event(AppendOnly):
    """One thing someone did.

    ``username`` is what was typed, also where no such account exists; ``target`` names the
    object without personal data; ``area`` is the code of the division it lies in.
    """

    at = models.DateTimeField("时间", default=timezone.now, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    username = MaskedCharField("用户名", max_length=150, blank=True)
    action = models.CharField("操作", max_length=32, choices=action_choices)
    target = models.CharField("对象", max_length=200, blank=True)
    area = models.CharField("区划代码", max_length=12, blank=True)
    address = models.GenericIPAddressField("来源地址", null=True)

    class Meta:
        verbose_name = "操作日志"
        verbose_name_plural = "操作日志"
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=["action", "-at"], name="audit_action_at"),)

    def __str__(self) -> str:
        moment = timezone.localtime(self.at)
        return f"{moment:%Y-%m-%d %H:%M} {self.username} {self.get_action_display()}"
