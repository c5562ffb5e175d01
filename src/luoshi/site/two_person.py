"""What one person submits counts once another has agreed: its rows, and who may say what of it."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from luoshi.site.accounts.services import User
from luoshi.site.appendonly import AppendOnly
from luoshi.site.fields import MaskedCharField
from luoshi.text.masking import shortened

LONGEST_NOTE = 1000


class Submission(AppendOnly):
    """What somebody submitted; it waits until somebody else agrees to it or turns it down."""

    submitter: ClassVar[str] = "提交的人"
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("提交时间", default=timezone.now)

    class Meta:
        abstract = True


class SubmissionVerdict(AppendOnly):
    """What a second person said; a model of it has the ``submission`` as one to one."""

    agreed = models.BooleanField("同意")
    note = MaskedCharField("说明", max_length=LONGEST_NOTE, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("核对时间", default=timezone.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.submission_id} {'同意' if self.agreed else '不同意'}"  # type: ignore[attr-defined]


def demand_second_person(submission: Submission, user: User, agreed: bool, note: str) -> None:
    """Stop here unless this person may settle what was submitted.

    Raises:
        ValidationError: it was settled before, the one who submitted it would agree to it, or
            it is turned down without a reason.
    """
    if _verdicts(submission).filter(submission=submission).exists():
        raise ValidationError("已经核对过了，请刷新再看")
    if agreed and submission.by_id == user.pk:
        raise ValidationError(f"{submission.submitter}不能自己核对，请由另一个账号核对")
    if not agreed and not note.strip():
        raise ValidationError("不同意要写明理由")


def settle(submission: Submission, user: User, agreed: bool, note: str) -> Any:
    """Keep what a second person said; gives the verdict."""
    note = shortened(note.strip(), LONGEST_NOTE)
    return _verdicts(submission).create(submission=submission, agreed=agreed, note=note, by=user)


def lock(submission: Submission) -> None:
    """Let nobody else settle it until the transaction ends."""
    type(submission)._default_manager.select_for_update().get(pk=submission.pk)


def _verdicts(submission: Submission) -> Any:
    """The manager of the verdicts on submissions of a kind."""
    form: Any = type(submission)._meta
    return form.get_field("verdict").related_model._default_manager
