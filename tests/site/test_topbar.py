"""The top bar at every width, for every role: one line of brand and place, nothing cut off."""

from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from luoshi.site import navigation
from luoshi.site.rights import Role

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]

WIDTHS = (360, 767, 768, 991, 992, 1440, 1800, 3840)
LONG_PLACE = "红寺堡区 红寺堡镇 和兴村生态移民安置区第二居民委员会"

LOOK = """() => {
  const box = (query) => document.querySelector(query).getBoundingClientRect();
  const lines = (query) => {
    const found = document.querySelector(query);
    const height = parseFloat(getComputedStyle(found).lineHeight);
    return Math.round(found.getBoundingClientRect().height / height);
  };
  const nav = document.querySelector(".topnav");
  return {
    wider: document.documentElement.scrollWidth - window.innerWidth,
    lines: [".brand span", ".usermenu-place", ".usermenu-role"].map(lines),
    apart: box(".brand").right <= box(".usermenu").left
      && box(".usermenu").right <= window.innerWidth,
    hidden: nav.scrollWidth - nav.clientWidth,
    height: box(".topbar").height,
  };
}"""


def sign_in(page: Page, url: str, user) -> None:
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}]
    )


def looks(page: Page, url: str, user) -> Iterator[tuple[int, dict[str, object]]]:
    """How the bar looks to a user at each width."""
    sign_in(page, url, user)
    page.goto(f"{url}/account/")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 700})
        yield width, page.evaluate(LOOK)


def test_it_is_whole_at_every_width_for_every_role(browser: Browser, live_server, user_of) -> None:
    page = browser.new_context(locale="zh-CN").new_page()
    for role in Role:
        for width, found in looks(page, live_server.url, user_of(role)):
            demand_whole(f"{role} {width} {found}", width, found)


def test_a_long_place_is_cut_not_broken(
    browser: Browser, live_server, user_of, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(navigation, "place_of", lambda user: LONG_PLACE)
    page = browser.new_context(locale="zh-CN").new_page()
    for width, found in looks(page, live_server.url, user_of("village")):
        demand_whole(f"{width} {found}", width, found)


def demand_whole(where: str, width: int, found: dict[str, object]) -> None:
    """Nothing is wider than the window, nothing has two lines, nothing lies on another."""
    assert found["wider"] <= 0, where
    assert found["lines"] == [1, 1, 1], where
    assert found["apart"], where
    assert found["height"] < 160, where
    # On a phone the menu is a strip to be moved.
    assert found["hidden"] <= 0 or width < 768, where
