"""What people decided of the proposals of drafted notices."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from luoshi.drafting.deciding import Decided
from luoshi.site.appendonly import AppendOnly
from luoshi.site.fields import MaskedCharField, MaskedTextField
from luoshi.site.notices.choices import Outcome

LONGEST_REASON = 500


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
