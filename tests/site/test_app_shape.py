"""Every app has the same set of files, so that who knows one of them knows all."""

import warnings
from collections import Counter
from itertools import combinations
from pathlib import Path
from statistics import mean

import pytest
from django.apps import apps

APPS = {
    config.label: Path(config.path)
    for config in apps.get_app_configs()
    if config.name.startswith("luoshi.")
}
SHARED = {
    "actions",
    "apps",
    "choices",
    "demo",
    "filters",
    "forms",
    "migrations",
    "models",
    "policies",
    "presenters",
    "receivers",
    "services",
    "tables",
    "templates",
    "templatetags",
    "urls",
    "views",
}
"""What a file of an app may be called; one with much in it is a package of that name."""

OWN = {
    "casework": {"guard_context", "signals"},
    "ledgers": {"cells", "workbook"},
    "monitoring": {"signals"},
    "notices": {"context"},
    "parameters": {"middleware"},
    "quality": {"own_checks"},
    "topics": {"context"},
}
"""Concepts an app's domain has besides."""


def names(folder: Path) -> set[str]:
    """What stands in an app's folder: modules and packages without their ending."""
    return {
        entry.stem
        for entry in folder.iterdir()
        if not entry.name.startswith("__") and (entry.suffix == ".py" or entry.is_dir())
    }


@pytest.mark.parametrize("app", APPS)
def test_an_app_has_the_shared_files_and_those_of_its_domain(app: str) -> None:
    assert names(APPS[app]) <= SHARED | OWN.get(app, set())
    assert {"apps", "services", "urls", "views", "templates"} <= names(APPS[app])


def test_concepts_of_their_own_are_there() -> None:
    for app, concepts in OWN.items():
        assert concepts <= names(APPS[app]), app


def test_apps_are_alike() -> None:
    found = [names(folder) for folder in APPS.values()]
    likeness = mean(len(one & other) / len(one | other) for one, other in combinations(found, 2))
    counted = Counter(name for one in found for name in one)
    once = sum(count == 1 for count in counted.values()) / counted.total()
    warnings.warn(
        f"各应用文件名相似度 {likeness:.2f}，只出现一次的文件名占 {once:.0%}", stacklevel=1
    )
    assert likeness >= 0.6
    assert once <= 0.15


@pytest.mark.parametrize("app", APPS)
def test_templates_stand_in_their_app(app: str) -> None:
    assert names(APPS[app] / "templates") == {app}
