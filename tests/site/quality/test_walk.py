"""A real browser: exports go up, a finding is sent down and answered, an own check is written."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from quality_cases import FIRST, SECOND, UserOf, finding, home, states, written

from luoshi.site.quality.models import OwnCheck

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]

PASSWORD = "一个-够长的-口令9"
PHONE, DESK = 360, 1440
DANGEROUS = {"是否危房户": "是"}


@pytest.fixture(params=[PHONE, DESK])
def page(request: pytest.FixtureRequest, browser: Browser, complaints: list[str]) -> Page:
    page = browser.new_page(viewport={"width": request.param, "height": 800}, locale="zh-CN")
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page


def log_in(page: Page, live_server: LiveServer, username: str, path: str) -> None:
    page.context.clear_cookies()
    page.goto(live_server.url + path)
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("登录")


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


def send(page: Page, live_server: LiveServer, file: Path) -> None:
    page.goto(f"{live_server.url}/quality/upload/")
    page.locator("#files").set_input_files(file)
    expect(page.locator("[data-chosen] li")).to_have_count(1)
    fits(page)
    page.get_by_role("button", name="上传并核查").click()
    expect(page.get_by_role("link", name="看总览")).to_be_visible()
    fits(page)


def test_from_the_upload_to_the_answer_and_the_next_export(
    page: Page,
    live_server: LiveServer,
    user_of: UserOf,
    at_once: None,
    tmp_path: Path,
    complaints: list[str],
) -> None:
    county, village = user_of("county").username, user_of("village").username
    log_in(page, live_server, county, "/quality/")
    expect(page.get_by_text("还没有核查过")).to_be_visible()
    rows = [home(1, **DANGEROUS), home(2, **DANGEROUS), home(3)]
    page.goto(f"{live_server.url}/quality/upload/")
    page.locator("#files").set_input_files(written(tmp_path, rows, FIRST))
    expect(page.get_by_label("数据截至")).to_have_value(FIRST)
    send(page, live_server, written(tmp_path, rows, FIRST))
    page.get_by_role("link", name="看总览").click()
    matrix = page.locator("#matrix")
    expect(matrix.get_by_role("row", name="应纳未纳")).to_contain_text("2")
    fits(page)
    matrix.get_by_role("link", name="应纳未纳").click()
    matrix.get_by_role("link", name="脱贫户住着危房").click()
    expect(page.locator("#list tbody tr")).to_have_count(2)
    fits(page)
    page.get_by_label("全选本页").check()
    page.get_by_text("派下核实……").click()
    page.get_by_role("button", name="派下选中的").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("派下去 2 处")

    log_in(page, live_server, village, "/quality/tasks/")
    expect(page.locator("#list tbody tr")).to_have_count(2)
    fits(page)
    page.get_by_role("link", name="脱贫户住着危房").first.click()
    fault = page.locator(".cell-fault", has_text="是否危房户")
    expect(fault.get_by_role("definition")).to_have_text("是")
    fits(page)
    page.get_by_label("情况属实，申请豁免").check()
    expect(page.get_by_label("豁免到哪一天")).to_be_visible()
    page.get_by_label("已在国家系统改正").check()
    expect(page.get_by_label("豁免到哪一天")).to_be_hidden()
    page.get_by_role("button", name="答复").click()
    expect(page.get_by_text("已答复")).to_be_visible()

    log_in(page, live_server, county, "/quality/upload/")
    send(page, live_server, written(tmp_path, [home(1), home(2), home(3)], SECOND))
    assert states() == {"0001": "mended", "0002": "mended"}
    page.goto(f"{live_server.url}/quality/findings/{finding(1).pk}/")
    expect(page.locator(".run-line li").last).to_contain_text("已改正")
    page.goto(f"{live_server.url}/quality/")
    expect(page.locator(".trend-chart svg")).to_be_visible()
    fits(page)
    assert complaints == []


def test_an_own_check_is_completed_tried_and_saved(
    page: Page,
    live_server: LiveServer,
    user_of: UserOf,
    at_once: None,
    tmp_path: Path,
    complaints: list[str],
) -> None:
    log_in(page, live_server, user_of("county").username, "/quality/upload/")
    send(page, live_server, written(tmp_path, [home(1, 户联系电话="138"), home(2)], FIRST))
    page.goto(f"{live_server.url}/quality/own/new/")
    page.get_by_label("查什么").fill("电话只有三位")
    box = page.get_by_label("条件")
    box.press_sequentially("户联系")
    offered = page.get_by_role("option", name="户联系电话")
    expect(offered).to_be_visible()
    box.press("Enter")
    expect(box).to_have_value("户联系电话")
    expect(page.locator("#trial")).to_contain_text("这里要条件")
    box.press_sequentially(" = '138' and 是否危房户 = '")
    expect(page.get_by_role("option", name="否")).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    box.press_sequentially("'")
    expect(box).to_have_value("户联系电话 = '138' and 是否危房户 = '否'")
    expect(page.locator(".trial-count")).to_contain_text("查到 1 处")
    fits(page)
    page.get_by_role("button", name="存下并启用").click()
    expect(page.get_by_text("已存为第 1 版，试查 1 处")).to_be_visible()
    fits(page)
    assert OwnCheck.objects.get().rule == "县-001"
    assert complaints == []
