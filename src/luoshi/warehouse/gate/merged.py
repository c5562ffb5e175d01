"""Merged cells: a cell merged over several rows holds its value in each of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from luoshi.warehouse.gate.cells import Column
from luoshi.warehouse.gate.sheet import Block


class Range(NamedTuple):
    """Cells merged over rows, ``top`` and ``bottom`` from 1, and their first column from 0."""

    top: int
    bottom: int
    column: int


def filled_down(whole: Block, ranges: Iterable[Range]) -> Block:
    """The rows of a sheet with merged cells filled down the first column of their range."""
    by_column: dict[int, list[Range]] = defaultdict(list)
    for each in ranges:
        if each.bottom > each.top and each.column < len(whole.columns):
            by_column[each.column].append(each)
    columns: list[Column] = list(whole.columns)
    for place, own in by_column.items():
        columns[place] = _filled(whole, columns[place], own)
    return Block(whole.numbers, columns)


def _filled(whole: Block, column: Column, ranges: Sequence[Range]) -> Column:
    places = np.arange(len(whole))
    for each in ranges:
        start, end = np.searchsorted(whole.numbers, [each.top, each.bottom + 1])
        if start < end and whole.numbers[start] == each.top:
            places[start:end] = places[start]
    return column.take(places)
