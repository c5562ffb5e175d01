"""Which tests a run takes, by the database it is asked of.

``make test`` runs twice, so that each test runs once, and what touches the database's own ways on
both: ``LUOSHI_TEST_DATABASE=postgres`` takes the site's tests but for the browser's, ``sqlite`` all
others and those marked ``db``. A run that names neither takes everything, on SQLite.
"""

import os
from pathlib import Path

import pytest

POSTGRES, SQLITE = "postgres", "sqlite"
ASKED = os.environ.get("LUOSHI_TEST_DATABASE", "")
SITE = Path(__file__).with_name("site")

ON_SQLITE = ("chromium", "libreoffice", "db")
"""Markers of the site's tests that run on SQLite: other programs do not mind the database."""


def taken(item: pytest.Item, asked: str) -> bool:
    """Whether a run takes this test."""
    of_site = SITE in item.path.parents
    if asked == POSTGRES:
        return of_site and not any(map(item.get_closest_marker, ON_SQLITE[:2]))
    if asked == SQLITE:
        return not of_site or any(map(item.get_closest_marker, ON_SQLITE))
    return True
