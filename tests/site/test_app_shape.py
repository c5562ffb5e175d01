"""Every app has the same set of files, so that who knows one of them knows all."""

import ast
import tomllib
import warnings
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from statistics import mean
from typing import Any

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
    "casework": {"extensions"},
    "ledgers": {"cells", "workbook"},
    "notices": {"context"},
    "processes": {"extensions", "signals"},
    "quality": {"own_checks"},
    "topics": {"context"},
}
"""Concepts an app's domain has besides."""

PUBLIC = {"services", "policies"}
"""What other apps may import of an app."""

SHARED_BY = {"processes": {"casework", "intake", "projects"}}
"""What any case is and how it moves: a package the apps with cases are built on."""

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


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


def imported(folder: Path) -> Iterator[list[str]]:
    """The module of every import in an app, in its parts; of a whole app, what is taken of it."""
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                parts = node.module.split(".")
                yield from [parts] if len(parts) > 3 else ([*parts, n.name] for n in node.names)


def doors(app: str) -> list[str]:
    """What an app imports of other apps past their services and policies."""
    found = (parts for parts in imported(APPS[app]) if parts[:2] == ["luoshi", "site"])
    own = {app, *(base for base, built in SHARED_BY.items() if app in built)}
    others = (parts for parts in found if parts[2] in APPS and parts[2] not in own)
    return [".".join(parts) for parts in others if parts[3] not in PUBLIC]


def test_apps_reach_each_other_through_services_and_policies() -> None:
    found = {app: past for app in APPS if (past := doors(app))}
    count = sum(map(len, found.values()))
    warnings.warn(f"应用之间绕过 services 和 policies 的引用：{count} 处", stacklevel=1)
    assert not found


def contracts(kind: str) -> list[dict[str, Any]]:
    """The import contracts of a type, as the project has them."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    return [one for one in project["tool"]["importlinter"]["contracts"] if one["type"] == kind]


@pytest.mark.parametrize("app", APPS)
def test_a_contract_holds_all_insides_of_an_app(app: str) -> None:
    protected = {name for one in contracts("protected") for name in one["protected_modules"]}
    insides = names(APPS[app]) - PUBLIC - {"migrations", "templates"}
    assert {f"luoshi.site.{app}.{name}" for name in insides} <= protected


def test_every_app_has_its_place_in_the_order() -> None:
    (order,) = [one for one in contracts("layers") if one.get("containers") == ["luoshi.site"]]
    assert set(" ".join(order["layers"]).replace("|", " ").replace(":", " ").split()) == set(APPS)


def test_what_is_remembered_is_told_the_pack_it_rests_on() -> None:
    """An agreed value or division makes the pack anew: what was remembered of the old one ends."""
    assert list(_remembering_on_their_own()) == []


def _remembering_on_their_own() -> Iterator[str]:
    for file in Path(apps.get_app_config("accounts").path).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef) and any(map(_remembers, node.decorator_list)):
                asks = "pack.load()" in ast.unparse(node) or "area_name(" in ast.unparse(node)
                if asks and "Stamp" not in ast.unparse(node.args):
                    yield f"{file.name}:{node.lineno} {node.name}"


def _remembers(decorator: ast.expr) -> bool:
    return ast.unparse(decorator).split("(")[0].split(".")[-1] in {
        "lru_cache",
        "cache",
        "remembered",
    }
