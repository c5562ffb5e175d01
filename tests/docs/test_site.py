"""The site that is built of the pages: it asks for nothing elsewhere, and holds every page."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from docs.pages import ROOT

ASKS = re.compile(r"""<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)=["']?(?:https?:)?//""")
STYLE_ASKS = re.compile(r"""url\(["']?(?:https?:)?//|@import""")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def test_it_asks_for_nothing_elsewhere(site: Path) -> None:
    pages = [*site.rglob("*.html")]
    assert pages
    assert [page.name for page in pages if ASKS.search(page.read_text(encoding="utf-8"))] == []
    styles = [*site.rglob("*.css")]
    assert styles
    assert [one.name for one in styles if STYLE_ASKS.search(one.read_text(encoding="utf-8"))] == []


def test_every_page_is_built(site: Path) -> None:
    built = {file.relative_to(site).with_suffix(".md") for file in site.rglob("*.html")}
    written = {file.relative_to(ROOT / "docs") for file in (ROOT / "docs").rglob("*.md")}
    assert built - {Path("404.md")} == written
