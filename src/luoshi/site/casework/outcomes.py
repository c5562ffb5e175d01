"""What came of leads: found to be so by somebody who looked, found harmless, gone, or waiting."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from luoshi.site.casework.choices import Deed
from luoshi.site.casework.models import Case, Step
from luoshi.site.monitoring.choices import Kind, Reason, State
from luoshi.site.monitoring.models import Decision, Lead


class Outcome(models.TextChoices):
    """What came of a lead."""

    TRUE = "true", "属实"
    FALSE = "false", "核实无风险"
    GONE = "gone", "不再触发"
    WAITING = "waiting", "待核实"


def with_outcome(leads: QuerySet[Lead]) -> QuerySet[Any]:
    """The leads with what came of them, found in cases of every kind.

    Adds ``outcome``, ``looked_on`` (the day it was found, None while nobody looked) and
    ``opened_on`` (the day of the first case).
    """
    cases = Case.objects.filter(leads=OuterRef("pk")).order_by()
    confirmed = cases.exclude(confirmed_on=None)
    lapsed = Step.objects.filter(case=OuterRef("pk"), move=Deed.LAPSED)
    refuted = cases.exclude(closed_on=None).filter(~Exists(lapsed))
    helped = Decision.objects.filter(lead=OuterRef("pk"), kind=Kind.CLOSED, reason=Reason.HELPED)
    outcome = models.Case(
        When(Exists(confirmed), then=Value(Outcome.TRUE)),
        When(Q(state=State.CLOSED) & Exists(helped), then=Value(Outcome.TRUE)),
        When(Exists(refuted) | Q(state=State.CLOSED), then=Value(Outcome.FALSE)),
        When(state=State.GONE, then=Value(Outcome.GONE)),
        default=Value(Outcome.WAITING),
        output_field=models.TextField(),
    )
    return leads.annotate(
        outcome=outcome,
        looked_on=Coalesce(_first(confirmed, "confirmed_on"), _first(refuted, "closed_on")),
        opened_on=_first(cases, "opened_on"),
    )


def _first(cases: QuerySet[Case], day: str) -> Subquery:
    return Subquery(cases.order_by(day).values(day)[:1])
