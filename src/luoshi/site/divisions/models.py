"""Tables of changes, what a second person said of each, and which rows were led on."""

from django.db import models
from django.utils import timezone

from luoshi.areas import AreaChange
from luoshi.site.appendonly import AppendOnly
from luoshi.site.fields import MaskedCharField, PlainJSON
from luoshi.site.two_person import Submission, SubmissionVerdict


class Adjustment(Submission):
    """A table of changes as it was sent; it counts once somebody else has agreed.

    ``changes`` are its rows, each an `AreaChange` as JSON.
    """

    name = MaskedCharField("文件名", max_length=200)
    changes = models.JSONField("变更", encoder=PlainJSON)
    submitter = "登记的人"

    class Meta:
        verbose_name = "区划变更"
        verbose_name_plural = "区划变更"
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.name}（{len(self.changes)} 项）"

    @property
    def parsed(self) -> tuple[AreaChange, ...]:
        """Its rows as changes."""
        return tuple(map(AreaChange.model_validate, self.changes))


class Verdict(SubmissionVerdict):
    """What a second person said of a table of changes."""

    submission = models.OneToOneField(
        Adjustment, on_delete=models.PROTECT, related_name="verdict", verbose_name="区划变更"
    )

    class Meta:
        verbose_name = "区划变更核对"
        verbose_name_plural = "区划变更核对"
        ordering = ("-at", "-id")


class Recoding(AppendOnly):
    """A row that got the code of what its division became: ``table`` is its model's label."""

    table = models.CharField("表", max_length=64)
    row = models.BigIntegerField("行")
    before = models.CharField("原代码", max_length=12)
    after = models.CharField("现代码", max_length=12)
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "区划改码"
        verbose_name_plural = "区划改码"
        ordering = ("pk",)
        indexes = (models.Index(fields=["table", "row"], name="recoding_row"),)

    def __str__(self) -> str:
        return f"{self.table} {self.row} {self.before} → {self.after}"
