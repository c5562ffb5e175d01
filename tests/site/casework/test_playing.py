"""Every story of the demonstration is one that could have happened."""

from datetime import timedelta

import pytest
from django.db import transaction
from small_province import DAY

from luoshi.demonstration.stories.households import household_stories
from luoshi.pack import load
from luoshi.pack.processes import MONITORING
from luoshi.site.accounts.models import User
from luoshi.site.casework.demo.stories import play
from luoshi.site.casework.demo.story import ACTIONS, HouseholdStory
from luoshi.site.processes.models import Case

pytestmark = pytest.mark.usefixtures("published")

REGION = "64"
TODAY = DAY + timedelta(max(story.days for story in household_stories()))


def as_told(case: Case, story: HouseholdStory) -> None:
    moves = load().processes[MONITORING].move
    events = list(case.events.order_by("number"))
    made = [event.move for event in events if event.move in moves]
    assert made == [step.name for step in story.steps if step.name not in ACTIONS]
    assert case.opened_on == TODAY - timedelta(story.days)
    assert events[-1].on == TODAY - timedelta(story.idle_days)
    assert [event.on for event in events] == sorted(event.on for event in events)
    assert all(event.by for event in events[1:])


@pytest.mark.slow
def test_every_story_can_have_happened() -> None:
    rest = list(household_stories())
    stages = set()
    while rest:
        with transaction.atomic():
            done = play(rest, REGION, TODAY, DAY)
            cases = Case.objects.filter(process=MONITORING).order_by("pk")
            assert len(cases) == done > 0
            for case, story in zip(cases, rest, strict=False):
                as_told(case, story)
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
    begun = sorted(household_stories(), key=lambda story: story.days)[:2]
    assert play(begun, REGION, DAY + timedelta(begun[0].days), DAY) == 1


def test_nobody_signs_in_as_those_who_played() -> None:
    play(household_stories()[:1], REGION, TODAY, DAY)
    assert User.objects.exists()
    assert not any(user.has_usable_password() for user in User.objects.all())
