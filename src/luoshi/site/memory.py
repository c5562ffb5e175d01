"""Remembering what is costly to work out, for all threads of a process."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from threading import Condition, Lock
from typing import Generic, ParamSpec, TypeVar

from cachetools import LRUCache, cached

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Same(Generic[T]):
    """A value as part of what is remembered by: equal to another only if both hold one object.

    For what is costly to compare, and itself remembered.
    """

    value: T

    def __eq__(self, other: object) -> bool:
        """Whether both hold the same object."""
        return isinstance(other, Same) and self.value is other.value

    def __hash__(self) -> int:
        """By the object held, which lives as long as this."""
        return id(self.value)


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
