"""One writer at a time: of processes by a file lock, of threads by the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

_NAME = ".lock"


@contextmanager
def sole_writer(folder: Path) -> Iterator[None]:
    """Wait until no one else writes in the folder, and keep others out."""
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / _NAME, thread_local=False):
        yield
