"""The notice's pages in a real browser: they fit, the slider moves the list, the map is drawn."""

import re

import pytest
from playwright.sync_api import Page, expect

from luoshi.site.notices.services.results import Moment

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("shown"),
]

PHONE, DESK = 360, 1440
PAGES = (
    "/notices/2021-26/",
    "/notices/2021-26/promises/land-quota/",
    "/counties/640422/",
    "/notices/2021-26/map/",
    "/units/",
    "/units/自然资源厅/",
)


@pytest.fixture
def dashboard(page: Page, live_server) -> Page:
    """A page that shows the notice as a dashboard."""
    page.goto(f"{live_server.url}/notices/2021-26/")
    return page


def test_pages_fit_and_break_no_rule(page: Page, live_server, complaints: list[str]) -> None:
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        for path in PAGES:
            page.goto(live_server.url + path)
            fits = "document.documentElement.scrollWidth <= window.innerWidth"
            assert page.evaluate(fits), (width, path)
    assert complaints == []


def test_the_slider_moves_the_list_and_the_address(
    page: Page, live_server, shown: list[Moment], complaints: list[str]
) -> None:
    page.goto(f"{live_server.url}/notices/2021-26/")
    slider = page.get_by_role("slider", name="看哪一天")
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator("#calendar-said")).to_contain_text("2021 年 1 月 1 日")
    expect(page).to_have_url(re.compile(r"/\?day=2021-01-01$"))
    expect(page.get_by_label("日期", exact=True)).to_have_value("2021-01-01")
    assert shown[-1].day.isoformat() == "2021-01-01"
    page.get_by_label("日期", exact=True).fill("2022-06-30")
    expect(page.locator("#calendar-said")).to_contain_text("2022 年 6 月 30 日")
    expect(slider).to_have_attribute("aria-valuetext", "2022 年 6 月 30 日")
    page.go_back()
    expect(page.locator("#calendar-said")).to_contain_text("2021 年 1 月 1 日")
    expect(page.get_by_label("日期", exact=True)).to_have_value("2021-01-01")
    page.wait_for_load_state()  # until then nobody listens to the way forward
    page.go_forward()
    expect(page.get_by_label("日期", exact=True)).to_have_value("2022-06-30")
    page.get_by_role("link", name="地图与各县").click()
    expect(page).to_have_url(re.compile(r"/map/\?day=2022-06-30$"))
    assert complaints == []


def test_states_and_units_narrow_the_list(page: Page, live_server) -> None:
    page.goto(f"{live_server.url}/notices/2021-26/")
    page.get_by_role("combobox", name="牵头单位").select_option("自然资源厅")
    page.get_by_text("有风险", exact=True).first.click()
    expect(page.get_by_text("没有符合条件的承诺")).to_be_visible()
    expect(page).to_have_url(re.compile("unit=.*status=at_risk$"))


def test_the_map_is_drawn_and_saved(page: Page, live_server, complaints: list[str]) -> None:
    page.goto(f"{live_server.url}/notices/2021-26/map/?promise=2021-26/land-quota")
    expect(page.locator("[data-map] svg text", has_text="西吉").first).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="存为图片").click()
    assert saved.value.suggested_filename.endswith("_2023-12-31.png")
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")
    assert complaints == []


def test_the_years_are_drawn(page: Page, live_server, complaints: list[str]) -> None:
    page.goto(f"{live_server.url}/notices/2021-26/promises/land-quota/")
    expect(page.locator("[data-trend] svg text", has_text="2022年")).to_be_visible()
    assert complaints == []


def test_a_range_is_drawn_between_its_two_bounds(page: Page, live_server) -> None:
    page.goto(f"{live_server.url}/notices/2021-26/promises/demo-villages/")
    for name in ("下限", "上限", "平均"):
        expect(page.locator("[data-trend] svg text", has_text=name)).to_be_visible()


def test_the_head_follows_the_slider(dashboard: Page) -> None:
    dashboard.get_by_label("日期", exact=True).fill("2025-06-30")
    expect(dashboard.locator("#term-state")).to_contain_text(
        "到 2025 年 6 月 30 日，执行期限还剩 184 天"
    )


def test_on_a_phone_counts_say_what_they_count(dashboard: Page) -> None:
    dashboard.set_viewport_size({"width": 390, "height": 844})
    said = "(cell) => getComputedStyle(cell, '::after').content"
    assert dashboard.locator(".obligation .col-others .mini").first.evaluate(said) == '" 个县"'


def test_on_a_phone_the_lights_stand_in_one_row(dashboard: Page) -> None:
    dashboard.set_viewport_size({"width": PHONE, "height": 844})
    cells = dashboard.locator(".obligation", has=dashboard.locator(".cell")).first.locator(".cell")
    expect(cells).to_have_count(9)
    tops = cells.evaluate_all("cells => cells.map((one) => one.getBoundingClientRect().top)")
    assert len(set(tops)) == 1


def test_on_a_phone_the_two_lights_say_which_is_which(dashboard: Page) -> None:
    """Also where there is no value: then 本期 and 全期 stand in one row all the same."""
    dashboard.set_viewport_size({"width": PHONE, "height": 844})
    asked = dashboard.locator(".obligation", has=dashboard.locator(".col-term .light"))
    said = """rows => rows.map((row) => ['.col-state', '.col-term'].map((name) => {
        const cell = row.querySelector(name)
        return [getComputedStyle(cell, '::before').content, cell.getBoundingClientRect().top]
    }))"""
    lights = asked.evaluate_all(said)
    assert {(state[0], term[0]) for state, term in lights} == {('"本期"', '"全期"')}
    assert {state[1] - term[1] for state, term in lights} == {0}
    assert asked.locator(".nothing").count()


def test_on_a_phone_no_count_is_cut_off(page: Page, live_server) -> None:
    page.set_viewport_size({"width": PHONE, "height": 844})
    page.goto(f"{live_server.url}/notices/2021-26/map/")
    counts = page.locator(".map-table .mini")
    expect(counts.first).to_be_visible()
    ends = counts.evaluate_all("all => all.map((one) => one.getBoundingClientRect().right)")
    assert max(ends) <= PHONE
