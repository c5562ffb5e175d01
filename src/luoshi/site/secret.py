"""The key that signs sessions: random, made once, read only by its owner."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key

OWNER_ONLY = 0o600


def secret_key(home: Path) -> str:
    """The key kept in ``home``, made if it is not there."""
    file = home / "secret-key"
    if not file.exists():
        _write_once(file, get_random_secret_key())
    return file.read_text(encoding="ascii")


def _write_once(file: Path, key: str) -> None:
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(key)
    try:
        # A link fails where a file already stands: of two starters, the first one's key stays.
        os.link(draft, file)
    except FileExistsError:
        return
    finally:
        draft.unlink()
