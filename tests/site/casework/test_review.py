"""The yearly review (回头看): who is monitored or has left is asked again, and what came of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from casework_cases import Act, CaseOf, UserOf
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.timezone import localdate

from luoshi.pack import load
from luoshi.site.casework.actions.campaigns import OpenCampaign
from luoshi.site.casework.models import Campaign
from luoshi.site.casework.presenters.campaign_progress import answers, cases_of, progress
from luoshi.site.processes.choices import EventKind, Source
from luoshi.site.processes.models import Case
from luoshi.site.rights import scope_of
from luoshi.warehouse.schema import FieldType

pytestmark = pytest.mark.usefixtures("usual", "db")

ClientOf = Callable[..., Client]

QUESTIONS = [one.name for one in load().processes["review"].fields if one.type is FieldType.YES_NO]


@pytest.fixture
def review(user_of: UserOf) -> Campaign:
    """A county's review of this year, over the household the register knows as monitored."""
    until = localdate() + timedelta(20)
    return OpenCampaign(user_of("county"), "review", "2026年回头看", until).execute()


def said(**no: str) -> dict[str, str]:
    today = {"走访日期": localdate().isoformat(), "走访方式": "入户"}
    return today | dict.fromkeys(QUESTIONS, "是") | no


def asked(act: Act, **no: str) -> Case:
    """The household of the review, visited, with some questions answered otherwise."""
    case = Case.objects.get(process="review", household="H1001")
    return act(case, "village", "look", cells=said(**no), day=localdate())


def test_it_asks_the_households_in_the_register_and_those_looked_after_here(
    case_of: CaseOf, user_of: UserOf
) -> None:
    for number, phase in (("H1002", "watch"), ("H9", "help"), ("H10", "lead")):
        case = case_of(household=number)
        Case.objects.filter(pk=case.pk).update(phase=phase)
    campaign = OpenCampaign(user_of("county"), "review", "回头看", localdate()).execute()
    cases = Case.objects.filter(enrolment__campaign=campaign)
    assert set(cases.values_list("household", flat=True)) == {"H1001", "H1002", "H9"}
    assert {(case.process, case.stage) for case in cases} == {("review", "asked")}
    assert Case.objects.filter(process="monitoring", enrolment=None).count() == 3


def test_a_household_without_trouble_is_done_in_two_steps(review: Campaign, act: Act) -> None:
    case = act(asked(act), "township", "sound", day=localdate())
    assert (case.stage, case.closed_on) == ("sound", localdate())


def test_trouble_cannot_be_passed_over(review: Campaign, act: Act) -> None:
    case = asked(act, 措施落实="否", 收入稳定="否")
    with pytest.raises(ValidationError, match="措施落实、收入稳定"):
        act(case, "township", "sound", day=localdate())
    cells = {"问题类别": "措施没有落实,收入不稳", "整改措施": "落实公益岗位"}
    case = act(case, "township", "mend", cells=cells, day=localdate())
    assert (case.stage, case.owner) == ("mending", "township")
    case = act(case, "township", "mended", cells={"整改结果": "已上岗"}, day=localdate())
    case = act(case, "county", "mend-again", note="岗位补贴没到", day=localdate())
    assert case.returned
    case = act(case, "village", "mended", cells={"整改结果": "补贴已到"}, day=localdate())
    assert act(case, "county", "accept", day=localdate()).stage == "solved"


def test_a_risk_becomes_a_case_of_monitoring(review: Campaign, act: Act) -> None:
    case = asked(act, 没有新风险="否")
    case = act(case, "township", "at-risk", reason="又有新的风险", note="住院", day=localdate())
    assert case.stage == "at-risk"
    made = Case.objects.get(process="monitoring", household="H1001")
    assert (made.source, made.about, made.stage) == (Source.REVIEW, "又有新的风险，住院", "lead")


def test_a_risk_of_a_household_watched_is_told_to_its_case(
    review: Campaign, case_of: CaseOf, act: Act
) -> None:
    watched = case_of(household="H1001")
    Case.objects.update(phase="watch", stage="watched", owner="village", due_on=None)
    Case.objects.filter(process="review").update(phase="lead", stage="asked")
    act(asked(act), "township", "at-risk", reason="收入跌回监测范围", day=localdate())
    watched.refresh_from_db()
    step = watched.events.last()
    assert step is not None
    assert (step.move, step.note) == (EventKind.TOLD_AGAIN, "回头看：收入跌回监测范围")
    assert watched.due_on is not None
    assert watched.due_on <= localdate() + timedelta(14)


def test_its_page_tells_what_was_answered_and_what_came_of_it(
    review: Campaign, act: Act, user_of: UserOf, client_of: ClientOf
) -> None:
    asked(act, 措施落实="否")
    cases = cases_of(review, scope_of(user_of("county")))
    told = {one.question: (one.yes, one.no) for one in answers("review", cases)}
    assert told["措施落实"] == (0, 1)
    assert told["收入稳定"] == (1, 0)
    (line,) = progress(cases, 6)
    assert (line.wanted, line.looked, line.stages) == (1, 1, {"checking": 1})
    page = client_of("county").get(f"/cases/surveys/{review.pk}/?no=措施落实").content.decode()
    assert "“措施落实”答“否”的户" in page
    assert "共 <b>1</b> 条" in page
    page = client_of("county").get(f"/cases/surveys/{review.pk}/?no=收入稳定").content.decode()
    assert "共 <b>0</b> 条" in page


def test_what_a_farmer_tells_again_is_on_the_case_there_is(case_of: CaseOf, act: Act) -> None:
    case = act(case_of(household="H1001"), "county", "dispatch")
    case_of(household="H1001", about="又住院了")
    step = case.events.last()
    assert step is not None
    assert (step.move, step.note) == (EventKind.TOLD_AGAIN, "干部排查：又住院了")
    assert Case.objects.count() == 1
