"""Several notices of a place side by side, and the addresses of a time when it had one."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from dashboard_cases import XIJI, results_of
from django.test import Client
from rights_cases import PageCases

from luoshi import pack
from luoshi.area_queries.due_periods import begun_periods
from luoshi.ids import notice_of
from luoshi.obligations import Status
from luoshi.pack import Pack
from luoshi.pack.loading import default_folder
from luoshi.site.notices.services import results as records
from luoshi.site.notices.views import index, pages
from luoshi.site.rights import TABLE, Ability

pytestmark = pytest.mark.django_db

OLD, NEW = "2021-26", "2024-9"
NUMBER, TITLE = "某发〔2024〕9号", "关于继续支持重点帮扶县的若干意见"
BOTH = date(2024, 6, 1)
"""A day on which both are in force."""

NOTICE = f"""
number: {NUMBER}
title: {TITLE}
issuers: [某厅]
issued: 2024-03-01
expires: 2027-12-31
expiry_assumed: 文件没有写截止日
source: 测试
sections: {{"1": 土地}}
clauses:
  - {{id: "1.1", title: 安排用地指标, leads: [自然资源厅]}}
"""
OBLIGATIONS = """
obligations:
  - id: land-quota
    kind: activity
    clause: "1.1"
    title: 接着安排用地指标
    where: all
    from: 2024-03-01
    to: 2027-12-31
    leads: [自然资源厅]
    records: [land_quota]
    evidence: any(land_quota.安排面积 > 0)
"""

ClientOf = Callable[..., Client]
Read = Callable[..., str]


def first_alone(made: Path) -> Path:
    """The real place as of the time when its first notice was the only one."""
    real = default_folder()
    (made / "notices").mkdir()
    for item in (*real.iterdir(), real / "notices" / OLD):
        if item.name != "notices":
            (made / item.relative_to(real)).symlink_to(item)
    return made


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real place with its first notice only."""
    return first_alone(tmp_path_factory.mktemp("alone"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real place with its first notice and one made up, which says one thing."""
    made = first_alone(tmp_path_factory.mktemp("place"))
    (made / "notices" / NEW / "obligations").mkdir(parents=True)
    (made / "notices" / NEW / "notice.yaml").write_text(NOTICE, encoding="utf-8")
    file = made / "notices" / NEW / "obligations" / "01-land.yaml"
    file.write_text(OBLIGATIONS, encoding="utf-8")
    return made


@pytest.fixture
def two(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Pack:
    """Two notices, on a day on which both are in force; of the new one all is missed."""
    monkeypatch.setenv("LUOSHI_PACK", str(folder))
    place = pack.load()
    found = tuple(
        replace(one, status=Status.BREACHED) if notice_of(one.id) == NEW else one
        for one in results_of(place)
    )
    monkeypatch.setattr(records, "results_at", lambda *_: found)
    on(monkeypatch, BOTH)
    return place


def on(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """Let today be a day."""
    for view in (index, pages):
        monkeypatch.setattr(view, "localdate", lambda: day)


def listed(page: str) -> set[str]:
    """The ids of the obligations a page leads to."""
    found = re.findall(r'<a href="/notices/([\w-]+)/promises/([\w-]+)/', page)
    return {"/".join(one) for one in found}


@pytest.mark.usefixtures("two")
class TestList(PageCases):
    url = "/"
    ability = Ability.READ

    @pytest.mark.parametrize(
        ("day", "states"),
        [
            (date(2023, 1, 1), ["还没开始", "在执行"]),
            (BOTH, ["在执行", "在执行"]),
            (date(2025, 12, 31), ["在执行", "在执行"]),
            (date(2026, 1, 1), ["在执行", "已期满"]),
            (date(2028, 1, 1), ["已期满", "已期满"]),
        ],
    )
    def test_each_stands_with_its_state_the_newest_first(
        self, day: date, states: list[str], read: Read, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        on(monkeypatch, day)
        page = read("/")
        found = re.findall(r'notice-card-state">([^<]+)<', page)
        assert found == states
        assert page.index(NUMBER) < page.index("宁乡振发〔2021〕26号")

    def test_each_tells_its_own_count_and_what_is_taken_for_granted(
        self, two: Pack, read: Read
    ) -> None:
        page = read("/")
        of_old = sum(notice_of(id_) == OLD for id_ in two.obligations)
        assert re.findall(r"<dt>承诺</dt><dd>(\d+) 项", page) == ["1", str(of_old)]
        assert page.count('<span class="assumption">推定</span>') == 1
        assert "文件没有写截止日" in page

    def test_who_sees_no_data_sees_the_notices_without_figures(self, read: Read) -> None:
        assert "本期" in read("/")
        page = read("/", "admin")
        assert TITLE in page
        assert "本期" not in page


@pytest.mark.parametrize("role", [role for role in TABLE if Ability.READ in TABLE[role].abilities])
def test_the_only_notice_is_opened_at_once(
    role: str, client_of: ClientOf, alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUOSHI_PACK", str(alone))
    response = client_of(role).get("/")
    assert (response.status_code, response["Location"]) == (302, f"/notices/{OLD}/")


@pytest.mark.parametrize(
    "rest", ["", "export.xlsx", "map/", "map/export.xlsx", "promises/land-quota/"]
)
def test_what_no_notice_is_called_is_not_there(rest: str, client_of: ClientOf) -> None:
    assert client_of("province").get(f"/notices/2020-1/{rest}").status_code == 404


class TestMoved:
    """Addresses of a time when a place had one notice."""

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("/promises/land-quota/", f"/notices/{OLD}/promises/land-quota/"),
            (
                f"/promises/land-quota/?day=2023-12-31&sort=-status#county-{XIJI}",
                f"/notices/{OLD}/promises/land-quota/?day=2023-12-31&sort=-status",
            ),
            ("/map/?day=2023-12-31", f"/notices/{OLD}/map/?day=2023-12-31"),
        ],
    )
    def test_they_lead_on_with_what_is_asked(
        self, old: str, new: str, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        on(monkeypatch, BOTH)
        response = client_of("county").get(old)
        assert (response.status_code, response["Location"]) == (301, new)

    def test_what_no_obligation_is_called_is_not_there(self, client_of: ClientOf) -> None:
        assert client_of("province").get("/promises/nothing/").status_code == 404

    def test_nobody_is_led_on_without_log_in(self, client: Client) -> None:
        for url in ("/", "/map/", "/promises/land-quota/"):
            assert client.get(url)["Location"].startswith("/account/login/?next=")

    @pytest.mark.parametrize(
        ("day", "notice"), [(date(2024, 2, 29), OLD), (BOTH, NEW), (date(2029, 1, 1), NEW)]
    )
    @pytest.mark.usefixtures("two")
    def test_the_map_is_that_of_the_notice_now_in_force(
        self, day: date, notice: str, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        on(monkeypatch, day)
        assert client_of("county").get("/map/")["Location"] == f"/notices/{notice}/map/"

    @pytest.mark.usefixtures("two")
    def test_a_name_two_notices_have_is_the_first_ones(self, client_of: ClientOf) -> None:
        found = client_of("county").get("/promises/land-quota/")["Location"]
        assert found == f"/notices/{OLD}/promises/land-quota/"


class TestPages:
    @pytest.mark.parametrize("notice", [OLD, NEW])
    def test_a_notices_page_lists_its_own(self, notice: str, two: Pack, read: Read) -> None:
        page = read(f"/notices/{notice}/")
        assert listed(page) == {id_ for id_ in two.obligations if notice_of(id_) == notice}
        assert two.notices[notice].number in page
        assert "各份文件" in page

    def test_obligations_of_one_name_are_told_apart(self, two: Pack, read: Read) -> None:
        for notice in (OLD, NEW):
            page = read(f"/notices/{notice}/promises/land-quota/")
            assert two.obligations[f"{notice}/land-quota"].title in page

    def test_a_countys_share_is_that_of_the_notices_own(
        self, two: Pack, client_of: ClientOf
    ) -> None:
        places = client_of("province").get(f"/notices/{NEW}/map/").context["places"]
        own = next(place for place in places if place.county.code.startswith(XIJI))
        assert (own.tally.total, own.percent) == (1, 0)

    @pytest.mark.usefixtures("two")
    def test_a_unit_leads_what_all_notices_ask_of_it(self, read: Read) -> None:
        page = read("/units/自然资源厅/")
        assert {f"{OLD}/land-quota", f"{NEW}/land-quota"} <= listed(page)
        for name in ("2021 年支持重点帮扶县文件", NUMBER):
            assert f"{name}</a>" in page

    @pytest.mark.usefixtures("two")
    def test_a_county_is_told_what_all_notices_promise_it(self, read: Read) -> None:
        page = read(f"/counties/{XIJI}/", "county")
        assert {f"{OLD}/land-quota", f"{NEW}/land-quota"} <= listed(page)
        headings = re.findall(r'class="county-notice"><th[^>]*>([^<]+)<', page)
        assert headings == ["2021 年支持重点帮扶县文件", NUMBER]

    @pytest.mark.usefixtures("two")
    def test_each_keeps_its_own_term(self, read: Read) -> None:
        assert "到 2026 年 6 月 30 日，执行期限已过 181 天" in read(
            f"/notices/{OLD}/?day=2026-06-30"
        )
        assert "到 2026 年 6 月 30 日，执行期限还剩 549 天" in read(
            f"/notices/{NEW}/?day=2026-06-30"
        )


def test_what_two_notices_ask_is_owed_once(two: Pack) -> None:
    every = begun_periods(two, "land_quota", date(2026, 6, 30))
    assert [one.start.year for one in every] == [2021, 2022, 2023, 2024, 2025, 2026]
    assert begun_periods(two.only(OLD), "land_quota", date(2026, 6, 30)) == every[:-1]
