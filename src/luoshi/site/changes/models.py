"""What a value of a parameter touches, worked out before it counts."""

from datetime import date

from django.db import models
from django.utils import timezone

from luoshi.changes import Outcome
from luoshi.pack.entering import EnteredValue
from luoshi.pack.models import DatedValue
from luoshi.site.changes.choices import State
from luoshi.site.fields import MaskedCharField, PlainJSON, by_whom


class Preview(models.Model):
    """What a value would touch, by the records there were when it was worked out.

    ``entry`` is the value that waits for a second person; none where somebody only tries one.
    ``outcome`` is the whole of :class:`luoshi.changes.Outcome`.
    """

    entry = models.OneToOneField(
        "parameters.Entry", on_delete=models.PROTECT, null=True, related_name="preview"
    )
    parameter = models.CharField("参数", max_length=64, db_index=True)
    value = models.CharField("值", max_length=200)
    valid_from = models.DateField("从哪天起")
    valid_to = models.DateField("到哪天为止", null=True)
    by = by_whom()
    at = models.DateTimeField("时间", default=timezone.now)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.WAITING)
    done_at = models.DateTimeField("算完时间", null=True)
    outcome = models.JSONField("影响", null=True, encoder=PlainJSON)
    told = MaskedCharField("说明", max_length=500, blank=True)

    class Meta:
        verbose_name = "改动的影响"
        verbose_name_plural = "改动的影响"
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.parameter} {self.value} {self.valid_from}"

    @property
    def is_working(self) -> bool:
        """Whether it is not worked out yet."""
        return self.state == State.WAITING

    @property
    def entered(self) -> EnteredValue:
        """The value as it would count."""
        days: dict[str, date | None] = {"from": self.valid_from, "to": self.valid_to}
        return EnteredValue(self.parameter, DatedValue(**days, value=self.value, source="待核对"))

    @property
    def found(self) -> Outcome | None:
        """What it touches; None before it is worked out."""
        return Outcome.model_validate(self.outcome) if self.outcome else None
