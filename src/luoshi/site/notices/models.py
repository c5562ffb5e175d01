"""What people decided of drafted notices, and the closing accounts of those that are over."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from luoshi.drafting.deciding import Decided
from luoshi.site.appendonly import AppendOnly
from luoshi.site.fields import MaskedCharField, MaskedTextField
from luoshi.site.notices.choices import Outcome
from luoshi.site.two_person import LONGEST_NOTE, Submission, SubmissionVerdict

LONGEST_REASON = 500
LONGEST_DOCUMENT = 200


class DraftDecision(AppendOnly):
    """A decision of a proposal (id) of a drafted notice (id); the last one holds.

    ``words`` are those the proposal came from: where a new draft has others, it is open again.
    ``written`` is the obligation as decided, as JSON; empty where the proposal was dropped.
    """

    notice = models.CharField("文件", max_length=64, db_index=True)
    proposal = models.CharField("建议", max_length=64)
    words = MaskedTextField("原话")
    outcome = models.CharField("决定", max_length=16, choices=Outcome.choices)
    written = MaskedTextField("定下的承诺", blank=True)
    reason = MaskedCharField("理由", max_length=LONGEST_REASON, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "草稿决定"
        verbose_name_plural = "草稿决定"
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.notice} {self.proposal}：{self.get_outcome_display()}"

    @property
    def obligation(self) -> Decided | None:
        """The obligation as decided; none where the proposal was dropped."""
        return Decided.model_validate_json(self.written) if self.written else None


class ClosingAccount(Submission):
    """A notice's closing account as it was proposed; it closes once somebody else has agreed.

    ``content`` is the frozen document, compressed; ``digest`` the SHA-256 of its text. One that
    ``corrects`` another names the document it does so by.
    """

    notice = models.CharField("文件", max_length=64, db_index=True)
    content = models.BinaryField("内容")
    digest = models.CharField("校验值", max_length=64)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="更正"
    )
    document = MaskedCharField("文号", max_length=LONGEST_DOCUMENT, blank=True)
    reason = MaskedCharField("理由", max_length=LONGEST_NOTE, blank=True)
    submitter = "提出结账的人"

    class Meta:
        verbose_name = "结账"
        verbose_name_plural = "结账"
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.notice} 结账 {self.pk}"


class Verdict(SubmissionVerdict):
    """What somebody said of a closing account: agreed, so that the notice is closed, or not."""

    submission = models.OneToOneField(
        ClosingAccount, on_delete=models.PROTECT, related_name="verdict", verbose_name="结账"
    )

    class Meta:
        verbose_name = "结账核对"
        verbose_name_plural = "结账核对"
        ordering = ("-at", "-id")
