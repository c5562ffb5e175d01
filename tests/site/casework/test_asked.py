"""A department asked for one thing sees that, whom it is for and where: on no address more."""

from collections.abc import Callable, Iterator

import pytest
from casework_cases import TODAY, VILLAGE, CaseOf, UserOf
from django.test import Client

from luoshi.site.casework.actions.incomes import FillIncome
from luoshi.site.casework.actions.measures import AnswerMeasure, AskMeasure
from luoshi.site.casework.models import Campaign, Enrolment, Measure, Reply
from luoshi.site.processes.choices import EventKind
from luoshi.site.processes.models import Case
from luoshi.site.processes.services.events import write_event

ClientOf = Callable[..., Client]

OWN, OTHER = "医保局", "教育厅"

SECRETS = ("41234", "别部门的答复", "面包车一辆", "邻居说他家", "事由里的话", "借了高利贷")
"""What stands in the case beside what the department is asked."""


@pytest.fixture
def case(case_of: CaseOf, user_of: UserOf) -> Case:
    """A case with an income sheet, other units' measures and answers, and a history."""
    found = case_of(about="事由里的话")
    campaign = Campaign.objects.create(
        process="monitoring", title="大排查", group="resettled", start=TODAY, due_on=TODAY
    )
    facts = {"核实情况": "借了高利贷", "致贫返贫风险": "因病"}
    Case.objects.update(stage="monitored", phase="help", owner="village", facts=facts)
    Enrolment.objects.create(case=found, campaign=campaign)
    found.refresh_from_db()
    township = user_of("township")
    FillIncome(found, township, "2", {"work": "82468"}, day=TODAY).execute()
    asked = AskMeasure(found, township, "education", "助学金", unit=OTHER, day=TODAY).execute()
    AnswerMeasure(asked, user_of("department", unit=OTHER), "taken", "别部门的答复").execute()
    Reply.objects.create(
        case=found, comparison="car", unit="公安厅", asked_on=TODAY, due_on=TODAY,
        answered_on=TODAY, found=True, text="面包车一辆",
    )  # fmt: skip
    found.refresh_from_db()
    write_event(found, EventKind.TOLD_AGAIN, TODAY, by=township, note="邻居说他家")
    found.save()
    return found


@pytest.fixture
def measure(case: Case, user_of: UserOf) -> Measure:
    """What the department is asked."""
    note = "请看门诊慢特病"
    return AskMeasure(case, user_of("township"), "health", "医疗救助", note=note).execute()


def addresses(case: Case, campaign: int) -> Iterator[str]:
    """Every address that tells of cases, this one's own first."""
    own = f"/cases/{case.pk}/"
    yield from (f"{own}{rest}" for rest in ("income/", "notice/", "move/follow/"))
    lists = ("", "late/", "export/", "answers/", "answers/?list=done", "surveys/", "needs/")
    yield from (f"/cases/{rest}" for rest in lists)
    yield from (f"/cases/?tab={tab}" for tab in ("mine", "late", "back", "below", "all", "closed"))
    yield from (f"/cases/surveys/{campaign}/", f"/cases/surveys/{campaign}/export/")
    yield from (f"/cases/statistics/{rest}" for rest in ("", "export/", "national/"))
    yield from ("/cases/feedback/", "/cases/rules/", "/leads/", "/intake/", "/duty/", "/projects/")
    yield from (f"/intake/report/?village={VILLAGE}&q=马", f"/intake/report/?q={case.household}")


def text_of(client: Client, url: str) -> str:
    """The answer as text, workbooks unpacked; a refusal has none."""
    response = client.get(url)
    assert response.status_code < 500, url
    if not response.streaming:
        return response.content.decode() if response.status_code == 200 else ""
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(b"".join(response.streaming_content))) as book:
        return "".join(book.read(name).decode() for name in book.namelist())


def test_its_page_tells_what_it_is_asked(measure: Measure, client_of: ClientOf) -> None:
    page = text_of(client_of("department", unit=OWN), f"/cases/{measure.case_id}/")
    for told in ("马志明", "大营村", "医疗救助", "请看门诊慢特病", "受理"):
        assert told in page
    for secret in (*SECRETS, "助学金", "收入", "办理经过", "因病"):
        assert secret not in page, secret


def test_no_other_address_tells_more(
    usual: object, case: Case, measure: Measure, client_of: ClientOf
) -> None:
    client = client_of("department", unit=OWN)
    for url in addresses(case, case.enrolment.campaign_id):
        told = text_of(client, url)
        for secret in (*SECRETS, "助学金", "大排查"):
            assert secret not in told, (url, secret)
        if "/answers/" not in url:
            assert case.head not in told, url


def test_it_changes_nothing_but_its_answer(measure: Measure, client_of: ClientOf) -> None:
    client = client_of("department", unit=OWN)
    before = Case.objects.values().get()
    own = f"/cases/{measure.case_id}/"
    for url, said in (
        (f"{own}income/", {"people": "2"}),
        (f"{own}income/sums/", {"people": "2"}),
        (f"{own}measures/", {"measure": "health/医疗救助"}),
        (f"{own}move/follow/", {"version": before["version"]}),
    ):
        assert client.post(url, said).status_code == 404, url
    assert client.post("/cases/surveys/open/", {"count": "1"}).status_code == 403
    assert Case.objects.values().get() == before
    client.post(f"/cases/measures/{measure.pk}/answer/", {"state": "done", "answer": "已救助"})
    assert "已救助" in text_of(client, "/cases/answers/?list=done")
    assert "医疗救助" not in text_of(client, "/cases/answers/")
    assert "已救助" in text_of(client, own)


def test_a_comparison_asked_of_it_opens_no_more(case: Case, client_of: ClientOf) -> None:
    page = text_of(client_of("department", unit="公安厅"), f"/cases/{case.pk}/")
    assert "面包车一辆" in page
    for secret in set(SECRETS) - {"面包车一辆"}:
        assert secret not in page


def test_who_is_asked_nothing_finds_nothing(measure: Measure, client_of: ClientOf) -> None:
    client = client_of("department", unit="水利厅")
    assert client.get(f"/cases/{measure.case_id}/").status_code == 404
    bureau = client_of("department", unit=OWN, area="640423000000")
    assert bureau.get(f"/cases/{measure.case_id}/").status_code == 404


def test_who_handles_the_case_sees_it_whole(measure: Measure, client_of: ClientOf) -> None:
    page = text_of(client_of("township"), f"/cases/{measure.case_id}/")
    for told in SECRETS:
        assert told in page
