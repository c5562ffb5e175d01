"""What casework does when others tell it something, and when a case has moved."""

from datetime import date
from typing import Any

from django.dispatch import receiver
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.pack.endings import LOOKED
from luoshi.pack.processes import Move
from luoshi.site.accounts.services import User
from luoshi.site.casework.actions.comparisons import STAGE, ask_all
from luoshi.site.casework.actions.lead_intake import receive_leads
from luoshi.site.casework.actions.lead_ties import (
    forget_answers,
    leads_of,
    leads_to_dismiss,
    mark_answered,
    sync_states,
)
from luoshi.site.casework.actions.leads_gone import Cause, leave, without_leads
from luoshi.site.casework.models import Tie
from luoshi.site.monitoring.services.leads import Decision, Finding, Lead, leads_with
from luoshi.site.monitoring.services.publishing import dismiss_leads, tell_finding
from luoshi.site.monitoring.services.signals import dismissed, reopened
from luoshi.site.processes.choices import Mark
from luoshi.site.processes.models import Case, Event
from luoshi.site.processes.signals import moved


@receiver(dismissed)
def leave_with_lead(lead: Lead, decision: Decision, **_: Any) -> None:
    """A case nobody has begun ends with the last of its leads; others stay, to be decided on."""
    cause = Cause(
        Mark.DISMISSED,
        localdate(),
        by=decision.by,
        reason=decision.get_reason_display(),
        note=decision.note,
        visited_on=decision.visited_on,
        visitor=decision.visitor,
    )
    forget_answers(leads_with({lead.pk}))
    own = Case.objects.filter(pk__in=Tie.objects.filter(lead=lead).values("case"))
    leave(without_leads(own), cause)


@receiver(reopened)
def take_up_again(lead: Lead, **_: Any) -> None:
    """A lead that waits again has a case that does."""
    receive_leads(localdate(), {lead.household.number})


@receiver(moved)
def tell_leads(case: Case, event: Event, move: Move, confirmed: bool, **_: Any) -> None:
    """What somebody found, the leads say; the leads of a closed case are dismissed."""
    leads = leads_with(list(leads_of(case).values_list("pk", flat=True)))
    finding = _found(case, event, move, confirmed)
    if finding is not None:
        tell_finding(leads, finding, _looked_on(case, event))
    if case.closed_on is not None:
        _dismiss(case, event)
    sync_states(leads)


def _found(case: Case, event: Event, move: Move, confirmed: bool) -> Finding | None:
    """What a move says was found of the leads nobody had looked at."""
    answer = event.data.get(move.finds, "") if move.finds else ""
    if confirmed or answer == "是":
        return Finding.TRUE
    refuted = case.closed_on is not None and case.ending in LOOKED
    return Finding.FALSE if refuted or answer == "否" else None


def _looked_on(case: Case, event: Event) -> date:
    """The day of the visit, where the event tells it."""
    visit = pack.load().processes[case.process].visit
    told = event.data.get(visit.day) if visit else None
    return date.fromisoformat(told) if told else event.on


def _dismiss(case: Case, event: Event) -> None:
    assert isinstance(event.by, User)
    stage = pack.load().processes[case.process].stage[case.stage]
    told = "，".join(one for one in (stage.title, event.reason, event.note) if one)
    mark_answered(case)
    alone = leads_to_dismiss(case)
    dismiss_leads(alone, event.by, event.reason, told)
    forget_answers(alone)


@receiver(moved)
def ask_departments(case: Case, event: Event, **_: Any) -> None:
    """A household that has signed is asked after in every department."""
    if case.stage == STAGE and event.before != STAGE:
        ask_all(case, event.on)
