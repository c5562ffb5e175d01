"""Long lists of rows or keys, in parts no longer than databases like."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

BATCH = 1000
"""Rows written, or keys asked, at once."""


def batched(rows: Iterable[T]) -> Iterator[list[T]]:
    """The rows in lists of at most `BATCH`."""
    rest = iter(rows)
    while some := list(islice(rest, BATCH)):
        yield some
