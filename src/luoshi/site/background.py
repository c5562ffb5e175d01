"""Work that a page starts and does not wait for, on a thread of the site's own process."""

from collections.abc import Callable
from threading import Lock, Thread

from django.db import connections

_ONE_AT_A_TIME = Lock()
"""Such work takes the whole machine: what is started meanwhile waits for its turn."""


def in_background(work: Callable[[], None], name: str) -> Thread:
    """Do some work while the site goes on; ``name`` tells the thread from others.

    The work must tell of its own failures: nobody waits for it.
    """
    thread = Thread(target=_do, args=(work,), name=name, daemon=True)
    thread.start()
    return thread


def _do(work: Callable[[], None]) -> None:
    try:
        with _ONE_AT_A_TIME:
            work()
    finally:
        connections.close_all()
