"""Topics in a real browser: they fit, charts are drawn, the year and the figure change them."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("money"),
]

PHONE, DESK = 360, 1440
PAGES = (
    "/topics/?year=2024",
    "/topics/money/?year=2024",
    "/topics/land/?year=2024",
    "/topics/credit/?year=2024",
    "/topics/posts/?year=2024",
    "/topics/money/watches/money-no-project/?year=2024",
    "/topics/credit/watches/credit-no-service/?year=2024",
)


def test_pages_fit_and_break_no_rule(page: Page, live_server, complaints: list[str]) -> None:
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        for path in PAGES:
            page.goto(live_server.url + path)
            fits = "document.documentElement.scrollWidth <= window.innerWidth"
            assert page.evaluate(fits), (width, path)
    assert complaints == []


def test_the_chart_follows_the_heading_and_the_list(
    page: Page, live_server, complaints: list[str]
) -> None:
    page.goto(f"{live_server.url}/topics/money/?year=2024")
    expect(page.locator("[data-bars] svg text", has_text="西吉县")).to_be_visible()
    page.get_by_role("link", name="支出进度", exact=True).click()
    expect(page.locator(".chart-title")).to_contain_text("支付和进度：支出进度")
    expect(page.locator("[data-bars] svg text", has_text="▲ 10")).to_be_visible()
    page.get_by_label("画哪个数").select_option("fee-share")
    expect(page.locator(".chart-title")).to_contain_text("管理费占当年资金")
    assert complaints == []


def test_year_and_county_change_the_page_and_the_address(
    page: Page, live_server, complaints: list[str]
) -> None:
    page.goto(f"{live_server.url}/topics/money/?year=2024")
    page.get_by_label("县（市、区）").select_option("640422")
    expect(page.locator(".topic-said")).to_contain_text("西吉县")
    assert "area=640422" in page.url
    page.get_by_label("年度").select_option("2023")
    expect(page.locator(".topic-said")).to_contain_text("2023 年 12 月 31 日")
    page.go_back()
    expect(page.locator(".topic-said")).to_contain_text("2024 年 12 月 31 日")
    assert complaints == []


def test_from_a_watch_to_the_record(page: Page, live_server) -> None:
    page.goto(f"{live_server.url}/topics/money/?year=2024")
    page.get_by_role("link", name="支付用在负面清单上").click()
    page.get_by_role("link", name="台账记录").click()
    expect(page.get_by_text("楼堂馆所").first).to_be_visible()
