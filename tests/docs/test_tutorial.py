"""What the tutorial tells people to press is there, in the menu, in the pack, among accounts."""

import re

import pytest
from django.apps import apps
from docs.pages import ROOT, text

from luoshi.pack import load
from luoshi.site.accounts.services import DEMO_NAMES

PAGE = text(ROOT / "docs/tutorial/first-hour.md")
PROCESS = load().processes["monitoring"]
MENU = {entry.title for app in apps.get_app_configs() for entry in getattr(app, "navigation", ())}
TITLES = {one.title for one in (*PROCESS.stages, *PROCESS.moves)}


def test_the_accounts_are_made() -> None:
    accounts = re.findall(r"用 `(\w+)`（", PAGE)
    assert len(accounts) == 3
    assert set(accounts) <= set(DEMO_NAMES)


@pytest.mark.parametrize("said", sorted(set(re.findall(r"“([^”]+)”", PAGE))))
def test_what_is_quoted_can_be_found(said: str) -> None:
    templates = (ROOT / "src/luoshi/site").rglob("*.html")
    readme = text(ROOT / "README.md")
    known = said in MENU | TITLES or f"## {said}" in readme
    assert known or any(said in text(one) for one in templates)
