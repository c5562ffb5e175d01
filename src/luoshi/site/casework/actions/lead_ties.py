"""A lead and its cases are one state: what happens to the one is told to the other."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from luoshi.pack.processes import Phase
from luoshi.site.casework.models import Tie
from luoshi.site.monitoring.services.leads import LIVE, Lead, leads_with
from luoshi.site.monitoring.services.publishing import give_back, look_anew, take_up
from luoshi.site.processes.models import Case


def leads_of(case: Case) -> QuerySet[Lead]:
    """The leads a case came from, or was told of."""
    return Lead.objects.filter(ties__case=case)


def keep_in_step(leads: QuerySet[Lead]) -> None:
    """Leads wait while nobody has looked; they are taken up while a case is past a first look,
    or where one found something and is closed while another has them still."""
    ties = Tie.objects.filter(lead=OuterRef("pk"))
    begun = Exists(ties.filter(case__closed_on=None).exclude(case__phase=Phase.LEAD))
    held = begun | (Exists(ties.filter(answered=True)) & ~Q(finding=""))
    take_up(leads.filter(held))
    give_back(leads.filter(~held))


def let_go(case: Case) -> QuerySet[Lead]:
    """The live leads of a closed case that no other case has; it has answered the others."""
    others = Tie.objects.filter(lead=OuterRef("lead"), case__closed_on=None)
    live = case.ties.filter(lead__state__in=LIVE)
    live.filter(Exists(others)).update(answered=True)
    alone = live.filter(~Exists(others)).values("lead")
    return leads_with(list(alone.values_list("lead", flat=True)))


def forget_answers(leads: QuerySet[Lead]) -> None:
    """Those of the leads that were put aside, or are gone, open cases anew when they come up."""
    over = leads.exclude(state__in=LIVE)
    Tie.objects.filter(answered=True, lead__in=over).update(answered=False)


def forget_findings(leads: QuerySet[Lead]) -> None:
    """Live leads no open case has came up again: what was found of them before is over."""
    standing = Tie.objects.filter(lead=OuterRef("pk"), case__closed_on=None)
    look_anew(leads.filter(~Exists(standing), state__in=LIVE))
