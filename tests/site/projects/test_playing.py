"""The demonstration's projects: each step could have been made, and all is where it belongs."""

from collections import Counter
from datetime import date

import pytest
from project_cases import PROCESS

from luoshi.demonstration.stories.projects import LEDGERS, tell_projects
from luoshi.pack import load
from luoshi.site.ledgers.models import Attachment, Record
from luoshi.site.processes.models import Case
from luoshi.site.projects.demo.playing import UntrueTaleError, play
from luoshi.site.projects.demo.tale import Event, Tale
from luoshi.site.projects.services.watch import Kind, Watch

TODAY = date(2026, 11, 25)


@pytest.fixture
def tales() -> list[Tale]:
    return list(tell_projects(load(), 26, TODAY, {}))


@pytest.mark.django_db
def test_hundreds_of_projects_stand_in_every_stage(tales: list[Tale]) -> None:
    assert play(tales) == len(tales) > 250
    stages = Counter(Case.objects.values_list("stage", flat=True))
    assert set(stages) == set(PROCESS.stage)
    assert {case.village[:6] for case in Case.objects.all()} == {
        county.code[:6] for county in load().areas.counties(TODAY)
    }
    bank = Record.objects.filter(ledger="project_bank")
    assert bank.count() == len(tales)
    told = {one.ledger for tale in tales for one in tale.rows} | {"project_bank", "project_notices"}
    assert LEDGERS - told == {"project_households"}  # nobody lives in this province


@pytest.mark.django_db
def test_a_few_faults_are_there_to_be_found(tales: list[Tale]) -> None:
    play(tales)
    faults = Watch.over(Case.objects.all(), TODAY).faults()
    assert set(Kind) == {Kind(one.kind) for one in faults}
    assert len({one.pk for one in faults}) < len(tales) * 0.7


@pytest.mark.django_db
def test_papers_hang_where_notices_name_them(tales: list[Tale]) -> None:
    play(tales[:22])
    notices = Record.objects.filter(ledger="project_notices")
    named = {record.pk for record in notices if record.data.get("附件")}
    assert named
    assert set(Attachment.objects.values_list("record", flat=True)) == named


def test_the_same_seed_tells_the_same(tales: list[Tale]) -> None:
    assert tales == list(tell_projects(load(), 26, TODAY, {}))
    assert tales != list(tell_projects(load(), 27, TODAY, {}))


@pytest.mark.parametrize("day", [date(2025, 1, 3), date(2026, 3, 1), date(2027, 7, 31)])
@pytest.mark.django_db
def test_tales_are_true_on_any_day(day: date) -> None:
    assert play(tell_projects(load(), 1, day, {})) > 250


@pytest.mark.django_db
def test_a_step_that_could_not_be_made_is_refused(tales: list[Tale]) -> None:
    tale = next(one for one in tales if one.events)
    broken = Tale(tale.place, tale.opened, tale.facts, (Event("fund", TODAY),), ())
    with pytest.raises(UntrueTaleError, match="不在这个环节"):
        play([broken])
    assert not Case.objects.exists()
