"""A phone without scripts: from the village to the number, and what became of it."""

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]


def test_a_farmer_applies_without_scripts(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, java_script_enabled=False, locale="zh-CN"
    )
    page = context.new_page()
    page.goto(f"{live_server.url}/apply/")
    page.get_by_label("县").select_option("西吉县")
    page.get_by_role("button", name="下一步").click()
    page.locator("select").select_option("吉强镇")
    page.get_by_role("button", name="下一步").click()
    page.locator("select").select_option(index=1)
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("户主姓名").fill("马志明")
    page.get_by_label("联系电话", exact=True).fill("13895112233")
    page.get_by_label("房子不安全").check()
    page.get_by_label("以上属实").check()
    for control in page.locator("form button, form label:has(input)").all():
        box = control.bounding_box()
        assert box is not None
        assert box["height"] >= 40
        assert box["x"] + box["width"] <= 360
    page.get_by_role("button", name="提交申报").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("已收到")
    number = page.locator(".public-number").inner_text()
    page.get_by_role("link", name="查询").click()
    page.get_by_label("申报编号").fill(number)
    page.get_by_label("联系电话后四位").fill("2233")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_text("已收到，等待村里登记")).to_be_visible()
    assert number not in page.url
    context.close()
