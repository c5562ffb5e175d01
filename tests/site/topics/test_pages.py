"""Pages of topics: figures, watches, charts, rows that were found."""

import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries
from rights_cases import PageCases

from luoshi.pack import Pack
from luoshi.site.ledgers.models import Record
from luoshi.site.rights import Ability
from luoshi.site.topics.views import pages

pytestmark = pytest.mark.django_db

XIJI, YUANZHOU, VILLAGE = "640422", "640402", "640422100201"
Keep = Callable[..., Record]
Read = Callable[..., str]


def plain(html: str) -> str:
    """The text of a page below its bar, on one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.partition("<main")[2] or html))


class TestIndex(PageCases):
    url = "/topics/"
    ability = Ability.READ


def test_the_index_tells_how_many_places_ask_for_a_look(
    money: dict[str, Record], read: Read
) -> None:
    text = plain(read("/topics/?year=2024"))
    for title in ("资金", "土地", "信贷", "岗位和人员"):
        assert title in text
    assert re.search(r"已到位 2,000 万元 已支付 1,050 万元 支出进度 52\.5%", text)
    # Two payments without a project, one forbidden, one county behind, one short of industry.
    assert "5 处要看，出自 14 条监管规则中的 4 条" in re.sub(r" (?=处)", " ", text)


def test_a_topic_shows_each_county_with_its_bounds(money: dict[str, Record], read: Read) -> None:
    html = read("/topics/money/?year=2024")
    text = plain(html)
    assert "西吉县 1,000 100 10% 低于 90%" in text
    assert "原州区 1,000 950 95% 100%" in text
    assert "各县合计 2,000 1,050 52.5%" in text
    assert "乡村振兴重点帮扶县平均" in text
    assert "1 个县不在范围" in text
    assert "兴庆区 — —" in text
    assert "暂定" in html
    assert "“资金”里没有记录" not in text


def test_watches_are_counted_and_the_quiet_ones_named(money: dict[str, Record], read: Read) -> None:
    text = plain(read("/topics/money/?year=2024"))
    assert "支付没有对应的项目 错误 2 处" in text
    assert "支付用在负面清单上" in text
    assert "没有发现的 10 条" in text


def test_formulas_are_told_in_words_with_their_parameters(
    money: dict[str, Record], read: Read
) -> None:
    text = plain(read("/topics/money/?year=2024"))
    assert "除以 本县当期资金安排中金额合计" in text
    assert "支出进度落后序时进度多少就预警（0.1）" in text
    assert "本系统设定，未见规定" in text
    assert "再加 上年结转" in text


def test_a_county_may_be_looked_at_alone(money: dict[str, Record], read: Read) -> None:
    text = plain(read(f"/topics/money/?year=2024&area={XIJI}"))
    assert "西吉县 。数字由台账" in text
    assert "原州区 1,000" not in text
    assert "各县合计 2,000" in text
    assert "支付没有对应的项目 错误 1 处" in text


def test_the_ledgers_behind_are_a_click_away(money: dict[str, Record], read: Read) -> None:
    html = read(f"/topics/money/?year=2024&area={XIJI}")
    assert 'href="/ledgers/fund_payments/?county=640422000000&amp;year=2024"' in html
    assert "依据的台账" in html
    assert "/ledgers/finance_outlets/?" in read("/topics/credit/?year=2024")


def test_what_makes_no_sense_means_the_usual(money: dict[str, Record], read: Read) -> None:
    usual = plain(read("/topics/money/"))
    for query in ("?year=1900", "?year=x&day=y", "?area=999999", "?day=2031-01-01", "?figure=x"):
        assert plain(read(f"/topics/money/{query}")) == usual, query


def test_a_day_asks_for_its_year(keep: Keep, read: Read) -> None:
    text = plain(read("/topics/money/?day=2023-06-30"))
    assert "2023 年 1 月 1 日至 2023 年 6 月 30 日" in text
    assert "序时进度" in text
    assert "50%" in text


def test_a_watch_lists_its_rows_and_leads_to_the_record(
    money: dict[str, Record], read: Read
) -> None:
    html = read("/topics/money/watches/money-forbidden/?year=2024")
    text = plain(html)
    assert "支付用途是“机关运转经费”、“交通工具和通讯设备”、“楼堂馆所”" in text
    assert "追回资金，核实责任" in text
    assert "西吉县 单2 支付日期 2024年6月1日 支付金额 100 支付用途 楼堂馆所" in text
    assert f'href="/ledgers/records/{money["forbidden"].pk}/"' in html


def test_a_watch_of_counties_tells_its_numbers(money: dict[str, Record], read: Read) -> None:
    html = read("/topics/money/watches/money-behind/?year=2024")
    assert "西吉县 全县 支出进度 10% 序时进度 100% 到位 1,000 当年支付 100" in plain(html)
    assert 'href="/topics/money/?year=2024&amp;area=640422"' in html


def test_a_watch_of_places_names_them(keep: Keep, policy: Pack, read: Read) -> None:
    text = plain(read(f"/topics/credit/watches/credit-no-bank/?year=2024&area={XIJI}"))
    townships = policy.areas.children("640422000000")
    assert f"{len(townships)} 处" in text
    assert townships[0].label in text


def test_long_lists_have_pages(keep: Keep, read: Read) -> None:
    for number in range(60):
        keep("land_use", 批复文号=f"批{number:02d}")
    first = read("/topics/land/watches/land-misused/?year=2024")
    assert "共 <b>60</b> 条，第 1–50 条" in first
    assert "批55" in read("/topics/land/watches/land-misused/?year=2024&page=2")


def test_a_chart_draws_the_year_and_the_years(money: dict[str, Record], read: Read) -> None:
    html = read("/topics/money/chart/?year=2024&figure=progress")
    bars = json.loads(re.search(r'id="bars-data"[^>]*>(.+?)</script>', html)[1])  # type: ignore[index]
    assert dict(zip(bars["names"], bars["values"], strict=True)) == {"原州区": 95, "西吉县": 10}
    assert bars["off"] == [False, True]
    assert bars["texts"] == ["95%", "10%"]
    assert "trend-data" not in html


def test_years_are_drawn_where_there_are_two(keep: Keep, read: Read) -> None:
    for year, amount in ((2023, 800), (2024, 1000)):
        keep("fund_allocation", 年度=year, 金额=Decimal(amount))
    html = read("/topics/money/chart/?year=2024&figure=arrived")
    drawn = json.loads(re.search(r'id="trend-data"[^>]*>(.+?)</script>', html)[1])  # type: ignore[index]
    assert drawn["periods"] == ["2021年", "2022年", "2023年", "2024年"]
    (line,) = (one for one in drawn["series"] if one["name"] == "西吉县")
    assert line["values"] == [None, None, 800, 1000]
    assert drawn["mean"] == [None, None, 800, 1000]
    assert "西吉县 — — 800 1,000" in plain(html)


def test_both_readings_are_marked(keep: Keep, read: Read) -> None:
    for county, year, balance in (
        (XIJI, 2023, 100), (XIJI, 2024, 150), (YUANZHOU, 2023, 900), (YUANZHOU, 2024, 990),
        ("640000", 2023, 1000), ("640000", 2024, 1190),
    ):  # fmt: skip
        keep("loans", county, 年度=year, 贷款余额=Decimal(balance))
    text = plain(read("/topics/credit/?year=2024"))
    assert "农业银行 1,140 14% 不快于全区 30% 快于全区 16.5%" in text


@pytest.mark.slow
def test_every_topic_and_watch_opens_without_a_record(
    policy: Pack, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "localdate", lambda: date(2025, 6, 30))
    for topic in policy.topics.values():
        assert topic.title in read(f"/topics/{topic.id}/")
        for group in topic.groups:
            assert group.figures[0].title in read(
                f"/topics/{topic.id}/chart/?figure={group.figures[0].id}"
            )
        for watch in topic.watches:
            assert watch.title in read(f"/topics/{topic.id}/watches/{watch.id}/")


@pytest.mark.parametrize(
    "path", ["nothing/", "money/watches/nothing/", "money/watches/land-misused/"]
)
def test_what_is_not_there_is_not_found(client_of, path: str) -> None:
    assert client_of("province").get(f"/topics/{path}").status_code == 404


def test_what_is_worked_out_is_remembered(
    client_of, money: dict[str, Record], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of("province")
    client.get("/topics/money/?year=2024")
    # The session, the account, how far each ledger has come, and what is declared of it.
    with django_assert_num_queries(4):
        assert client.get("/topics/money/?year=2024").status_code == 200
