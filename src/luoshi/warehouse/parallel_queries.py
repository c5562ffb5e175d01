"""Asking a database several queries."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa

SIDE_BY_SIDE = 2
"""Queries asked at a time: each runs on all processors, but is planned on one."""


def answers(ask: Callable[[str], pa.Table], queries: Iterable[str]) -> Iterator[pa.Table]:
    """What queries give, in their order; while one is planned or comes to its end, another runs."""
    with ThreadPoolExecutor(SIDE_BY_SIDE) as asking:
        yield from asking.map(ask, queries)
