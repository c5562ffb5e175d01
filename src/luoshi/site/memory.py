"""Remembering what is costly to work out, for all threads of a process."""

from collections.abc import Callable, Hashable
from functools import update_wrapper
from threading import Lock
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Remembered(Generic[P, T]):
    """A function whose last ``most`` answers are kept.

    What is known is given at once; what is not is worked out one at a time, and once for all
    who ask for it meanwhile. Arguments are given by place and can be hashed.
    """

    def __init__(self, work: Callable[P, T], most: int) -> None:
        self._work = work
        self._most = most
        self._answers: dict[Hashable, T] = {}
        self._working = Lock()
        update_wrapper(self, work)

    def __call__(self, *args: P.args, **named: P.kwargs) -> T:
        """The answer for these arguments."""
        # A snapshot: the mapping is replaced, never changed, so readers need no lock.
        answers = self._answers
        return answers[args] if args in answers else self._find(*args, **named)

    def _find(self, *args: P.args, **named: P.kwargs) -> T:
        with self._working:
            if args not in self._answers:
                answer = self._work(*args, **named)
                last = list(self._answers.items())[1 - self._most :] if self._most > 1 else []
                self._answers = {**dict(last), args: answer}
            return self._answers[args]


def remembered(most: int) -> Callable[[Callable[P, T]], Remembered[P, T]]:
    """Keep a function's last ``most`` answers."""
    return lambda work: Remembered(work, most)
