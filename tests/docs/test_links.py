"""Every link of every page leads somewhere, its anchor too; what a page names is there."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest
from django.urls import resolve
from docs.pages import FENCE, PAGES, ROOT, blocks, name, spans, text

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
MODULE = re.compile(r"(luoshi(?:\.[a-z_]+)+(?:\.[A-Z]\w*)?)(?:\(\))?")
TITLE = re.compile(r'```python title="(.+?)"')
"""A file the page itself says to write; who follows it has it."""
FILE = re.compile(r"(luoshi|tests|packs|benchmarks|docs|src)/[\w./-]*\w/?")


def anchors(page: Path) -> set[str]:
    """What its headings are called in links, on the site and where the code is hosted."""
    heads = re.findall(r"^#+ (.+)$", FENCE.sub("", text(page)), re.MULTILINE)
    plain = (re.sub(r"[^\w\s-]", "", head).strip().lower() for head in heads)
    return {re.sub(r"\s", "-", head) for head in plain}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(text(page)):
        if "://" in link:
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.is_relative_to(ROOT / "docs")], ids=name
)
def test_no_link_of_the_site_leaves_it(page: Path) -> None:
    """Pages of the site link to one another alone: beside them nothing is built."""
    for link in LINK.findall(text(page)):
        target = (page.parent / link.partition("#")[0]).resolve()
        assert "://" in link or target.is_relative_to(ROOT / "docs"), link


def found(dotted: str) -> bool:
    """Whether a dotted name is a module, or something in one."""
    try:
        import_module(dotted)
    except ModuleNotFoundError:
        module, _, last = dotted.rpartition(".")
        return hasattr(import_module(module), last)
    return True


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_module_that_is_named_exists(page: Path) -> None:
    for span in spans(page):
        if named := MODULE.fullmatch(span):
            assert found(named[1]), span


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_import_that_is_shown_holds(page: Path) -> None:
    nodes = (node for code in blocks(page, "python") for node in ast.walk(ast.parse(code)))
    written = {file.partition("/")[0] for file in TITLE.findall(text(page))}
    for node in (node for node in nodes if isinstance(node, ast.ImportFrom)):
        if not written & set(str(node.module).split(".")):
            assert all(found(f"{node.module}.{one.name}") for one in node.names)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_benchmark_that_is_named_exists(page: Path) -> None:
    names = {file.stem for file in (ROOT / "benchmarks").glob("[!_]*.py")}
    code = "\n".join([*spans(page), *blocks(page)])
    for alone, listed in re.findall(r"python -m benchmarks(?:\.(\w+)|((?: \w+)*))", code):
        assert {alone, *listed.split()} - {""} <= names


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_file_that_is_named_exists(page: Path) -> None:
    for span in spans(page):
        if FILE.fullmatch(span):
            assert (ROOT / span).exists() or (ROOT / "src" / span).exists(), span


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_address_that_is_named_is_served(page: Path) -> None:
    for span in spans(page):
        if re.fullmatch(r"/(?:[\w-]+/)+", span):
            assert resolve(span.replace("编号", "1")), span
