"""What came of leads: found to be so by somebody who looked, found harmless, or not looked at."""

from typing import Any

from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery, Value, When

from luoshi.site.monitoring.services.leads import Finding, Lead, State
from luoshi.site.processes.models import Case


class Outcome(models.TextChoices):
    """What came of a lead; only the first two were looked at."""

    TRUE = "true", "属实"
    FALSE = "false", "核实无风险"
    DISMISSED = "aside", "排除，未核实"
    GONE = "gone", "数据不再显示，未核实"
    WAITING = "waiting", "待核实"


def with_outcome(leads: QuerySet[Lead]) -> QuerySet[Any]:
    """The leads with what came of them.

    Adds ``outcome`` and ``opened_on`` (the day of the first case).
    """
    cases = Case.objects.filter(ties__lead=OuterRef("pk")).order_by("opened_on")
    outcome = models.Case(
        When(finding=Finding.TRUE, then=Value(Outcome.TRUE)),
        When(finding=Finding.FALSE, then=Value(Outcome.FALSE)),
        When(state=State.DISMISSED, then=Value(Outcome.DISMISSED)),
        When(state=State.GONE, then=Value(Outcome.GONE)),
        default=Value(Outcome.WAITING),
        output_field=models.TextField(),
    )
    return leads.annotate(outcome=outcome, opened_on=Subquery(cases.values("opened_on")[:1]))
