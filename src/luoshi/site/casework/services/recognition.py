"""One recognition of a household serves all its open cases: its income sheet, what was found.

Fields of processes with the same element mean the same thing: told in one case, it is known in
the others.
"""

from collections.abc import Iterator

from django.db.models import Q

from luoshi import pack
from luoshi.site.casework.models import IncomeSheet
from luoshi.site.processes.models import Case
from luoshi.warehouse.schema import Column

INCOME_PER_HEAD = "household.income_per_head"
"""The element of a field that the household's income sheet fills."""


def income_of(case: Case) -> IncomeSheet | None:
    """The newest income sheet of a case, or of the open cases about the same household."""
    return IncomeSheet.objects.filter(Q(case=case) | _beside(case, "case__")).first()


def recognised(case: Case, column: Column) -> str:
    """What another open case of the household says of a field; empty where none does."""
    if column.element is None or not case.household:
        return ""
    if column.element == INCOME_PER_HEAD:
        sheet = income_of(case)
        return str(sheet.per_head) if sheet else ""
    return next(_told(case, column.element), "")


def _told(case: Case, element: str) -> Iterator[str]:
    for other in Case.objects.filter(_beside(case)).exclude(pk=case.pk).order_by("-pk"):
        for field in pack.load().processes[other.process].fields:
            if field.element == element and other.facts.get(field.name):
                yield other.facts[field.name]


def _beside(case: Case, prefix: str = "") -> Q:
    """The open cases about a case's household; none where it is about none."""
    if not case.household:
        return Q(pk__in=[])
    return Q(**{f"{prefix}household": case.household, f"{prefix}closed_on": None})
