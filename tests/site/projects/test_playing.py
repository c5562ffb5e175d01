"""The demonstration's projects: each step could have been made, and all is where it belongs."""

from collections import Counter
from datetime import date

import pytest
from project_cases import PROCESS

from luoshi.demonstration.stories.projects import LEDGERS, tell_projects
from luoshi.pack import load
from luoshi.site.ledgers.models import Attachment, Record
from luoshi.site.processes.models import Case
from luoshi.site.projects.demo.playing import ImpossibleStepError, play
from luoshi.site.projects.demo.story import ProjectStep, ProjectStory
from luoshi.site.projects.services.watch import Kind, Watch

TODAY = date(2026, 11, 25)


@pytest.fixture
def stories() -> list[ProjectStory]:
    return list(tell_projects(load(), 26, TODAY, {}))


@pytest.mark.django_db
def test_hundreds_of_projects_stand_in_every_stage(stories: list[ProjectStory]) -> None:
    assert play(stories) == len(stories) > 250
    stages = Counter(Case.objects.values_list("stage", flat=True))
    assert set(stages) == set(PROCESS.stage)
    assert {case.village[:6] for case in Case.objects.all()} == {
        county.code[:6] for county in load().areas.counties(TODAY)
    }
    bank = Record.objects.filter(ledger="project_bank")
    assert bank.count() == len(stories)
    told = {row.ledger for one in stories for row in one.rows} | {"project_bank", "project_notices"}
    assert LEDGERS - told == {"project_households"}  # nobody lives in this province


@pytest.mark.django_db
def test_a_few_faults_are_there_to_be_found(stories: list[ProjectStory]) -> None:
    play(stories)
    faults = Watch.over(Case.objects.all(), TODAY).faults()
    assert set(Kind) == {Kind(one.kind) for one in faults}
    assert len({one.pk for one in faults}) < len(stories) * 0.7


@pytest.mark.django_db
def test_papers_hang_where_notices_name_them(stories: list[ProjectStory]) -> None:
    play(stories[:22])
    notices = Record.objects.filter(ledger="project_notices")
    named = {record.pk for record in notices if record.data.get("附件")}
    assert named
    assert set(Attachment.objects.values_list("record", flat=True)) == named


def test_the_same_seed_tells_the_same(stories: list[ProjectStory]) -> None:
    assert stories == list(tell_projects(load(), 26, TODAY, {}))
    assert stories != list(tell_projects(load(), 27, TODAY, {}))


@pytest.mark.parametrize("day", [date(2025, 1, 3), date(2026, 3, 1), date(2027, 7, 31)])
@pytest.mark.django_db
def test_stories_are_possible_on_any_day(day: date) -> None:
    assert play(tell_projects(load(), 1, day, {})) > 250


@pytest.mark.django_db
def test_a_step_that_could_not_be_made_is_refused(stories: list[ProjectStory]) -> None:
    story = next(one for one in stories if one.steps)
    broken = ProjectStory(story.place, story.opened, story.facts, (ProjectStep("fund", TODAY),), ())
    with pytest.raises(ImpossibleStepError, match="不在这个环节"):
        play([broken])
    assert not Case.objects.exists()
