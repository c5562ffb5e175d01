"""The notice's pages as each role sees them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from dashboard_cases import QUOTA, REGIONAL, TILT, XIJI, YANCHI
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from rights_cases import PageCases

from luoshi.ids import own
from luoshi.notice import store as text
from luoshi.notice.store import NoticeText
from luoshi.obligations import Status
from luoshi.obligations.dashboard.board import ObligationRow, View
from luoshi.obligations.dashboard.sight import Sight
from luoshi.obligations.dashboard.workbook import board_workbook
from luoshi.pack import Pack
from luoshi.site.audit.models import Event
from luoshi.site.audit.services import Action
from luoshi.site.ledgers.services.entries import keep_rows
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.notices.services.results import Moment
from luoshi.site.rights import Ability

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shown")]

NOTICE = "2021-26"
FRONT = f"/notices/{NOTICE}/"
CLAUSE = f"{NOTICE}/2.3"

Read = Callable[..., str]


@pytest.fixture
def alone(policy: Pack) -> Pack:
    """The place with what the notice says alone."""
    return policy.only(NOTICE)


def lights(page: str) -> list[str]:
    """The states of the obligations listed, in order."""
    return re.findall(
        r'<td class="col-state"(?: data-label="本期")?><span class="light light-(\w+)"', page
    )


def promise(obligation: str) -> str:
    """The address of an obligation of the notice."""
    return f"{FRONT}promises/{own(obligation)}/"


def listed(page: str) -> set[str]:
    """The ids of the obligations a page lists."""
    found = re.findall(r'<th scope="row"><a href="/notices/([\w-]+)/promises/([\w-]+)/', page)
    return {"/".join(one) for one in found}


def total(page: str, status: Status) -> int:
    """How many obligations the page says are in a state."""
    found = re.search(rf'value="{status.value}".*?</span>\s*<b>(\d+)</b>', page, re.DOTALL)
    assert found
    return int(found[1])


def due_and_met(page: str) -> tuple[int, int]:
    """Of how many obligations the page's total says something, and how many are met."""
    found = re.search(r"(\d+) 项可以判定，其中 (\d+) 项达成", page)
    assert found
    return int(found[1]), int(found[2])


def counted_apart(page: str) -> tuple[int, ...]:
    """What the page says a county's own total is, due and met, and that of the whole."""
    found = re.search(r"其中本县 (\d+) 项，达成 (\d+) 项.*全区统一 (\d+) 项，达成 (\d+) 项", page)
    assert found
    return tuple(map(int, found.groups()))


def summed(counts: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    """Several pages' numbers, each added to its like."""
    return tuple(map(sum, zip(*counts, strict=True)))


class TestDashboard(PageCases):
    """The page of a notice."""

    url = FRONT
    ability = Ability.READ

    def test_every_obligation_carries_its_light_and_numbers(self, read: Read, alone: Pack) -> None:
        page = read(FRONT)
        assert len(lights(page)) == len(alone.obligations)
        for obligation in alone.obligations.values():
            assert f'href="{promise(obligation.id)}"' in page
            assert obligation.title in page
        assert "<b>480～720</b> 亩<small>目标 600</small>" in page
        assert 'title="西吉县：未达成，480 亩，目标 600"' in page

    def test_the_totals_are_those_of_the_list(self, read: Read) -> None:
        page = read(FRONT)
        for status in Status:
            assert total(page, status) == lights(page).count(status.value)

    @pytest.mark.parametrize("status", [Status.BREACHED, Status.MET])
    def test_a_state_leaves_its_obligations(self, read: Read, status: Status) -> None:
        page = read(f"{FRONT}?status={status.value}")
        assert set(lights(page)) == {status.value}
        assert len(lights(page)) == total(page, status)

    def test_a_unit_and_a_clause_leave_theirs(self, read: Read, alone: Pack) -> None:
        page = read(f"{FRONT}?unit=自然资源厅&clause={CLAUSE}")
        kept = {
            obligation.id
            for obligation in alone.obligations.values()
            if obligation.clause == CLAUSE and "自然资源厅" in obligation.leads
        }
        assert listed(page) == kept

    def test_a_county_group_leaves_its_counties(self, read: Read) -> None:
        page = read(f"{FRONT}?group={NOTICE}/regional_key")
        assert len(re.findall(r'<th scope="col" class="col-county">', page)) == 4
        assert "<b>720</b> 亩" in page

    def test_nothing_left_is_said(self, read: Read) -> None:
        assert "没有符合条件的承诺" in read(f"{FRONT}?status=not_due")

    @pytest.mark.parametrize("query", ["status=<b>", "unit=没有", "group=没有", "day=昨天"])
    def test_what_makes_no_sense_asks_nothing(self, read: Read, query: str, alone: Pack) -> None:
        assert len(lights(read(f"{FRONT}?{query}"))) == len(alone.obligations)

    def test_the_moment_is_asked_and_kept_in_links(self, read: Read, shown: list[Moment]) -> None:
        page = read(f"{FRONT}?day=2022-06-30&known=2022-07-15")
        assert shown[-1] == Moment(date(2022, 6, 30), date(2022, 7, 15))
        assert "按 <b>2022 年 6 月 30 日</b>的情况，只用 <b>2022 年 7 月 15 日</b>" in page
        assert f'href="{promise(QUOTA)}?day=2022-06-30&amp;known=2022-07-15"' in page

    def test_a_county_sees_its_own_light_and_how_many_stand_where(self, read: Read) -> None:
        page = read(FRONT, "county")
        assert "<b>480</b> 亩<small>目标 600</small>" in page
        assert "盐池县：" not in page
        assert 'title="达成 7 个县"' in page

    def test_the_head_speaks_of_the_day_asked(self, read: Read) -> None:
        assert "到 2025 年 6 月 30 日，执行期限还剩 184 天" in read(f"{FRONT}?day=2025-06-30")
        assert "到 2026 年 1 月 2 日，执行期限已过 2 天" in read(f"{FRONT}?day=2026-01-02")
        assert re.search(r"</svg>\s*执行期限还剩 731 天", read(FRONT))

    def test_the_administrator_sees_obligations_without_figures(
        self, read: Read, alone: Pack, shown: list[Moment]
    ) -> None:
        page = read(FRONT, "admin")
        assert lights(page) == []
        assert page.count('class="obligation"') == len(alone.obligations)
        assert shown == []

    def test_the_notices_text_stands_beside(self, read: Read, policy: Pack) -> None:
        assert "原文" not in read(FRONT)
        sentences = {"2.3.1": "每年每县安排<指标>。"}
        text.keep(NoticeText(number=policy.notices[NOTICE].number, title="", sentences=sentences))
        assert "每年每县安排&lt;指标&gt;。" in read(FRONT)

    def test_the_counting_costs_no_query(
        self, client_of, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        client = client_of("province")
        client.get(FRONT)
        # The session, the account, how far each ledger has come, and what is declared of it.
        with django_assert_num_queries(4):
            client.get(FRONT)


class TestObligation(PageCases):
    url = promise(QUOTA)
    ability = Ability.READ

    def test_it_tells_what_and_how(self, read: Read, policy: Pack) -> None:
        page, obligation = read(self.url), policy.obligations[QUOTA]
        for part in (obligation.title, "是否够规定的数？", "实际数不少于下限", "用到的参数", "亩"):
            assert part in page
        assert "土地政策" in page

    def test_each_county_with_reason_and_records(self, read: Read) -> None:
        page = read(self.url)
        assert f'id="county-{XIJI}"' in page
        assert f'id="county-{YANCHI}"' in page
        assert "640422 安排 480" in page
        assert f"/ledgers/land_quota/?county={XIJI}000000&amp;year=2023" in page

    def test_a_county_sees_itself_and_the_average(self, read: Read) -> None:
        page = read(self.url, "county")
        assert "640422 安排 480" in page
        assert "640323 安排" not in page
        assert f"county-{YANCHI}" not in page
        assert "9 个县中 8 个县有数" in page
        assert '"name": "\\u76d0\\u6c60"' not in page

    def test_comparison_shows_the_others_to_who_sees_all(self, read: Read) -> None:
        assert "作为比较的县" in read(promise(TILT))
        assert "作为比较的县" not in read(promise(TILT), "county")

    def test_the_region_is_shown_to_all(self, read: Read) -> None:
        for role in ("province", "county", "village"):
            assert "640000 安排 720" in read(promise(REGIONAL), role)

    def test_the_administrator_sees_no_figures(self, read: Read) -> None:
        page = read(self.url, "admin")
        assert "是否够规定的数？" in page
        assert "安排 480" not in page
        assert "trend-data" not in page

    def test_its_sentences_are_quoted(self, read: Read, policy: Pack) -> None:
        sentences = {policy.obligations[QUOTA].sentences[0]: "原来的一句。"}
        text.keep(NoticeText(number=policy.notices[NOTICE].number, title="", sentences=sentences))
        assert "<p>原来的一句。</p>" in read(self.url)

    def test_no_such_obligation(self, client_of) -> None:
        assert client_of("province").get(promise("nothing")).status_code == 404


class TestCounty:
    url = f"/counties/{XIJI}/"

    @pytest.mark.parametrize("role", ["province", "department", "assessor", "county", "township"])
    def test_who_may_sees_it(self, read: Read, role: str) -> None:
        page = read(self.url, role)
        assert "640422 安排 480" in page
        assert "常住人口" in page

    @pytest.mark.parametrize(
        ("role", "code"),
        [("county", YANCHI), ("village", YANCHI), ("admin", XIJI), ("province", "649999"),
         ("province", "640000"), ("province", "640422100")],
    )  # fmt: skip
    def test_there_is_no_other(self, client_of, role: str, code: str) -> None:
        assert client_of(role).get(f"/counties/{code}/").status_code == 404

    @pytest.mark.parametrize("role", ["county", "village"])
    def test_its_totals_are_those_of_the_notices_pages_without_the_regions(
        self, read: Read, role: str, policy: Pack
    ) -> None:
        fronts = [read(f"/notices/{notice}/", role) for notice in policy.notices]
        county = read(self.url, role)
        due, met = due_and_met(county)
        without = re.search(
            r"不含全区统一的 (\d+) 项（达成 (\d+) 项）；各份文件的页面两样都算", county
        )
        assert without
        parts = summed(map(counted_apart, fronts))
        assert parts[:2] == (due, met)
        assert parts[2:] == tuple(map(int, without.groups()))
        assert (due + parts[2], met + parts[3]) == summed(map(due_and_met, fronts))

    def test_obligations_are_ordered_and_picked_by_state(self, read: Read) -> None:
        found = re.findall(
            r'<td data-label="本期"><span class="light light-(\w+)"',
            read(f"{self.url}?sort=-status"),
        )
        severity = [Status(value).severity for value in found]
        assert severity == sorted(severity, reverse=True)
        page = read(f"{self.url}?status=not_applicable")
        found = re.findall(r'<td data-label="本期"><span class="light light-(\w+)"', page)
        assert set(found) == {"not_applicable"}


class TestUnits(PageCases):
    url = "/units/"
    ability = Ability.READ

    def test_each_lead_unit_has_its_count(self, read: Read, policy: Pack) -> None:
        page = read("/units/")
        led = sum("自然资源厅" in one.leads for one in policy.obligations.values())
        assert re.search(
            rf'自然资源厅</a></th>\s*<td data-label="承诺" class="number">{led}<', page
        )


class TestUnit(PageCases):
    url = "/units/自然资源厅/"
    ability = Ability.READ

    def test_it_lists_what_the_unit_leads(self, read: Read, policy: Pack) -> None:
        page = read(self.url)
        led = {one.id for one in policy.obligations.values() if "自然资源厅" in one.leads}
        assert listed(page) == led

    def test_the_unit_is_told_what_it_owes(self, read: Read) -> None:
        own = read(self.url, "department", unit="自然资源厅")
        assert "新增建设用地计划指标安排" in own
        assert "晚了" in own

    def test_others_are_not_told(self, read: Read) -> None:
        assert "要填的台账" not in read(self.url, "department", unit="医保局")
        assert "要填的台账" not in read(self.url, "county")

    def test_what_the_unit_told_is_listed(self, read: Read) -> None:
        assert "unit-told" not in read(self.url)
        row = {"牵头单位": "自然资源厅", "政策事项": "用地支持措施", "适用地": "640000000000"}
        other = row | {"牵头单位": "教育厅", "政策事项": "自然资源厅会同办理"}
        keep_rows(ledger("policies"), [row, other])
        page = read(self.url)
        assert "部委政策与我区贯彻措施</a> 1 条" in page
        assert "用地支持措施" in page
        assert "会同办理" not in page

    def test_no_such_unit(self, client_of) -> None:
        assert client_of("province").get("/units/没有/").status_code == 404


class TestMap(PageCases):
    url = f"{FRONT}map/"
    ability = Ability.READ

    def test_the_same_figures_stand_beside(self, read: Read, policy: Pack) -> None:
        page = read(f"{FRONT}map/?promise={QUOTA}")
        assert page.count('<td data-label="数值"') == 22
        assert '"label": "\\u672a\\u8fbe\\u6210"' in page
        assert "审图号" in page
        assert "待核实" in page

    def test_a_county_sees_its_own_colour(self, read: Read) -> None:
        page = read(f"{FRONT}map/", "county")
        assert page.count("不在你的范围内") == 21


class TestBorders(PageCases):
    url = "/counties.geojson"
    ability = Ability.READ


class TestExports:
    class TestDashboard(PageCases):
        url = f"{FRONT}export.xlsx"
        ability = Ability.EXPORT

    class TestMap(PageCases):
        url = f"{FRONT}map/export.xlsx"
        ability = Ability.EXPORT

    class TestCounty(PageCases):
        url = f"/counties/{XIJI}/export.xlsx"
        ability = Ability.EXPORT

    def workbook(self, client: Client, url: str) -> openpyxl.Workbook:
        return openpyxl.load_workbook(BytesIO(b"".join(client.get(url).streaming_content)))

    def test_what_is_filtered_is_written_and_logged(self, client_of, policy: Pack) -> None:
        book = self.workbook(client_of("province"), f"{FRONT}export.xlsx?clause={CLAUSE}")
        titles = {row[1] for row in book["承诺"].iter_rows(min_row=2, values_only=True)}
        assert titles == {one.title for one in policy.obligations.values() if one.clause == CLAUSE}
        assert Event.objects.get(action=Action.EXPORT).target == f"承诺落实情况 {len(titles)} 项"

    def test_a_county_page_is_written_as_it_stands(self, client_of) -> None:
        client = client_of("province")
        link = f"/counties/{XIJI}/export.xlsx?day=2023-12-31&amp;status=breached"
        page = client.get(f"/counties/{XIJI}/?day=2023-12-31&status=breached").content.decode()
        assert link in page
        book = self.workbook(client, link.replace("&amp;", "&"))
        rows = list(book["承诺"].iter_rows(min_row=2, values_only=True))
        assert {row[3] for row in rows} == {"未达成"}
        assert [(*row[2:5], *row[6:9]) for row in rows if row[1].endswith("600亩")] == [
            ("自然资源厅", "未达成", "未达成", 480, 600, "亩")
        ]
        told = Event.objects.get(action=Action.EXPORT).target
        assert told == f"西吉县承诺落实情况 {len(rows)} 项"

    def test_another_county_is_not_there(self, client_of) -> None:
        assert client_of("county").get("/counties/640323/export.xlsx").status_code == 404

    def test_a_unit_page_leads_to_its_obligations(self, client_of) -> None:
        page = client_of("province").get("/units/自然资源厅/?day=2023-12-31").content.decode()
        assert "/export.xlsx?day=2023-12-31&amp;unit=" in page

    def test_a_county_gets_its_own_row(self, client_of) -> None:
        book = self.workbook(client_of("county"), f"{FRONT}map/export.xlsx?promise={QUOTA}")
        rows = list(book["各县"].iter_rows(min_row=2, values_only=True))
        assert [row[1] for row in rows] == ["西吉县"]
        assert Event.objects.get(action=Action.EXPORT).area == XIJI

    def test_a_limit_from_above_is_a_number_that_reads_as_one(
        self, policy: Pack, results, tmp_path: Path
    ) -> None:
        limit = replace(next(one for one in results if one.county == XIJI), at_most=True)
        limit = replace(limit, target=Decimal(600))
        row = ObligationRow(policy.obligations[limit.id], (limit,), View(Sight(None, "640000")))
        path = tmp_path / "各县.xlsx"
        with board_workbook(policy, [row], date(2023, 12, 31)) as file:
            path.write_bytes(file.read())
        cell = openpyxl.load_workbook(path)["各县"].cell(2, 8)
        assert (cell.value, cell.number_format) == (600, '"≤ "General')


class TestWords:
    def test_a_obligation_says_what_it_would_take_to_measure_it(
        self, client_of, shown: list[Moment]
    ) -> None:
        page = client_of("province").get(promise("finance-institution-tilt")).content.decode()
        assert "要量得更准，还需要：" in page
        assert "文件表述为“鼓励”" in page
        assert "事项编号是“产品、信贷、转移定价、绩效考核向重点帮扶县倾斜”" in page
        assert "编号</dt>" not in page

    def test_the_level_of_a_division_is_told_in_words(self, client_of, shown: list[Moment]) -> None:
        page = client_of("province").get(promise("finance-township-bank")).content.decode()
        assert "所在地填到乡镇，没有填到村" in page
        assert "符合样式" not in page
