"""Remembering what is costly to work out, for all threads of a process."""

from collections.abc import Callable
from functools import wraps
from threading import Condition, Lock
from typing import ParamSpec, TypeVar

from cachetools import LRUCache, cached

P = ParamSpec("P")
T = TypeVar("T")


def remembered(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep a function's answers, the ``most`` that were asked for last.

    What is known is given at once; what is not is worked out one at a time, and once for all
    who ask for it meanwhile. Arguments can be hashed.
    """
    # The condition alone would let different answers be worked out side by side, and each may
    # take the whole machine.
    keep = cached(LRUCache(most), condition=Condition())
    return lambda work: keep(_one_at_a_time(work))


def _one_at_a_time(work: Callable[P, T]) -> Callable[P, T]:
    working = Lock()

    @wraps(work)
    def alone(*args: P.args, **named: P.kwargs) -> T:
        with working:
            return work(*args, **named)

    return alone
