"""The lists, numbers and rules beside the cases fit a phone, and their filters fold away."""

import pytest
from casework_cases import CaseOf
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]

PASSWORD = "一个-够长的-口令9"
PATHS = (
    "",
    "answers/",
    "feedback/",
    "needs/",
    "rules/",
    "surveys/",
    "surveys/open/",
    "statistics/",
)


def test_every_page_beside_the_cases_fits(
    browser: Browser, live_server: LiveServer, user_of, case_of: CaseOf, complaints: list[str]
) -> None:
    case_of()
    page = browser.new_page(viewport={"width": 360, "height": 780}, locale="zh-CN")
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.goto(f"{live_server.url}/cases/")
    page.get_by_label("用户名").fill(user_of("county").username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    for path in PATHS:
        page.goto(f"{live_server.url}/cases/{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
    expect(page.get_by_label("事项").first).to_be_hidden()
    page.locator(".fold-label").click()
    expect(page.get_by_label("事项").first).to_be_visible()
    assert complaints == []
