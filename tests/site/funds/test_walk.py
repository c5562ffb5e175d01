"""A slider moved in a real browser moves every county, and what cannot be is told."""

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import SCHEME, YEAR, Made

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]

PASSWORD = "一个-够长的-口令9"


@pytest.fixture(params=[1440, 360])
def page(request, browser: Browser, complaints: list[str], live_server, user_of) -> Page:
    page = browser.new_page(viewport={"width": request.param, "height": 900}, locale="zh-CN")
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(live_server.url)
    page.get_by_label("用户名").fill(user_of("province").username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(f"{live_server.url}/")
    return page


def test_a_moved_slider_moves_the_counties(page: Page, live_server, complaints: list[str]) -> None:
    page.goto(f"{live_server.url}/funds/{SCHEME}/{YEAR}/")
    county = page.locator("#result tbody", has_text="西吉县").first
    amount = county.locator(".fund-amount b")
    before = amount.inner_text()
    slider = page.get_by_role("slider", name="相关人群数量（滑块）")
    slider.focus()
    slider.press("End")
    expect(page.locator("#result")).to_contain_text("与办法不同的 1 处")
    expect(amount).not_to_have_text(before)
    expect(page.locator('[name="w:people"]')).to_have_value("100")
    county.get_by_role("button", name="西吉县").click()
    expect(county.get_by_text("权重").first).to_be_visible()
    page.locator('[name="total"]').fill("1")
    expect(page.locator("#refused")).to_contain_text("不能同时做到")
    expect(county.get_by_text("权重").first).to_be_visible()
    fits = "document.documentElement.scrollWidth <= window.innerWidth"
    assert page.evaluate(fits)
    assert complaints == []


def test_pages_fit(page: Page, live_server, draft: Made, complaints: list[str]) -> None:
    kept = draft()
    draft("另一个")
    for path in ("", f"scenarios/{kept.pk}/", f"{SCHEME}/{YEAR}/compare/"):
        page.goto(f"{live_server.url}/funds/{path}")
        expect(page.locator("main h1")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
    assert complaints == []
