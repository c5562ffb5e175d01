"""The worklist: whose households, in which order, by which filters, at what cost."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from rights_cases import PageCases
from small_province import DAYING, SHAGANG, Province

from luoshi.site.monitoring.models import FlaggedHousehold, Lead, Publication
from luoshi.site.rights import Ability

pytestmark = pytest.mark.db

ClientOf = Callable[..., Client]

EVERY = ["H1001", "H2001", "H1002"]
"""All households in the usual order: most severe first, then longest waiting, then as found."""


class TestWorklistRights(PageCases):
    url = "/leads/"
    ability = Ability.READ


def listed(client: Client, query: str = "") -> list[str]:
    """Numbers of the households on the page, in order."""
    text = client.get(f"/leads/?{query}").content.decode()
    return re.findall(r'worklist-number">(\w+)<', text)


@pytest.mark.usefixtures("published")
class TestWhoSeesWhat:
    @pytest.mark.parametrize(
        ("role", "area", "expected"),
        [
            ("province", "", {"H1001", "H1002", "H2001"}),
            ("county", "640422000000", {"H1001", "H1002"}),
            ("county", "640423000000", {"H2001"}),
            ("township", "640422100000", {"H1001"}),
            ("village", SHAGANG, {"H1002"}),
            ("admin", "", set()),
            ("county", "", set()),
        ],
    )
    def test_a_user_sees_the_households_of_its_own_area(
        self, role: str, area: str, expected: set[str], client_of: ClientOf
    ) -> None:
        assert set(listed(client_of(role, area=area))) == expected

    @pytest.mark.parametrize("query", ["county=640423000000", "q=H2001", "q=杨玉兰", "sort=place"])
    def test_no_filter_leads_a_county_user_out_of_the_county(
        self, query: str, client_of: ClientOf
    ) -> None:
        assert "H2001" not in listed(client_of("county"), query)

    def test_counts_are_of_the_own_county(self, client_of: ClientOf) -> None:
        text = client_of("county", area="640423").get("/leads/").content.decode()
        assert re.findall(r"<b>(\d+)</b></a>", text) == ["1", "1", "0", "0"]

    def test_a_department_sees_its_own_leads_only(self, client_of: ClientOf) -> None:
        client = client_of("department", unit="教育厅")
        text = client.get("/leads/").content.decode()
        assert listed(client) == ["H1001"]
        assert "适龄儿童少年失学" in text
        assert "全家医疗自付过重" not in text
        assert "住房为" not in text

    def test_a_department_sees_the_colour_of_its_own_leads(self, client_of: ClientOf) -> None:
        client = client_of("department", unit="人力资源社会保障厅")
        assert listed(client, "colour=red") == []
        assert listed(client, "colour=yellow") == ["H1001"]

    def test_a_department_is_not_offered_others_rules(self, client_of: ClientOf) -> None:
        text = client_of("department", unit="教育厅").get("/leads/").content.decode()
        assert 'value="out-of-school"' in text
        assert 'value="medical-burden"' not in text
        assert listed(client_of("department", unit="教育厅"), "rule=medical-burden") == ["H1001"]

    def test_an_assessor_sees_masked_names_and_cannot_search_by_name(
        self, client_of: ClientOf
    ) -> None:
        client = client_of("assessor")
        text = client.get("/leads/").content.decode()
        assert "马**" in text
        assert "马志明" not in text
        assert listed(client, "q=马志明") == []
        assert listed(client, "q=H1001") == ["H1001"]

    def test_leads_from_tables_a_role_may_not_see_are_not_listed(self, client_of: ClientOf) -> None:
        Lead.objects.filter(rule="dangerous-house").update(rule="cancer-no-aid")
        assert set(listed(client_of("county"))) == {"H1001", "H1002"}
        assert listed(client_of("village", area=SHAGANG)) == []
        assert "两癌" not in client_of("village").get("/leads/").content.decode()


@pytest.mark.usefixtures("published")
class TestFiltersAndOrder:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("", EVERY),
            ("colour=red", ["H1001", "H2001"]),
            ("colour=orange", ["H1002"]),
            ("colour=yellow", []),
            ("risk=因安全住房", EVERY),
            ("risk=因学", ["H1001"]),
            ("rule=medical-burden", ["H1001"]),
            ("department=住房城乡建设厅&colour=orange", ["H1002"]),
            ("department=教育厅", ["H1001"]),
            ("county=640422000000", ["H1001", "H1002"]),
            ("county=640422000000&township=640422215000", ["H1002"]),
            (f"county=640422000000&township=640422100000&village={DAYING}", ["H1001"]),
            ("county=640423000000&township=640422215000", ["H2001"]),
            ("q=王建国", ["H1002"]),
            ("q=王建", ["H1002"]),
            ("q=H100", ["H1001", "H1002"]),
            ("q=100", []),
            ("state=closed", []),
            ("state=nonsense&colour=pink&county=9", EVERY),
        ],
    )
    def test_filters(self, query: str, expected: list[str], client_of: ClientOf) -> None:
        assert sorted(listed(client_of("province"), query)) == sorted(expected)

    @pytest.mark.parametrize(
        ("sort", "expected"),
        [
            ("-colour", EVERY),
            ("place", ["H1001", "H1002", "H2001"]),
            ("-place", ["H2001", "H1002", "H1001"]),
            ("-leads", ["H1001", "H2001", "H1002"]),
            ("nonsense", EVERY),
        ],
    )
    def test_orders(self, sort: str, expected: list[str], client_of: ClientOf) -> None:
        assert listed(client_of("province"), f"sort={sort}") == expected

    def test_a_row_says_where_who_what_and_since_when(self, client_of: ClientOf) -> None:
        text = client_of("county").get("/leads/?q=H1002").content.decode()
        for words in ("西吉县 火石寨乡 沙岗村", "王建国", "住房鉴定为C级", "2025-06-30", "新发现"):
            assert words in text

    def test_a_page_without_rows_says_so(self, client_of: ClientOf) -> None:
        client = client_of("county")
        assert "没有符合条件的户" in client.get("/leads/?q=nobody").content.decode()
        empty = client_of("county", area="640181").get("/leads/").content.decode()
        assert "没有待核实的线索" in empty


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["province", "department", "assessor", "village"])
def test_queries_do_not_grow_with_rows(
    role: str,
    client_of: ClientOf,
    published: Province,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_of(role, unit="住房城乡建设厅")
    with django_assert_num_queries(7):
        client.get("/leads/")
    add_households(60)
    with django_assert_num_queries(7):
        assert len(listed(client)) == 50


def add_households(count: int) -> None:
    """More households like the first one, each with a lead."""
    publication = Publication.objects.get()
    seen = {"first_seen": publication.as_of, "last_seen": publication.as_of}
    standing = {"colour": 3, "open_leads": 1, "waiting_since": publication.as_of}
    households = FlaggedHousehold.objects.bulk_create(
        FlaggedHousehold(number=f"M{n:04d}", head="马某", village=DAYING, **standing, **seen)
        for n in range(count)
    )
    about = {"rule": "dangerous-house", "risk": "因安全住房", "department": "住房城乡建设厅"}
    said = {
        "clause": "2021-26/2.9",
        "colour": 3,
        "evidence": "住房鉴定为D级",
        "published": publication,
    }
    Lead.objects.bulk_create(
        Lead(household=household, fact=household.number, **about, **said, **seen)
        for household in households
    )


def test_before_the_first_screening_the_page_is_empty(client_of: ClientOf) -> None:
    assert "没有待核实的线索" in client_of("county").get("/leads/").content.decode()
