"""Every tale of the demonstration is one that could have happened."""

from datetime import timedelta

import pytest
from django.db import transaction
from small_province import DAY

from luoshi.demonstration.stories.households import tales
from luoshi.pack import load
from luoshi.pack.processes import MONITORING
from luoshi.site.accounts.models import User
from luoshi.site.casework.demo.stories import play
from luoshi.site.casework.demo.tale import DEEDS, Tale
from luoshi.site.processes.models import Case

pytestmark = pytest.mark.usefixtures("published")

REGION = "64"
TODAY = DAY + timedelta(max(tale.days for tale in tales()))


def as_told(case: Case, tale: Tale) -> None:
    moves = load().processes[MONITORING].move
    steps = list(case.events.order_by("number"))
    made = [step.move for step in steps if step.move in moves]
    assert made == [act.name for act in tale.acts if act.name not in DEEDS]
    assert case.opened_on == TODAY - timedelta(tale.days)
    assert steps[-1].on == TODAY - timedelta(tale.quiet)
    assert [step.on for step in steps] == sorted(step.on for step in steps)
    assert all(step.by for step in steps[1:])


@pytest.mark.slow
def test_every_tale_can_have_happened() -> None:
    rest = list(tales())
    stages = set()
    while rest:
        with transaction.atomic():
            done = play(rest, REGION, TODAY, DAY)
            cases = Case.objects.filter(process=MONITORING).order_by("pk")
            assert len(cases) == done > 0
            for case, tale in zip(cases, rest, strict=False):
                as_told(case, tale)
                stages.add(case.stage)
            transaction.set_rollback(True)
        rest = rest[done:]
    assert stages == load().processes[MONITORING].stage.keys() - {
        "lead",
        "finished",
        "gone",
        "silent",
    }


def test_what_began_before_there_was_data_is_left_out() -> None:
    begun = sorted(tales(), key=lambda tale: tale.days)[:2]
    assert play(begun, REGION, DAY + timedelta(begun[0].days), DAY) == 1


def test_nobody_signs_in_as_those_who_played() -> None:
    play(tales()[:1], REGION, TODAY, DAY)
    assert User.objects.exists()
    assert not any(user.has_usable_password() for user in User.objects.all())
