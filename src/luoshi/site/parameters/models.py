"""Values entered for parameters, and what a second person said of each."""

from django.db import models

from luoshi.pack.models import DatedValue
from luoshi.site.fields import MaskedCharField
from luoshi.site.two_person import Submission, SubmissionVerdict

LONGEST_VALUE, LONGEST_NOTE = 200, 500


class Entry(Submission):
    """A value entered for a parameter; it counts once somebody else has agreed."""

    parameter = models.CharField("参数", max_length=64, db_index=True)
    value = models.CharField("值", max_length=LONGEST_VALUE)
    valid_from = models.DateField("从哪天起")
    valid_to = models.DateField("到哪天为止", null=True)
    document = MaskedCharField("文号", max_length=200)
    note = MaskedCharField("说明", max_length=LONGEST_NOTE, blank=True)
    submitter = "录入的人"

    class Meta:
        verbose_name = "参数录入"
        verbose_name_plural = "参数录入"
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.parameter} {self.value} {self.valid_from}"

    @property
    def dated(self) -> DatedValue:
        """As a value of the parameter, its source being the document."""
        told = f"{self.by.display_name or self.by.username}录入"
        return DatedValue(
            **{"from": self.valid_from, "to": self.valid_to},
            value=self.value,
            source=self.document,
            note="；".join(filter(None, (told, self.note))),
        )


class Verdict(SubmissionVerdict):
    """What somebody said of an entry: agreed, so that it counts from now on, or not."""

    submission = models.OneToOneField(
        Entry, on_delete=models.PROTECT, related_name="verdict", verbose_name="录入"
    )

    class Meta:
        verbose_name = "参数核对"
        verbose_name_plural = "参数核对"
        ordering = ("-at", "-id")
