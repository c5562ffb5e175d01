"""Ordering a table of results by one of its columns."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

T = TypeVar("T")


def ordered(rows: Iterable[T], sort: str, keys: Mapping[str, Callable[[T], Any]]) -> list[T]:
    """The rows as ``?sort=`` asks: a key, with ``-`` before it the other way around.

    Rows of which nothing is known stand last either way; a key not among ``keys`` changes
    nothing.
    """
    key = keys.get(sort.removeprefix("-"))
    if key is None:
        return list(rows)
    every = list(rows)
    known = sorted((row for row in every if key(row) is not None), key=key)
    known = known[::-1] if sort.startswith("-") else known
    return known + [row for row in every if key(row) is None]
