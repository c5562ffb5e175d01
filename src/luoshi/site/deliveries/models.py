"""Deliveries sent on the site. What counts of them is a batch of the warehouse."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from luoshi.site.deliveries.choices import WORKING, State
from luoshi.site.fields import MaskedTextField, PlainJSON


class Delivery(models.Model):
    """The files of one table that someone sent together, and what became of them.

    ``scope`` are the counties (six digits) it was sent for, none where the rows are to tell.
    ``folder`` holds the files until it is decided, and the refused rows ever after. ``shown`` is
    the preview (`luoshi.warehouse.preview`), ``receipts`` what storing did, ``batch`` where in the
    warehouse the rows lie. ``step`` and ``share`` say how far work on it is.
    """

    table = models.CharField("表", max_length=64)
    files = models.JSONField("文件", default=list, encoder=PlainJSON)
    scope = models.JSONField("哪些县的", default=list, encoder=PlainJSON)
    reach = models.DateField("数据截至", null=True)
    since = models.DateField("从哪天起", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    unit = models.CharField("单位", max_length=64, blank=True)
    at = models.DateTimeField("时间", default=timezone.now)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.READING)
    folder = models.CharField("存放", max_length=64, blank=True)
    shown = models.JSONField("预览", null=True, encoder=PlainJSON)
    receipts = models.JSONField("收条", default=list, encoder=PlainJSON)
    batch = models.CharField("批次", max_length=64, blank=True)
    told = MaskedTextField("没有收下的原因", blank=True)
    step = models.CharField("步骤", max_length=200, blank=True)
    share = models.FloatField("进度", default=0)

    class Meta:
        verbose_name = "部门数据报送"
        verbose_name_plural = "部门数据报送"
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=["table", "-at"], name="delivery_of"),)

    def __str__(self) -> str:
        return f"{self.table} {self.at:%Y-%m-%d %H:%M}"

    @property
    def is_working(self) -> bool:
        """Whether the site is at work on it."""
        return self.state in WORKING
