"""Records of ledgers and all that was ever done to them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from luoshi.site.appendonly import AppendOnly
from luoshi.site.fields import AreaCodeField, MaskedCharField, PlainJSON, by_whom
from luoshi.site.ledgers.choices import Change, UploadState

LIVE = Q(removed=False)


class Ledger(models.Model):
    """How far a ledger has come: number and time of its last revision.

    Whoever writes locks this row first, so that the revisions of one ledger stand in one
    order, by number and by time alike.
    """

    id = models.CharField("台账", max_length=64, primary_key=True)
    revision = models.BigIntegerField("最后修订", default=0)
    at = models.DateTimeField("时间", null=True)

    class Meta:
        verbose_name = "台账"
        verbose_name_plural = "台账"

    def __str__(self) -> str:
        return self.id


class Record(models.Model):
    """One row of a ledger.

    ``data`` holds the typed values as canonical text by column name, empty cells left out.
    ``area`` is the 12-digit code of the division the row lies in (empty where the ledger
    knows none), ``county`` its first six digits, ``period`` the day that dates the row (a
    year is its first day), ``key`` the values of the ledger's key as one text. ``words``
    and ``personal`` are what may be searched, by everyone and by who sees names.
    """

    ledger = models.CharField("台账", max_length=64)
    area = AreaCodeField("区划代码", max_length=12, blank=True)
    county = AreaCodeField("县代码", max_length=6, blank=True, follows="area")
    period = models.DateField("期间", null=True)
    key = models.CharField("主键", max_length=255)
    data = models.JSONField("内容", encoder=PlainJSON)
    words = models.TextField("可检索文字", blank=True)
    personal = models.TextField("个人信息文字", blank=True)
    version = models.PositiveIntegerField("版本", default=0)
    created_at = models.DateTimeField("新增时间")
    created_by = by_whom()
    changed_at = models.DateTimeField("修改时间")
    changed_by = by_whom()
    removed = models.BooleanField("已删除", default=False)

    class Meta:
        verbose_name = "台账记录"
        verbose_name_plural = "台账记录"
        constraints = (
            models.UniqueConstraint(fields=["ledger", "key"], condition=LIVE, name="record_key"),
        )
        indexes = (
            models.Index(fields=["ledger", "period", "id"], condition=LIVE, name="record_period"),
            models.Index(fields=["ledger", "area", "id"], condition=LIVE, name="record_area"),
            models.Index(
                fields=["ledger", "county", "period", "changed_at"],
                condition=LIVE,
                name="record_county",
            ),
            models.Index(
                fields=["ledger", "changed_at", "id"], condition=LIVE, name="record_changed"
            ),
        )

    def __str__(self) -> str:
        return f"{self.ledger} {self.pk}"


class Upload(models.Model):
    """A file someone sent to a ledger.

    ``file`` names it inside the folder of uploads while it waits to be confirmed, and then
    its refused rows; ``counts`` tells what checking it found, or in the end stored.
    """

    ledger = models.CharField("台账", max_length=64)
    name = MaskedCharField("文件名", max_length=200)
    file = models.CharField("存放", max_length=64, blank=True)
    sha256 = models.CharField("摘要", max_length=64)
    by = by_whom()
    at = models.DateTimeField("时间", default=timezone.now)
    state = models.CharField("状态", max_length=8, choices=UploadState.choices)
    counts = models.JSONField("行数", default=dict, encoder=PlainJSON)

    class Meta:
        verbose_name = "上传"
        verbose_name_plural = "上传"
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return self.name


class Revision(AppendOnly):
    """What happened to a record: its ``data`` before and after, None where it was not there."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="revisions")
    ledger = models.CharField("台账", max_length=64)
    number = models.PositiveIntegerField("版本")
    at = models.DateTimeField("时间")
    by = by_whom()
    action = models.CharField("操作", max_length=8, choices=Change.choices)
    before = models.JSONField("之前", null=True, encoder=PlainJSON)
    after = models.JSONField("之后", null=True, encoder=PlainJSON)
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "修订"
        verbose_name_plural = "修订"
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=["record", "number"], name="revision_number"),
        )
        indexes = (models.Index(fields=["ledger", "at", "id"], name="revision_at"),)

    def __str__(self) -> str:
        return f"{self.record_id} 第 {self.number} 版"


class Attachment(models.Model):
    """A file that proves a record. ``file`` names it inside the folder of uploads."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="attachments")
    name = MaskedCharField("文件名", max_length=200)
    file = models.CharField("存放", max_length=64)
    sha256 = models.CharField("摘要", max_length=64)
    size = models.PositiveIntegerField("字节数")
    by = by_whom()
    at = models.DateTimeField("时间", default=timezone.now)
    removed = models.BooleanField("已删除", default=False)

    class Meta:
        verbose_name = "佐证材料"
        verbose_name_plural = "佐证材料"
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.name


class Declaration(AppendOnly):
    """A holder's word that a ledger holds all there is to tell of a period, or that it does not.

    ``holder`` is who owes it: an area code prefix, or a unit's name. ``county`` (six digits) is
    empty where it is said of all the holder owes. The last word counts.
    """

    ledger = models.CharField("台账", max_length=64)
    holder = models.CharField("填报单位", max_length=64)
    start = models.DateField("期间起始日")
    county = models.CharField("县代码", max_length=6, blank=True)
    complete = models.BooleanField("已填全", default=True)
    by = by_whom()
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "填全声明"
        verbose_name_plural = "填全声明"
        ordering = ("at", "id")
        indexes = (models.Index(fields=["ledger", "holder", "start"], name="declaration_of"),)

    def __str__(self) -> str:
        return f"{self.ledger} {self.holder} {self.start}"
