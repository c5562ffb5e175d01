"""The tutorial "your province in an hour", followed word by word from an empty folder.

Its files are written, its commands run one after the other, and what it shows is compared with
what comes out ("…" stands for anything); where it speaks of the site, the site is asked.
"""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path
from time import monotonic, sleep
from urllib.error import URLError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from docs.pages import ROOT, text

PAGE = text(ROOT / "docs/tutorial/your-province.md")
FENCE = re.compile(r'^```(\w+)(?: title="(.+?)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
APPENDED = "，加在末尾"
FAILS = "退出码是 2"
PROMISES = ("每个山区县每年新建水窖 100 口", "到 2025 年节水灌溉面积 5000 亩")
LIGHT = re.compile(r'<tr id="county-990121".*?data-label="本期">.*?</svg>(\w+)</span>', re.DOTALL)
"""The county's light of this period on the page of a promise."""
ADDRESS = "http://127.0.0.1:8000"
PATIENCE = 300
"""Seconds the site has to come up, on a machine however busy."""

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Step:
    """A fenced block: a file to write or change, commands to run or what they print."""

    language: str
    title: str
    code: str
    after: str
    """The text up to the next block."""


def steps(part: str) -> Iterator[Step]:
    found = list(FENCE.finditer(part))
    ends = [*(one.start() for one in found[1:]), len(part)]
    for one, end in zip(found, ends, strict=True):
        yield Step(one[1], one[2] or "", one[3], part[one.end() : end])


class Browser:
    """Somebody at the site, logged in or not."""

    def __init__(self, site: str) -> None:
        self.site = site
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        return self._opener.open(urljoin(self.site, path)).read().decode()  # type: ignore[no-any-return]

    def post(self, path: str, answers: dict[str, str]) -> str:
        """Send the form on a page with the answers by label."""
        page = self.get(path)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert token
        named = dict(_named(page, label, value) for label, value in answers.items())
        data = urlencode({"csrfmiddlewaretoken": token[1], **named}).encode()
        with self._opener.open(urljoin(self.site, path), data) as response:
            return response.read().decode()  # type: ignore[no-any-return]

    def link(self, path: str, words: str) -> str:
        """Where the link with these words on a page leads."""
        for href, inner in re.findall(
            r'<a\b[^>]*href="([^"]+)"[^>]*>(.*?)</a>', self.get(path), re.DOTALL
        ):
            if words in re.sub(r"<[^>]+>", "", inner):
                return urljoin(urljoin(self.site, path), unescape(href))
        raise AssertionError(f"{path} 上没有“{words}”")


def _named(page: str, label: str, value: str) -> tuple[str, str]:
    """Name and value of the field with a label; of a list to choose from, the option's value."""
    found = re.search(rf'<label[^>]*for="([^"]+)"[^>]*>\s*{label}\b', page)
    assert found, f"没有“{label}”这一格"
    control = re.search(rf'<(\w+)[^>]*\bid="{found[1]}"[^>]*>', page)
    assert control
    name = re.search(r'\bname="([^"]+)"', control[0])
    assert name
    options = page[control.end() : page.find("</select>", control.end())]
    chosen = re.search(rf'<option value="([^"]*)"[^>]*>[^<]*{value}', options)
    return name[1], chosen[1] if control[1] == "select" and chosen else value


@dataclass
class Newcomer:
    """Somebody who does what the page says, in a folder of their own."""

    folder: Path
    port: int
    printed: str = ""
    site: "subprocess.Popen[str] | None" = None
    passwords: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        (self.folder / "env").touch()
        (self.folder / "cwd").write_text(str(self.folder))

    @property
    def here(self) -> Path:
        """The folder the last commands ended in."""
        return Path((self.folder / "cwd").read_text().strip())

    def follow(self, step: Step) -> None:
        """Do what one block says."""
        if step.language == "bash":
            self._serve(step) if "luoshi demo" in step.code else self._run(step)
        elif step.language == "diff":
            self._change(step)
        elif step.title:
            self._write(step)
        else:
            self._compare(step)

    def _write(self, step: Step) -> None:
        file = self.here / step.title.removesuffix(APPENDED)
        file.parent.mkdir(parents=True, exist_ok=True)
        assert file.exists() == step.title.endswith(APPENDED), step.title
        with file.open("a", encoding="utf-8") as stream:
            stream.write(step.code)

    def _change(self, step: Step) -> None:
        lines = step.code.splitlines(keepends=True)
        old, new = ("".join(one[1:] for one in lines if one[0] == sign) for sign in "-+")
        file = self.here / step.title
        before = file.read_text(encoding="utf-8")
        assert before.count(old) == 1, step.title
        file.write_text(before.replace(old, new), encoding="utf-8")

    def _shell(self, code: str) -> list[str]:
        path = Path(sys.executable).parent
        keep = f"trap 'export -p > {self.folder}/env; pwd > {self.folder}/cwd' EXIT"
        begin = f'export PATH={path}:"$PATH"; . {self.folder}/env; cd "{self.here}"; {keep}'
        return ["bash", "-e", "-c", f"{begin}\n{code}"]

    def _run(self, step: Step) -> None:
        done = subprocess.run(self._shell(step.code), capture_output=True, text=True, check=False)
        self.printed = done.stdout + done.stderr
        assert done.returncode == (2 if FAILS in step.after else 0), self.printed

    def _serve(self, step: Step) -> None:
        """Run the site beside, as its window stays open; its port is one that is free."""
        code = step.code.replace("luoshi demo", f"luoshi demo --port {self.port}")
        log = self.folder / "site.log"
        with log.open("w") as out:
            self.site = subprocess.Popen(
                self._shell(code), stdout=out, stderr=out, text=True, start_new_session=True
            )
        self._wait(log)
        self.printed = log.read_text(encoding="utf-8").replace(str(self.port), "8000")
        self.passwords = dict(re.findall(r"^  (\w+) +([\w-]{14}) ", self.printed, re.MULTILINE))

    def _wait(self, log: Path) -> None:
        end = monotonic() + PATIENCE
        while monotonic() < end:
            assert self.site
            assert self.site.poll() is None, log.read_text(encoding="utf-8")
            try:
                Browser(self.address).get("/account/login/")
            except (URLError, ConnectionError):
                sleep(0.2)
            else:
                return
        raise AssertionError("网站没有起来")

    def _compare(self, step: Step) -> None:
        words = (re.escape(word) for word in step.code.split())
        shown = r"\s+".join(words).replace("…", r"[\s\S]*?")
        assert re.search(shown, self.printed), f"{step.code}\n== 实际 ==\n{self.printed}"

    @property
    def address(self) -> str:
        return ADDRESS.replace("8000", str(self.port))

    def logged_in(self, name: str) -> Browser:
        """At the site with an account that the page tells to use."""
        browser = Browser(self.address)
        assert "退出" in browser.post(
            "/account/login/", {"用户名": name, "密码": self.passwords[name]}
        )
        return browser

    def leave(self) -> None:
        """Stop the site."""
        if self.site:
            os.killpg(self.site.pid, signal.SIGTERM)
            self.site.wait(30)


@pytest.fixture
def newcomer(tmp_path: Path) -> Iterator[Newcomer]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    somebody = Newcomer(tmp_path, port)
    yield somebody
    somebody.leave()


def answers() -> dict[str, str]:
    """What the page says to fill in, by column."""
    rows = re.findall(r"^\| (\S+) \| (.+?) \|$", PAGE, re.MULTILINE)
    return {column: value for column, value in rows if column not in ("列", "---")}


def lights(browser: Browser) -> list[str]:
    """The county's lights of the new notice, in the words of their pages."""
    notice = browser.link("/", "关于加强山区县农村水利建设的通知")
    pages = (browser.get(browser.link(notice, title)) for title in PROMISES)
    return [found for page in pages for found in LIGHT.findall(page)]


def test_from_an_empty_folder_to_a_light_that_changes(newcomer: Newcomer) -> None:
    to_the_site, filling_in = PAGE.split("\n## 8.")
    for step in steps(to_the_site):
        newcomer.follow(step)
    county = newcomer.logged_in("county")
    assert lights(county) == ["未达成", "未达成"]
    ledger = county.link("/ledgers/", "山区水利工程")
    assert "已新增一条" in county.post(county.link(ledger, "新增"), answers())
    for step in steps(filling_in):
        newcomer.follow(step)
    assert lights(county) == ["达成", "达成"]
