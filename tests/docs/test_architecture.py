"""The page on architecture names the files, the layers and the apps there are."""

import re
import tomllib

import pytest
from django.conf import settings
from docs.pages import ROOT, blocks, text

from luoshi.pack.loading import FILES

PAGE = ROOT / "docs/architecture.md"
TREE, LAYERS = blocks(PAGE, "")
APPS = [app.rpartition(".")[2] for app in settings.INSTALLED_APPS if app.startswith("luoshi.")]


@pytest.mark.parametrize("file", FILES)
def test_every_kind_of_file_of_a_pack_is_listed(file: str) -> None:
    assert re.search(rf"(^|\s){re.escape(file)}(\s|$)", TREE, re.MULTILINE)


def test_the_layers_are_those_that_are_held() -> None:
    tools = tomllib.loads(text(ROOT / "pyproject.toml"))["tool"]
    held = [line.replace("luoshi.", "") for line in tools["importlinter"]["contracts"][0]["layers"]]
    told = [line for line in LAYERS.splitlines() if line[:1].strip()]
    names = [re.split(r"\s{2,}", line)[0] for line in told]
    assert [set(re.findall(r"\w+", line)) for line in names] == [
        set(re.findall(r"\w+", line)) for line in held
    ]


@pytest.mark.parametrize("app", APPS)
def test_every_app_is_told(app: str) -> None:
    site = text(PAGE).partition("\n## Site\n")[2]
    assert f"`{app}`" in site
