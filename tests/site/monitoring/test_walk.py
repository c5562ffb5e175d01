"""A real browser: from log-in over the worklist to a dismissed lead, on a desk and on a phone."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from small_province import DAY, Province, number_of

from luoshi.screening import Screening
from luoshi.site.accounts.models import User
from luoshi.site.monitoring.models import Lead
from luoshi.site.monitoring.services.publishing import publish

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]

PASSWORD = "一个-够长的-口令9"
PHONE, DESK = 360, 1440


@pytest.fixture(params=[PHONE, DESK])
def page(request: pytest.FixtureRequest, browser: Browser, complaints: list[str]) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": request.param, "height": 800}, locale="zh-CN")
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.close()


@pytest.fixture
def walker(
    page: Page,
    live_server: LiveServer,
    usual: tuple[Province, Screening],
    user_of: Callable[..., User],
) -> Page:
    """A county's user, logged in, before the worklist."""
    province, screening = usual
    publish(province.pack, screening, province.engine)
    page.goto(f"{live_server.url}/leads/")
    page.get_by_label("用户名").fill(user_of("county").username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(f"{live_server.url}/leads/")
    return page


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def unfold(page: Page) -> None:
    """On a phone the filters are folded away."""
    if page.viewport_size["width"] == PHONE:
        page.locator(".fold-label").click()


def test_from_log_in_to_a_dismissed_lead(walker: Page, complaints: list[str]) -> None:
    expect(walker.get_by_role("heading", level=1)).to_have_text("预警户")
    expect(walker.locator(".worklist-link")).to_have_text(["马志明", "王建国"])
    assert fits(walker)

    unfold(walker)
    walker.get_by_role("search").get_by_label("风险类型").select_option("因学")
    expect(walker.locator(".worklist-link")).to_have_text(["马志明"])
    expect(walker).to_have_url(re.compile("risk="))

    walker.get_by_role("link", name="马志明").click()
    expect(walker.get_by_role("heading", level=1)).to_contain_text("马志明")
    expect(walker.get_by_text("白血病").first).to_be_attached()
    assert fits(walker)

    lead = walker.locator(".lead", has_text="适龄儿童少年失学")
    lead.get_by_text("规则怎么算").click()
    expect(lead.get_by_text("条件", exact=True)).to_be_visible()
    lead.get_by_text("只排除这条线索").click()
    lead.get_by_label("说明").fill("已经复学")
    lead.get_by_role("button", name="问题已经解决").click()
    expect(walker.get_by_text("线索已排除")).to_be_visible()
    assert Lead.objects.get(rule="out-of-school").state == "closed"
    expect(walker.locator(".lead-closed")).to_contain_text("排除：问题已经解决。已经复学")

    walker.get_by_role("button", name="恢复待核实").click()
    expect(walker.get_by_text("线索已恢复待核实")).to_be_visible()
    expect(walker.locator(".lead-open", has_text="排除：问题已经解决")).to_have_count(1)
    assert complaints == []


def test_wide_tables_are_read_without_scrolling(walker: Page) -> None:
    walker.get_by_role("link", name="马志明").click()
    tables = walker.locator(".sheet .table-scroll")
    expect(tables.first).to_be_visible()
    for table in tables.all():
        assert table.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_the_division_is_chosen_step_by_step(walker: Page, complaints: list[str]) -> None:
    unfold(walker)
    walker.get_by_label("乡镇").select_option("火石寨乡")
    expect(walker.locator(".worklist-link")).to_have_text(["王建国"])
    walker.get_by_label("村", exact=True).select_option("沙岗村")
    expect(walker).to_have_url(re.compile("village=640422215205"))
    walker.get_by_role("link", name=re.compile("^红色")).click()
    expect(walker.get_by_text("没有符合条件的户")).to_be_visible()
    walker.go_back()
    expect(walker.locator(".worklist-link")).to_have_text(["王建国"])
    assert complaints == []


def test_an_id_number_is_shown_on_demand(walker: Page, complaints: list[str]) -> None:
    walker.get_by_role("link", name="马志明").click()
    expect(walker.get_by_text(number_of("李秀英"))).to_have_count(0)
    row = walker.locator(".members li", has_text="李秀英")
    row.get_by_role("button").click()
    expect(walker.get_by_text(number_of("李秀英"))).to_be_visible()
    assert number_of("李秀英") not in walker.url
    assert fits(walker)
    assert complaints == []


def test_the_worklist_comes_as_an_excel_file(walker: Page) -> None:
    with walker.expect_download() as download:
        walker.get_by_role("link", name="导出 Excel").click()
    assert download.value.suggested_filename == f"预警户_{DAY}.xlsx"


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_a_thumb_can_hit_everything_that_acts(walker: Page) -> None:
    Lead.objects.filter(rule="out-of-school").update(state="closed")
    walker.get_by_role("link", name="马志明").click()
    expect(walker.get_by_role("button", name="恢复待核实")).to_be_visible()
    acting = ".lead-close summary, .lead-closed .btn, .id-number button"
    for control in walker.locator(acting).all():
        box = control.bounding_box()
        assert box is not None
        assert box["height"] >= 40
