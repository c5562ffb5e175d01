"""The worklist: everything waits for somebody, and nobody sees what is not theirs."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from casework_cases import TODAY, Act, CaseOf, UserOf, open_many, visit
from django.http import QueryDict
from django.test import Client
from django.utils.timezone import localdate
from rights_cases import AreaCases

from luoshi.pack import load
from luoshi.site.casework.filters import OTHERS, CaseFilter
from luoshi.site.casework.models import Campaign, Enrolment
from luoshi.site.casework.presenters.worklist import Tab, counts, listed
from luoshi.site.casework.tables import CaseTable
from luoshi.site.processes.choices import Source
from luoshi.site.processes.models import LISTED, Case
from luoshi.site.processes.services.opening import Subject, open_case
from luoshi.site.rights import Ability, scope_of

pytestmark = pytest.mark.db

ClientOf = Callable[..., Client]


class TestWorklistRights(AreaCases):
    url = "/cases/?tab=all"
    ability = Ability.READ

    def make_row(self, area: str) -> str:
        number = f"H{area}{Case.objects.count()}"
        open_case(
            "monitoring", Subject(area, number, f"户{area}"), Source.REPORT, TODAY, about=number
        )
        return number


def numbers(user: object, tab: Tab) -> set[str]:
    return set(listed(scope_of(user), tab, TODAY).values_list("household", flat=True))


def test_what_waits_for_me_is_mine_only(case_of: CaseOf, act: Act, user_of: UserOf) -> None:
    case_of(household="H1")
    act(case_of(household="H2"), "county", "dispatch")
    assert numbers(user_of("county"), Tab.MINE) == {"H1"}
    assert numbers(user_of("village"), Tab.MINE) == {"H2"}
    assert numbers(user_of("township"), Tab.MINE) == set()


def test_what_is_late_is_on_the_owners_list_and_above(
    case_of: CaseOf, act: Act, user_of: UserOf
) -> None:
    act(case_of(household="H2"), "county", "dispatch")
    Case.objects.update(due_on=TODAY - timedelta(1))
    assert numbers(user_of("village"), Tab.LATE) == {"H2"}
    for above in ("township", "county", "province"):
        assert numbers(user_of(above), Tab.BELOW) == {"H2"}
    assert numbers(user_of("county", area="640423000000"), Tab.BELOW) == set()


def test_what_came_back_is_told(case_of: CaseOf, act: Act, user_of: UserOf) -> None:
    case = act(case_of(), "county", "dispatch")
    act(case, "village", "return-lead", note="不是本村的户")
    assert numbers(user_of("county"), Tab.BACK) == {"H1"}


def test_a_closed_case_leaves_every_list_but_its_own(
    case_of: CaseOf, act: Act, user_of: UserOf
) -> None:
    act(case_of(), "county", "dismiss", cells=visit(), reason="问题已经解决")
    user = user_of("county")
    assert [tab for tab in Tab if numbers(user, tab)] == [Tab.CLOSED]


@pytest.mark.parametrize("role", ["county", "township", "village", "department", "province"])
def test_the_number_on_a_list_is_that_of_its_cases(
    role: str, case_of: CaseOf, act: Act, user_of: UserOf
) -> None:
    act(act(case_of(), "county", "dispatch"), "village", "return-lead", note="不是本村的户")
    act(case_of(household="H2"), "county", "dispatch")
    act(case_of(household="H3"), "county", "dismiss", cells=visit(), reason="问题已经解决")
    case_of(household="H4")
    Case.objects.exclude(household="H4").update(due_on=TODAY - timedelta(1))
    Case.objects.filter(household="H4").update(owner="department", unit="医保局")
    scope = scope_of(user_of(role))
    found = counts(scope, TODAY)
    assert found.pop(Tab.CLOSED) is None
    assert found == {tab: listed(scope, tab, TODAY).count() for tab in found}
    assert found[Tab.ALL]


def test_names_are_masked_for_who_may_not_see_them(case_of: CaseOf, client_of: ClientOf) -> None:
    case_of()
    text = client_of("assessor").get("/cases/?tab=all").content.decode()
    assert "马**" in text
    assert "马志明" not in text


def test_words_find_names_only_for_who_sees_them(case_of: CaseOf, client_of: ClientOf) -> None:
    case_of()
    found = "没有符合条件的事项"
    assert found in client_of("assessor").get("/cases/?tab=all&q=志明").content.decode()
    assert found not in client_of("county").get("/cases/?tab=all&q=志明").content.decode()


def test_the_list_comes_as_excel(case_of: CaseOf, client_of: ClientOf) -> None:
    case_of()
    response = client_of("county").get("/cases/export/?tab=mine")
    assert response["Content-Disposition"].endswith(".xlsx")
    assert client_of("village").get("/cases/export/").status_code == 403


@pytest.mark.slow
def test_two_thousand_are_dispatched_at_once(db: None, client_of: ClientOf) -> None:
    open_many(f"H{number}" for number in range(2000))
    response = client_of("county").post("/cases/every/?tab=mine", {"move": "dispatch"})
    assert "办好 2000 件" in response.content.decode()
    assert set(Case.objects.values_list("stage", flat=True)) == {"dispatched"}


def test_what_cannot_be_done_at_once_is_told(
    case_of: CaseOf, act: Act, client_of: ClientOf
) -> None:
    case_of(household="H1")
    done = act(case_of(household="H2"), "county", "dispatch")
    chosen = list(Case.objects.values_list("pk", flat=True))
    text = (
        client_of("county")
        .post("/cases/bulk/", {"move": "dispatch", "case": chosen})
        .content.decode()
    )
    assert "办好 1 件" in text
    assert "现在是“待入户核实”" in text
    done.refresh_from_db()
    assert done.version == 2


def test_another_countys_cases_cannot_be_slipped_in(case_of: CaseOf, client_of: ClientOf) -> None:
    case = case_of()
    other = client_of("county", area="640423000000")
    other.post("/cases/bulk/", {"move": "dispatch", "case": [case.pk]})
    case.refresh_from_db()
    assert case.stage == "lead"


@pytest.mark.parametrize("rows", [1, 40])
def test_the_number_of_queries_does_not_grow(
    rows: int,
    case_of: CaseOf,
    client_of: ClientOf,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for number in range(rows):
        case_of(household=f"H{number}")
    client = client_of("county")
    with django_assert_max_num_queries(6):
        client.get("/cases/")


@pytest.mark.parametrize(
    ("query", "number"),
    [("tab=mine", 60), ("tab=all&sort=head", 60), ("q=H5", 11), ("tab=closed", 1), ("tab=back", 0)],
)
def test_the_pager_tells_how_many_are_asked_for(
    query: str, number: int, case_of: CaseOf, act: Act, client_of: ClientOf
) -> None:
    for one in range(60):
        case_of(household=f"H{one}")
    act(case_of(household="closed"), "county", "dismiss", cells=visit(), reason="问题已经解决")
    client = client_of("county")
    pages = [client.get(f"/cases/?{query}&page={page}").context for page in (1, 2)]
    shown = {row.pk for one in pages for row in one["table"].rows}
    assert [pages[0]["page"].paginator.count, len(shown)] == [number, number]


def test_an_index_holds_all_that_is_asked_of_open_cases(case_of: CaseOf, user_of: UserOf) -> None:
    case_of()
    campaign = Campaign.objects.create(title="排查", start=TODAY, due_on=TODAY)
    Enrolment.objects.bulk_create(
        Enrolment(case=one, campaign=campaign) for one in Case.objects.all()
    )
    pack, scope, asked = load(), scope_of(user_of("county")), QueryDict(mutable=True)
    asked.update({"process": "monitoring", "matter": next(iter(pack.needs)), "phase": "help"})
    asked.update({"source": "report", "campaign": str(campaign.pk), "month": "2026-11"})
    asked.update({"kind": "none", "risk": "因病", "urgent": "on", "q": "马"})
    asked.update({"mark": "silent", "ending": "sound"})
    form = CaseFilter(asked, scope, pack)
    assert set(form.changed_data) == {"q", *OTHERS}
    orders = (column.order for column in CaseTable.declared.values())
    fields = (field for order in orders if order for field in order.fields)
    rows = form.rows(listed(scope, Tab.BACK, TODAY)).order_by(*fields).values("pk")
    columns = re.findall(r'"processes_case"\."(\w+)"', str(rows.query))
    assert {*columns, "unit"} == {Case._meta.get_field(name).column for name in LISTED}


def test_the_menu_tells_how_much_is_late(case_of: CaseOf, client_of: ClientOf) -> None:
    case_of()
    Case.objects.update(due_on=localdate() - timedelta(1))
    assert ">1<" in client_of("county").get("/cases/late/").content.decode()
    assert client_of("village").get("/cases/late/").content.decode().strip() == ""


def test_false_alarms_are_closed_together_with_a_reason(
    case_of: CaseOf, client_of: ClientOf
) -> None:
    chosen = [case_of(household=f"H{number}").pk for number in range(3)]
    client, move = client_of("county"), "exclude/部门数据有误"
    page = client.get("/cases/").content.decode()
    assert f'name="move" value="{move}"' in page
    assert f'name="move" value="{move}" formaction' not in page
    told = client.post("/cases/bulk/", {"move": move, "case": chosen[:2]}).content.decode()
    assert "办好 2 件" in told
    assert set(Case.objects.values_list("stage", flat=True)) == {"excluded", "lead"}
