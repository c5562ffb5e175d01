"""Keep the states of leads and of their cases consistent."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from luoshi.pack.processes import Phase
from luoshi.site.casework.models import Tie
from luoshi.site.monitoring.services.leads import LIVE, Lead, leads_with
from luoshi.site.monitoring.services.publishing import give_back, look_anew, take_up
from luoshi.site.processes.models import Case


def leads_of(case: Case) -> QuerySet[Lead]:
    """The leads a case came from, or was told of."""
    return Lead.objects.filter(ties__case=case)


def sync_states(leads: QuerySet[Lead]) -> None:
    """Take up or give back leads as their cases stand.

    They are taken up while a case is past its first look, or where one case found something and
    is closed while another still has them; otherwise they wait.
    """
    ties = Tie.objects.filter(lead=OuterRef("pk"))
    begun = Exists(ties.filter(case__closed_on=None).exclude(case__phase=Phase.LEAD))
    held = begun | (Exists(ties.filter(answered=True)) & ~Q(finding=""))
    take_up(leads.filter(held))
    give_back(leads.filter(~held))


def mark_answered(case: Case) -> None:
    """Mark a closed case's live leads that another open case still has as answered by this one."""
    _live_ties(case).filter(_held_elsewhere()).update(answered=True)


def leads_to_dismiss(case: Case) -> QuerySet[Lead]:
    """The live leads of a closed case that no open case has."""
    alone = _live_ties(case).filter(~_held_elsewhere()).values_list("lead", flat=True)
    return leads_with(list(alone))


def _live_ties(case: Case) -> QuerySet[Tie]:
    return case.ties.filter(lead__state__in=LIVE)


def _held_elsewhere() -> Exists:
    return Exists(Tie.objects.filter(lead=OuterRef("lead"), case__closed_on=None))


def forget_answers(leads: QuerySet[Lead]) -> None:
    """Let dismissed or gone leads open new cases when they come up again."""
    over = leads.exclude(state__in=LIVE)
    Tie.objects.filter(answered=True, lead__in=over).update(answered=False)


def forget_findings(leads: QuerySet[Lead]) -> None:
    """Live leads no open case has came up again: what was found of them before is over."""
    standing = Tie.objects.filter(lead=OuterRef("pk"), case__closed_on=None)
    look_anew(leads.filter(~Exists(standing), state__in=LIVE))
