"""Which database holds the site's records: ``$LUOSHI_DATABASE``, or SQLite under the home."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

VARIABLE = "LUOSHI_DATABASE"
SQLITE = "luoshi.sqlite3"

CACHE = 16 * 1024
"""KiB SQLite keeps in memory, so that a page which asks a county's list thrice reads it once."""

Settings = dict[str, Any]


def chosen(home: Path) -> Settings:
    """Django's settings for the database that ``$LUOSHI_DATABASE`` names."""
    url = os.environ.get(VARIABLE)
    return postgres(url) if url else sqlite(home / SQLITE)


def sqlite(file: Path) -> Settings:
    """A SQLite file that many threads may read while one writes."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
            f"PRAGMA cache_size=-{CACHE};",
        },
    }


def postgres(url: str) -> Settings:
    """A PostgreSQL database, from ``postgresql://user:password@host:port/name?host=…``.

    Raises:
        ImproperlyConfigured: the address is of another kind.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(
            f"{VARIABLE} 要写成 postgresql://用户:口令@主机:端口/库名，不能是 {parts.scheme}://"
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or options.pop("host", ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
    }
