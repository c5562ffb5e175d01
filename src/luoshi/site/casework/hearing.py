"""What casework does when others tell it something, and when a case has moved."""

from typing import Any

from django.dispatch import receiver
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.pack.processes import Move
from luoshi.site.accounts.models import User
from luoshi.site.casework.choices import Source
from luoshi.site.casework.comparing import STAGE, ask_all
from luoshi.site.casework.models import Case, Step
from luoshi.site.casework.opening import Subject, open_case
from luoshi.site.casework.receiving import lapse
from luoshi.site.casework.signals import moved
from luoshi.site.monitoring.models import FlaggedHousehold
from luoshi.site.monitoring.services import put_leads_aside
from luoshi.site.monitoring.signals import put_aside


@receiver(put_aside)
def let_lapse(household: FlaggedHousehold, **_: Any) -> None:
    """A household whose last lead was put aside needs no visit."""
    lapse(Case.objects.filter(household=household.number), localdate())


@receiver(moved)
def quiet_leads(case: Case, step: Step, **_: Any) -> None:
    """What a closed case was about stays quiet until it weighs more."""
    if case.closed_on is not None:
        assert isinstance(step.by, User)
        stage = pack.load().processes[case.process].stage[case.stage]
        told = "，".join(one for one in (stage.title, step.reason, step.note) if one)
        put_leads_aside(case.leads.all(), step.by, step.reason, told)


@receiver(moved)
def open_another(case: Case, step: Step, move: Move, **_: Any) -> None:
    """What one kind of case finds becomes a case of another kind, or is told to the one open."""
    if move.opens:
        assert isinstance(step.by, User)
        home = Subject(case.village, case.household, case.head)
        about = "，".join(one for one in (step.reason, step.note) if one)
        open_case(move.opens, home, Source.REVIEW, step.on, about=about, by=step.by)


@receiver(moved)
def ask_departments(case: Case, step: Step, **_: Any) -> None:
    """A household that has signed is asked after in every department."""
    if case.stage == STAGE and step.before != STAGE:
        ask_all(case, step.on)
