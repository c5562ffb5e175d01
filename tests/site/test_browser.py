"""A real browser: the pages fit a phone and break no rule of their own."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]

PASSWORD = "一个-够长的-口令9"
PHONE, DESK = 360, 1440


@pytest.fixture(params=[PHONE, DESK])
def page(request: pytest.FixtureRequest, browser: Browser, complaints: list[str]) -> Page:
    page = browser.new_page(viewport={"width": request.param, "height": 800}, locale="zh-CN")
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page


def test_log_in_and_read(page: Page, live_server, user_of, complaints: list[str]) -> None:
    user = user_of("province")
    page.goto(f"{live_server.url}/audit/")
    page.get_by_label("用户名").fill(user.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("操作日志")
    page.get_by_role("search").get_by_label("操作", exact=True).select_option("export")
    page.get_by_text("没有符合条件的记录").wait_for()
    for path in ("/", "/audit/", "/account/", "/account/password/"):
        page.goto(live_server.url + path)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
    page.locator(".usermenu summary").click()
    page.get_by_role("button", name="退出").click()
    page.get_by_role("button", name="登录").wait_for()
    assert complaints == []
