"""A phone without a signal: nothing filled is lost, nothing sent twice, conflicts are shown."""

from collections.abc import Callable, Iterator

import pytest
from casework_cases import Act, CaseOf
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from luoshi.site.accounts.models import User
from luoshi.site.processes.models import Case, Event

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]

PASSWORD = "一个-够长的-口令9"


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN")
    yield context
    context.close()


@pytest.fixture
def walker(
    phone: BrowserContext,
    live_server: LiveServer,
    user_of: Callable[..., User],
    case_of: CaseOf,
    act: Act,
) -> Page:
    """A village's user before the worklist, with one case to visit taken along."""
    act(case_of(), "county", "dispatch")
    page = phone.new_page()
    page.goto(f"{live_server.url}/cases/")
    page.get_by_label("用户名").fill(user_of("village").username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("link", name="马志明")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready")
    page.reload()
    page.get_by_role("button", name="存到手机").click()
    expect(page.get_by_text("没信号也能打开")).to_be_visible()
    return page


def visit(page: Page, live_server: LiveServer) -> None:
    """Fill the visit form and send it."""
    case = Case.objects.get()
    page.goto(f"{live_server.url}/cases/{case.pk}/move/verify/")
    page.get_by_label("因病").check()
    page.get_by_label("核实情况").fill("住院")
    page.get_by_role("button", name="核实属实").click()


def verified() -> int:
    return Event.objects.filter(move="verify").count()


def test_a_visit_without_a_signal_is_sent_later_and_once(
    walker: Page, phone: BrowserContext, live_server: LiveServer
) -> None:
    phone.set_offline(True)
    visit(walker, live_server)
    expect(walker.get_by_text("已存在这台设备里").first).to_be_visible()
    assert verified() == 0
    walker.goto(f"{live_server.url}/cases/")
    expect(walker.get_by_text("等信号自动送出")).to_be_visible()
    phone.set_offline(False)
    walker.goto(f"{live_server.url}/cases/")
    expect(walker.get_by_text("等信号自动送出")).to_have_count(0)
    expect(walker.locator("[data-outbox]")).to_be_hidden()
    assert verified() == 1
    case = Case.objects.get()
    assert (case.stage, case.facts["致贫返贫风险"], case.facts["核实情况"]) == (
        "verified",
        "因病",
        "住院",
    )
    walker.reload()
    expect(walker.locator("[data-outbox]")).to_be_hidden()
    assert verified() == 1


def test_an_answer_lost_on_the_way_is_not_done_twice(walker: Page, live_server: LiveServer) -> None:
    lost = []

    def lose_the_answer(route) -> None:  # type: ignore[no-untyped-def]
        if not lost:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    walker.route("**/move/verify/", lambda route: route.fallback())
    case = Case.objects.get()
    walker.goto(f"{live_server.url}/cases/{case.pk}/move/verify/")
    walker.route("**/move/verify/", lose_the_answer)
    walker.get_by_label("因病").check()
    walker.get_by_role("button", name="核实属实").click()
    expect(walker.get_by_text("已存在这台设备里").first).to_be_visible()
    assert verified() == 1
    walker.goto(f"{live_server.url}/cases/")
    expect(walker.locator("[data-outbox]")).to_be_hidden()
    assert verified() == 1


def test_a_conflict_is_shown_and_what_was_filled_is_kept(
    walker: Page, phone: BrowserContext, live_server: LiveServer, act: Act
) -> None:
    phone.set_offline(True)
    visit(walker, live_server)
    expect(walker.get_by_text("已存在这台设备里").first).to_be_visible()
    case = act(Case.objects.get(), "village", "return-lead", note="先退回")
    act(case, "county", "dispatch")
    phone.set_offline(False)
    walker.goto(f"{live_server.url}/cases/")
    expect(walker.get_by_text("没有送出：别人先办了")).to_be_visible()
    assert verified() == 0
    walker.get_by_role("button", name="看现在的情况，用这份重填").click()
    expect(walker.get_by_label("因病")).to_be_checked()
    expect(walker.get_by_label("核实情况")).to_have_value("住院")
    walker.get_by_role("button", name="核实属实").click()
    expect(walker.get_by_text("已办好")).to_be_visible()
    assert verified() == 1


def test_a_draft_survives_leaving_the_page(walker: Page, live_server: LiveServer) -> None:
    case = Case.objects.get()
    url = f"{live_server.url}/cases/{case.pk}/move/verify/"
    walker.goto(url)
    walker.get_by_label("核实情况").fill("写到一半")
    walker.goto(f"{live_server.url}/cases/")
    walker.goto(url)
    expect(walker.get_by_label("核实情况")).to_have_value("写到一半")
    walker.get_by_role("button", name="不要草稿").click()
    expect(walker.get_by_label("核实情况")).to_have_value("")


def test_a_page_that_was_not_taken_says_there_is_no_signal(
    walker: Page, phone: BrowserContext, live_server: LiveServer
) -> None:
    phone.set_offline(True)
    walker.goto(f"{live_server.url}/cases/?tab=closed")
    expect(walker.get_by_role("heading", name="没有信号")).to_be_visible()


def test_pages_taken_along_are_forgotten_at_the_log_in_page(
    walker: Page, phone: BrowserContext, live_server: LiveServer
) -> None:
    walker.locator(".usermenu summary").click()
    walker.get_by_role("button", name="退出").click()
    expect(walker.get_by_role("button", name="登录")).to_be_visible()
    walker.wait_for_function("caches.has('luoshi-pages').then((there) => !there)")


def test_what_is_wrong_is_shown_on_the_form(walker: Page, live_server: LiveServer) -> None:
    case = Case.objects.get()
    walker.goto(f"{live_server.url}/cases/{case.pk}/move/verify/")
    walker.get_by_role("button", name="核实属实").click()
    expect(walker.get_by_text("必填").first).to_be_visible()
    assert verified() == 0


def test_a_form_sent_by_a_script_needs_the_same_rights(
    client_of: Callable[..., Client], case_of: CaseOf
) -> None:
    case = case_of()
    other = client_of("county", area="640423000000")
    url = f"/cases/{case.pk}/move/dispatch/"
    assert other.post(url, {"version": 1}, headers={"X-Outbox": "1"}).status_code == 404
    done = client_of("county").post(url, {"version": 1}, headers={"X-Outbox": "1"})
    assert done.json()["state"] == "done"
