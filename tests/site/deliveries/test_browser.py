"""A real browser: a department sends files, sees what they would do, and confirms; on any width."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from luoshi.site import sources

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("at_once"),
]

PASSWORD = "一个-够长的-口令9"
WIDTHS = (360, 768, 1440, 1920)


def test_send_look_and_confirm(
    browser: Browser,
    live_server,
    user_of,
    complaints: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LUOSHI_HOME", str(tmp_path / "home"))
    user = user_of("department", area="640422", unit="住房城乡建设厅")
    files = [tmp_path / f"住房_2025{month}30.csv" for month in ("06", "09")]
    for file, count in zip(files, (10, 4), strict=True):
        rows = [f"H{number},自有住房,D" for number in range(count)]
        file.write_text("\n".join(["户编号,住房状况,房屋等级", *rows]), encoding="utf-8-sig")
    page = browser.new_page(viewport={"width": 360, "height": 800}, locale="zh-CN")
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{live_server.url}/deliveries/send/?table=houses")
    page.get_by_label("用户名").fill(user.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    for file in files:
        page.goto(f"{live_server.url}/deliveries/send/?table=houses")
        page.set_input_files("#files", file)
        expect(page.get_by_label("数据截至")).to_have_value(f"2025-{file.stem[-4:-2]}-30")
        page.get_by_role("button", name="上传并核对").click()
        page.get_by_text("入库后会怎样").wait_for()
        shown = page.url
        if file == files[1]:
            page.get_by_text("6 行将不再有效").wait_for()
            page.get_by_label("我核对过，就按这样入库").check()
        page.get_by_role("button", name="入库").click()
        page.get_by_text("入库前看到的").wait_for()
    assert sources.warehouse().in_force("houses") == 4
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for path in ("/deliveries/", "/deliveries/send/", "/deliveries/tables/houses/"):
            page.goto(live_server.url + path)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        page.goto(shown)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), width
    assert complaints == []
