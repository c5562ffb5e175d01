"""The household page: who may open it, and what it says."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from small_province import PEOPLE, SHAGANG, Province, number_of

from luoshi.pack import load
from luoshi.site.monitoring.models import FlaggedHousehold, Lead

ClientOf = Callable[..., Client]
HouseholdOf = Callable[[str], FlaggedHousehold]

pytestmark = pytest.mark.usefixtures("published")


@pytest.fixture
def read(household_of: HouseholdOf) -> Callable[..., str]:
    """The page of a household as a client reads it."""

    def text(client: Client, number: str = "H1001") -> str:
        response = client.get(f"/leads/households/{household_of(number).pk}/")
        assert response.status_code == 200
        return re.sub(r"\s+", " ", response.content.decode())

    return text


Read = Callable[..., str]


class TestWhoMayOpenIt:
    @pytest.mark.parametrize(
        ("role", "area"),
        [("county", "640422"), ("township", "640422100"), ("village", SHAGANG), ("admin", "")],
    )
    def test_a_household_elsewhere_is_not_found_by_its_address(
        self, role: str, area: str, client_of: ClientOf, household_of: HouseholdOf
    ) -> None:
        address = f"/leads/households/{household_of('H2001').pk}/"
        assert client_of(role, area=area).get(address).status_code == 404

    def test_a_township_user_opens_no_household_of_the_next_township(
        self, client_of: ClientOf, household_of: HouseholdOf
    ) -> None:
        address = f"/leads/households/{household_of('H1002').pk}/"
        assert client_of("township", area="640422100").get(address).status_code == 404

    def test_a_department_opens_no_household_without_a_lead_of_its_own(
        self, client_of: ClientOf, household_of: HouseholdOf
    ) -> None:
        client = client_of("department", unit="教育厅")
        assert client.get(f"/leads/households/{household_of('H1001').pk}/").status_code == 200
        assert client.get(f"/leads/households/{household_of('H2001').pk}/").status_code == 404

    def test_no_household_answers_like_a_closed_one(self, client_of: ClientOf) -> None:
        assert client_of("province").get("/leads/households/999999/").status_code == 404


class TestWhatItSays:
    def test_where_and_who(self, client_of: ClientOf, read: Read) -> None:
        text = read(client_of("county"))
        for words in ("西吉县 吉强镇 大营村", "脱贫不稳定户", "脱贫户", "6 条待核实"):
            assert words in text

    def test_members_by_relation_with_age_on_the_day(self, client_of: ClientOf, read: Read) -> None:
        text = read(client_of("county"))
        members = re.findall(r"<b>([^<]+)</b> <span>([^<]+) 岁</span>", text)
        assert members == [
            ("马志明", "户主，男，45"),
            ("李秀英", "配偶，女，42"),
            ("马小军", "之子，男，10"),
        ]

    def test_why_a_rule_fired(self, client_of: ClientOf, read: Read) -> None:
        text = read(client_of("county"))
        for words in (
            "近12个月全家医保结算后个人自付110,000元",
            "三（四） 开展监测评估",
            "医疗自付达到预警线的倍数（红色）",
            '本系统设定，未见规定<span class="assumption">暂定</span>',
            "核实自付是否都已发生",
            "河北阳原县",
        ):
            assert words in text

    def test_the_condition_is_told_in_chinese_with_the_thresholds_values(
        self, client_of: ClientOf, read: Read
    ) -> None:
        conditions = re.findall(r"<b>条件</b>(.+?)</p>", read(client_of("county")))
        assert len(conditions) == 6
        names = load().parameters
        assert not any(name in condition for name in names for condition in conditions)
        assert any("0.5" in condition for condition in conditions)

    def test_facts_stand_under_the_department_that_sent_them(
        self, client_of: ClientOf, read: Read
    ) -> None:
        text = read(client_of("county"))
        for words in ("医保结算", "白血病", "180,000", "住房安全", "2025-05-01", "厌学"):
            assert words in text
        assert text.index(">医保局</h3>") < text.index("白血病")

    def test_no_id_number_and_no_keyed_hash_in_facts(self, client_of: ClientOf, read: Read) -> None:
        for role in ("province", "county", "village"):
            text = read(client_of(role))
            assert not any(number_of(name) in text for name in PEOPLE)
        assert "person" not in re.sub(r"<form.*?</form>", "", read(client_of("township")))

    def test_a_rule_the_pack_has_no_longer_is_still_told(
        self, client_of: ClientOf, read: Read
    ) -> None:
        Lead.objects.filter(rule="dangerous-house").update(rule="old-rule")
        assert "old-rule" in read(client_of("county"))


class TestWhatItHides:
    def test_an_assessor_reads_masked_names_and_open_tables_only(
        self, client_of: ClientOf, read: Read
    ) -> None:
        text = read(client_of("assessor"))
        assert "马**" in text
        assert not any(name in text for name in PEOPLE)
        assert "住房安全" in text
        for closed in ("白血病", "医保结算", "厌学", "家庭成员", "138****2233", "看身份证号"):
            assert (closed in text) is (closed == "138****2233")

    def test_a_department_reads_its_own_facts_only(self, client_of: ClientOf, read: Read) -> None:
        text = read(client_of("department", unit="教育厅"))
        assert "学籍与适龄儿童就学状态" in text
        for others in (
            "白血病",
            "住房安全",
            "农村住户",
            "家庭成员",
            "全家医疗自付过重",
            "脱贫不稳定户",
        ):
            assert others not in text

    def test_a_department_closes_nothing(self, client_of: ClientOf, read: Read) -> None:
        assert "排除这条线索" not in read(client_of("department", unit="教育厅"))
        assert "排除这条线索" in read(client_of("village"))


def test_queries_do_not_grow_with_leads(
    client_of: ClientOf,
    household_of: HouseholdOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_of("county")
    for number in ("H1001", "H1002"):
        with django_assert_num_queries(8):
            client.get(f"/leads/households/{household_of(number).pk}/")


def test_the_page_shows_a_batch_as_soon_as_it_lands(
    own: Province, own_home: Path, monkeypatch: pytest.MonkeyPatch, client_of: ClientOf, read: Read
) -> None:
    monkeypatch.setenv("LUOSHI_HOME", str(own_home))
    client = client_of("county")
    assert "集中供水" not in read(client)
    own.store("water", {"户编号": "H1001", "供水方式": "集中供水"})
    assert "集中供水" in read(client)
