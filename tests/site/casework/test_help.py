"""Measures asked and answered, comparisons, and the income sheet."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from casework_cases import TODAY, Act, CaseOf, UserOf
from django.core.exceptions import ValidationError
from django.test import Client

from luoshi.pack import load
from luoshi.site.casework.actions.comparisons import AnswerReply
from luoshi.site.casework.actions.incomes import FillIncome
from luoshi.site.casework.actions.measures import AnswerMeasure, AskMeasure
from luoshi.site.casework.choices import CaseworkEvent, MeasureState
from luoshi.site.casework.models import IncomeSheet, Measure, Reply
from luoshi.site.processes.models import Case
from luoshi.site.rights import Refused

ClientOf = Callable[..., Client]


@pytest.fixture
def helped(case_of: CaseOf) -> Case:
    """A case that is being helped."""
    case = case_of()
    Case.objects.update(
        stage="planning", phase="help", facts={"致贫返贫风险": "因病", "有劳动力": "是"}
    )
    case.refresh_from_db()
    return case


@pytest.fixture
def asked(helped: Case, user_of: UserOf) -> Measure:
    return AskMeasure(helped, user_of("township"), "health", "医疗救助", day=TODAY).execute()


def test_a_measure_is_asked_of_the_groups_department(asked: Measure) -> None:
    assert (asked.unit, asked.state) == ("医保局", MeasureState.ASKED)
    assert str(asked.due_on) == "2025-03-10"
    assert asked.case.events.last().move == CaseworkEvent.MEASURE_ASKED  # type: ignore[union-attr]


def test_help_comes_before_papers_only_where_it_is_urgent(
    case_of: CaseOf, act: Act, user_of: UserOf
) -> None:
    case = case_of()
    with pytest.raises(ValidationError, match="先行救助"):
        AskMeasure(case, user_of("village"), "health", "医疗救助").execute()
    case = act(case, "village", "urgent", cells={"核实情况": "房屋昨夜倒塌"})
    assert case.urgent
    assert case.stage == "lead"
    assert AskMeasure(case, user_of("village"), "health", "医疗救助").execute().pk


def test_a_measure_that_is_not_on_the_list_is_refused(helped: Case, user_of: UserOf) -> None:
    with pytest.raises(ValidationError, match="清单"):
        AskMeasure(helped, user_of("county"), "health", "送温暖").execute()


def test_its_department_takes_and_does_it(asked: Measure, user_of: UserOf) -> None:
    office = user_of("department", unit="医保局")
    AnswerMeasure(asked, office, "taken", day=TODAY).execute()
    AnswerMeasure(asked, office, "done", "已救助 3000 元", day=TODAY + timedelta(9)).execute()
    asked.refresh_from_db()
    assert (asked.state, asked.answer) == (MeasureState.DONE, "已救助 3000 元")
    assert (asked.answered_on, asked.done_on) == (TODAY, TODAY + timedelta(9))


def test_another_department_may_not(asked: Measure, user_of: UserOf) -> None:
    with pytest.raises(Refused):
        AnswerMeasure(asked, user_of("department", unit="教育厅"), "taken").execute()


def test_a_refusal_gives_a_reason_and_comes_back(asked: Measure, user_of: UserOf) -> None:
    office = user_of("department", unit="医保局")
    with pytest.raises(ValidationError, match="理由"):
        AnswerMeasure(asked, office, "refused").execute()
    AnswerMeasure(asked, office, "refused", "不在救助范围").execute()
    assert Case.objects.get().returned
    with pytest.raises(ValidationError, match="不能这样"):
        AnswerMeasure(asked, office, "done").execute()


def test_answers_hide_id_numbers(asked: Measure, user_of: UserOf) -> None:
    office = user_of("department", unit="医保局")
    AnswerMeasure(asked, office, "done", "已给11010519491231002X救助").execute()
    asked.refresh_from_db()
    assert "11010519491231002X" not in asked.answer


def test_a_department_sees_what_it_is_asked_and_no_more(
    asked: Measure, client_of: ClientOf
) -> None:
    own = client_of("department", unit="医保局")
    assert "医疗救助" in own.get("/cases/answers/").content.decode()
    assert own.get(f"/cases/{asked.case.pk}/").status_code == 200
    other = client_of("department", unit="教育厅")
    assert "没有要答复的措施" in other.get("/cases/answers/").content.decode()
    assert other.get(f"/cases/{asked.case.pk}/").status_code == 404
    assert other.post(f"/cases/measures/{asked.pk}/answer/", {"state": "taken"}).status_code == 404


NEXT_DAY = TODAY + timedelta(1)


def test_all_departments_are_asked_when_the_household_has_signed(
    case_of: CaseOf, act: Act, user_of: UserOf
) -> None:
    case = act(case_of(), "county", "dispatch")
    act(case, "village", "verify", cells={"入户日期": "2025-03-03", "致贫返贫风险": "因病"})
    case.refresh_from_db()
    case = act(case, "village", "authorise", cells={"授权日期": "2025-03-03", "授权人": "马"})
    assert set(case.replies.values_list("comparison", flat=True)) == set(load().comparisons)
    with pytest.raises(ValidationError, match="还没有答复"):
        act(case, "county", "compared", cells={"比对结论": "没有大额资产"})
    for reply in case.replies.all():
        office = user_of("department", unit=reply.unit)
        AnswerReply(reply, office, reply.comparison == "car", "面包车一辆", day=NEXT_DAY).execute()
    case.refresh_from_db()
    told = {"比对结论": "一辆面包车"}
    assert act(case, "county", "compared", cells=told, day=NEXT_DAY).stage == "appraisal"


def test_what_was_found_is_told(helped: Case, user_of: UserOf) -> None:
    reply = Reply.objects.create(
        case=helped, comparison="car", unit="公安厅", asked_on=TODAY, due_on=TODAY
    )
    with pytest.raises(ValidationError, match="写明"):
        AnswerReply(reply, user_of("department", unit="公安厅"), True).execute()


def test_the_machine_sums_the_sheet(helped: Case, user_of: UserOf) -> None:
    typed = {"work": "18,000", "planting": "9000.5", "planting-cost": "3500", "claims": "700"}
    sheet = FillIncome(helped, user_of("village"), "4", typed, day=TODAY).execute()
    assert (sheet.net, sheet.per_head) == (Decimal("23500.50"), Decimal("5875.13"))
    assert (str(sheet.start), str(sheet.end)) == ("2024-03-01", "2025-02-28")


@pytest.mark.parametrize("text", ["很多", "-5", "nan", "1e99", "inf"])
def test_what_is_no_amount_is_refused_whole(text: str, helped: Case, user_of: UserOf) -> None:
    with pytest.raises(ValidationError, match="务工"):
        FillIncome(helped, user_of("village"), "4", {"work": text}).execute()
    assert not IncomeSheet.objects.exists()


def test_sums_are_shown_while_one_types(helped: Case, client_of: ClientOf) -> None:
    url = f"/cases/{helped.pk}/income/sums/"
    text = client_of("village").post(url, {"people": "2", "work": "10000"}).content.decode()
    assert "5000" in text
    assert "监测范围" in text


def test_a_department_fills_no_income(helped: Case, asked: Measure, user_of: UserOf) -> None:
    with pytest.raises(Refused):
        FillIncome(helped, user_of("department", unit="医保局"), "4", {}).execute()


def test_what_a_department_took_is_late_when_it_is_not_done(
    asked: Measure, user_of: UserOf, client_of: ClientOf
) -> None:
    AnswerMeasure(asked, user_of("department", unit="医保局"), "taken", day=TODAY).execute()
    asked.refresh_from_db()
    assert asked.due_on == TODAY + timedelta(92)
    office = client_of("department", unit="医保局")
    page = office.get("/cases/answers/").content.decode()
    assert "逾期" in page
    assert ">1<" in office.get("/cases/late/").content.decode()
    assert "/cases/answers/" in office.get("/cases/late/").content.decode()
    assert client_of("department", unit="教育厅").get("/cases/late/").content.strip() == b""


def test_nothing_found_of_many_households_is_one_click(
    case_of: CaseOf, client_of: ClientOf
) -> None:
    replies = [
        Reply.objects.create(
            case=case_of(household=f"H{n}"),
            comparison="car",
            unit="公安厅" if n else "教育厅",
            asked_on=TODAY,
            due_on=TODAY,
        )
        for n in range(3)
    ]
    chosen = {"reply": [one.pk for one in replies]}
    client_of("department", unit="公安厅").post("/cases/replies/none/", chosen)
    answered = Reply.objects.filter(answered_on__isnull=False, found=False)
    assert set(answered.values_list("unit", flat=True)) == {"公安厅"}
    assert answered.count() == 2
