"""Each test runs once, and what touches the database's own ways on both databases."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from databases import POSTGRES, SITE, SQLITE, taken

OF_SITE, OTHER = SITE / "funds" / "test_walk.py", Path(__file__)


def runs(path: Path, *markers: str) -> list[str]:
    """The runs that take a test at a path, with these markers."""
    item = SimpleNamespace(path=path, get_closest_marker=lambda name: name in markers)
    return [asked for asked in (POSTGRES, SQLITE) if taken(item, asked)]


@pytest.mark.parametrize(
    ("path", "markers", "asked"),
    [
        (OF_SITE, (), [POSTGRES]),
        (OF_SITE, ("db",), [POSTGRES, SQLITE]),
        (OF_SITE, ("chromium",), [SQLITE]),
        (OF_SITE, ("libreoffice",), [SQLITE]),
        (OF_SITE, ("slow",), [POSTGRES]),
        (OTHER, (), [SQLITE]),
        (OTHER, ("db",), [SQLITE]),
        (OTHER, ("libreoffice",), [SQLITE]),
    ],
)
def test_where_a_test_runs(path: Path, markers: tuple[str, ...], asked: list[str]) -> None:
    assert runs(path, *markers) == asked


@pytest.mark.parametrize("markers", [(), ("db",), ("chromium",)])
def test_a_run_that_names_no_database_takes_all(markers: tuple[str, ...]) -> None:
    item = SimpleNamespace(path=OF_SITE, get_closest_marker=lambda name: name in markers)
    assert taken(item, "")
