"""The page of a case and the forms of its moves."""

import re
from collections.abc import Callable

import pytest
from casework_cases import TODAY, Act, CaseOf, make_ready
from django.test import Client

from luoshi.site.processes.choices import Source
from luoshi.site.processes.models import Case

pytestmark = pytest.mark.usefixtures("usual", "db")

ClientOf = Callable[..., Client]
SEEN = {"入户日期": "2025-03-03", "致贫返贫风险": "因病"}


def page(client: Client, case: Case) -> str:
    return str(client.get(f"/cases/{case.pk}/").content.decode())


def test_it_tells_where_it_stands_and_what_may_be_done(
    case_of: CaseOf, client_of: ClientOf
) -> None:
    case = case_of(household="H1001")
    county = page(client_of("county"), case)
    assert "待派单" in county
    assert f"/cases/{case.pk}/move/dispatch/" in county
    village = page(client_of("village"), case)
    assert f"/cases/{case.pk}/move/dispatch/" not in village
    assert f"/cases/{case.pk}/move/urgent/" in village


def test_another_county_gets_nothing(case_of: CaseOf, client_of: ClientOf) -> None:
    case = case_of(household="H1001")
    other = client_of("county", area="640423000000")
    assert other.get(f"/cases/{case.pk}/").status_code == 404
    assert other.get(f"/cases/{case.pk}/move/dispatch/").status_code == 404
    assert other.get(f"/cases/{case.pk}/notice/").status_code == 404


def test_who_does_not_handle_cases_gets_no_forms(case_of: CaseOf, client_of: ClientOf) -> None:
    case = case_of(household="H1001")
    assert client_of("assessor").get(f"/cases/{case.pk}/").status_code == 200
    assert client_of("assessor").get(f"/cases/{case.pk}/move/dispatch/").status_code == 403


def test_what_data_said_is_for_those_who_handle_it(case_of: CaseOf, client_of: ClientOf) -> None:
    case = case_of(household="H1001", about="小额信贷逾期")
    Case.objects.update(source=Source.RULE)
    assert "小额信贷逾期" in page(client_of("village"), case)
    for text in (page(client_of("assessor"), case), listed(client_of("assessor"))):
        assert "马" in text
        assert "小额信贷逾期" not in text


def listed(client: Client) -> str:
    return client.get("/cases/?tab=all").content.decode()


def sent(text: str) -> dict[str, str]:
    """What a browser would send of a form as it came."""
    found = dict(re.findall(r'name="(version|token|f\d+)" value="([^"]*)"', text))
    checked = re.findall(r'name="(f\d+)" value="([^"]*)"[^>]* checked', text)
    return {**found, **dict(checked)}


def test_a_visit_where_nothing_changed_needs_nothing_typed(
    case_of: CaseOf, act: Act, client_of: ClientOf
) -> None:
    case = act(case_of(household="H1001"), "county", "dispatch")
    act(case, "village", "verify", cells=SEEN)
    case.refresh_from_db()
    act(case, "county", "return-dispatched", note="再看看")
    client, url = client_of("village"), f"/cases/{case.pk}/move/verify/"
    form = client.get(url).content.decode()
    response = client.post(url, sent(form), follow=True)
    assert "已办好" in response.content.decode()
    case.refresh_from_db()
    assert case.stage == "verified"
    assert case.facts["致贫返贫风险"] == "因病"


def test_what_is_wrong_is_told_beside_the_field(
    case_of: CaseOf, act: Act, client_of: ClientOf
) -> None:
    case = act(case_of(household="H1001"), "county", "dispatch")
    url = f"/cases/{case.pk}/move/verify/"
    text = client_of("village").post(url, {"version": case.version}).content.decode()
    assert "必填" in text


def test_a_conflict_is_told_and_nothing_is_lost(
    case_of: CaseOf, act: Act, client_of: ClientOf
) -> None:
    case = case_of(household="H1001")
    client, url = client_of("county"), f"/cases/{case.pk}/move/dispatch/"
    form = sent(client.get(url).content.decode())
    act(case, "county", "dispatch")
    response = client.post(url, form, follow=True)
    assert "刚有人办过" in response.content.decode()


def test_a_household_without_labour_is_never_offered_exit(
    case_of: CaseOf, client_of: ClientOf
) -> None:
    case = case_of(household="H1001")
    Case.objects.update(stage="monitored", phase="help", facts={"有劳动力": "否"})
    assert "申请消除风险" not in page(client_of("village"), case)
    Case.objects.update(facts={"有劳动力": "是"})
    assert "申请消除风险" in page(client_of("village"), case)


def test_history_is_shown_masked(case_of: CaseOf, act: Act, client_of: ClientOf) -> None:
    case = act(case_of(household="H1001"), "county", "dispatch")
    act(case, "village", "verify", cells=SEEN)
    case.refresh_from_db()
    act(case, "village", "authorise", cells={"授权日期": "2025-03-03", "授权人": "马志明"})
    assert "马志明" in page(client_of("county"), case)
    assert "马志明" not in page(client_of("assessor"), case)


PRIVATE = ["640422", "1389511", "因病", "白血病", "大病"]


def test_a_village_notice_says_nothing_private(
    case_of: CaseOf, act: Act, client_of: ClientOf
) -> None:
    case = case_of(household="H1001")
    make_ready(case, TODAY)
    facts = {
        "致贫返贫风险": "因病",
        "公示起始日期": "2025-03-03",
        "公示地点": "村委会",
        "监测对象类别": "边缘易致贫户",
        "监测联系人电话": "13895112233",
        "核实情况": "白血病住院",
    }
    Case.objects.update(stage="notice", phase="entry", facts=facts)
    text = client_of("village").get(f"/cases/{case.pk}/notice/").content.decode()
    paper = text[text.index("<article") : text.index("</article>")]
    assert "马志明" in paper
    assert "2025年3月8日" in paper
    assert not [word for word in PRIVATE if word in paper]


def test_a_false_alarm_is_closed_from_the_page_with_a_reason(
    case_of: CaseOf, act: Act, client_of: ClientOf
) -> None:
    case = act(case_of(household="H1001"), "county", "dispatch")
    client = client_of("village")
    quick = r'<form method="post" action="([^"]+exclude/)">.+?</form>'
    form = re.search(quick, page(client, case), re.DOTALL)
    assert form
    said = dict(re.findall(r'name="(version|token)" value="([^"]+)"', form[0]))
    assert "其他（请写明）" not in form[0]
    client.post(form[1], said | {"reason": "问题已经解决"})
    case.refresh_from_db()
    assert (case.stage, case.events.last().reason) == ("excluded", "问题已经解决")  # type: ignore[union-attr]


def test_a_case_past_the_lead_is_not_closed_so_lightly(
    case_of: CaseOf, act: Act, client_of: ClientOf
) -> None:
    case = act(case_of(household="H1001"), "county", "dispatch")
    case = act(case, "village", "verify", cells=SEEN)
    shown = page(client_of("village"), case)
    assert "农户不愿授权" in shown
    assert 'name="reason"' not in shown
