"""What processes do when divisions have changed: a case about a village is about what it became."""

from collections.abc import Iterable
from typing import Any

from django.dispatch import receiver

from luoshi.site.divisions.services.recoding import former_codes, rows_recoded
from luoshi.site.processes.models import Case


@receiver(rows_recoded, sender=Case)
def follow_subjects(rows: Iterable[int], **_: Any) -> None:
    """Call a village a case is about by its code of today, unless another open case has it."""
    about = Case.objects.filter(pk__in=list(rows), household="", person=None)
    for case in about:
        if case.subject.partition("/")[0] in former_codes(case):
            _follow(case)


def _follow(case: Case) -> None:
    _, mark, matter = case.subject.partition("/")
    subject = f"{case.village}{mark}{matter}"
    taken = Case.objects.filter(process=case.process, subject=subject, closed_on=None)
    if case.closed_on is not None or not taken.exclude(pk=case.pk).exists():
        case.subject = subject
        case.save(update_fields=["subject"])
