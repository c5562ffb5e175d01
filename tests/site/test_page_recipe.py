"""The recipe for a page, followed word for word and then opened by every role."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from django.test import Client
from django.urls import clear_url_caches, include, path
from pytest_django import Settings
from recipes import files
from rights_cases import PageCases

from luoshi import site
from luoshi.site import urls
from luoshi.site.rights import Ability


@pytest.fixture(autouse=True)
def app_of_the_recipe(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """The app that the recipe writes is one of the site's."""
    for name, text in files("add-a-page").items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    monkeypatch.setattr(site, "__path__", [*site.__path__, str(tmp_path)])
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "luoshi.site.villages"]
    with_page = ModuleType("site_with_the_page")
    with_page.__dict__.update(vars(urls))
    page = path("villages/", include("luoshi.site.villages.urls"))
    with_page.urlpatterns = [page, *urls.urlpatterns]
    monkeypatch.setitem(sys.modules, "site_with_the_page", with_page)
    settings.ROOT_URLCONF = "site_with_the_page"
    yield
    clear_url_caches()
    for name in [name for name in sys.modules if name.startswith("luoshi.site.villages")]:
        del sys.modules[name]


class TestRights(PageCases):
    url = "/villages/"
    ability = Ability.READ


@pytest.mark.parametrize(
    ("role", "own", "others"),
    [("village", "大营村委会", "中街社区"), ("county", "大营村委会", "峰台社区")],
)
def test_each_sees_the_villages_of_its_own_area(
    client_of: Callable[..., Client], role: str, own: str, others: str
) -> None:
    page = client_of(role).get("/villages/?size=200&columns=village").content.decode()
    assert own in page
    assert others not in page


def test_it_stands_in_the_menu(client_of: Callable[..., Client]) -> None:
    page = client_of("county").get("/villages/").content.decode()
    assert page.count("本区域的村") >= 3
    assert 'href="/villages/"' in page
