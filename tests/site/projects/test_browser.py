"""A real browser: projects on a phone and on a desk."""

from datetime import date

import pytest
from casework_cases import UserOf
from playwright.sync_api import Browser, Page, expect
from project_cases import hang, put_down

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]

PASSWORD = "一个-够长的-口令9"
PHONE, DESK = 360, 1440


@pytest.fixture(params=[PHONE, DESK])
def page(request: pytest.FixtureRequest, browser: Browser, complaints: list[str]) -> Page:
    page = browser.new_page(viewport={"width": request.param, "height": 800}, locale="zh-CN")
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page


def test_put_down_and_find_again(
    page: Page, live_server, user_of: UserOf, complaints: list[str]
) -> None:
    user = user_of("county")
    case = put_down(user_of("province"), 项目名称="蔬菜大棚")
    hang(case, date(2025, 5, 1), date(2025, 5, 10), "入库公示")
    page.goto(f"{live_server.url}/projects/")
    page.get_by_label("用户名").fill(user.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("link", name="谋划新项目").click()
    page.get_by_label("乡级").select_option("640422100000")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_label("村级").select_option("640422100201")
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    page.get_by_label("项目名称").fill("黄牛养殖园区")
    page.get_by_label("项目类别").select_option("产业发展")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("黄牛养殖园区")
    expect(page.get_by_text("村级").first).to_be_visible()
    paths = ["/projects/", f"/projects/{case.pk}/", "/projects/assets/", "/projects/watch/",
             "/projects/labour/", "/projects/size/", "/projects/new/"]  # fmt: skip
    for path in paths:
        page.goto(live_server.url + path)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
    page.goto(f"{live_server.url}/projects/{case.pk}/")
    page.get_by_role("link", name="公示页").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("入库公示")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.goto(f"{live_server.url}/projects/")
    if page.get_by_text("筛选").first.is_visible():
        page.locator("label.fold-label").click(force=True)
    page.get_by_label("项目名称或编码").fill("大棚")
    page.get_by_label("项目名称或编码").press("Enter")
    expect(page.get_by_text("黄牛养殖园区")).to_have_count(0)
    expect(page.get_by_role("link", name="蔬菜大棚")).to_be_visible()
    assert complaints == []
