"""Merged cells: a cell merged over several rows holds its value in each of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from luoshi.warehouse.outcome import Cell

Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged range, each (row, column) counted from 0."""


def fill_down(
    rows: Iterable[Sequence[Cell]], ranges: Iterable[Range], first_column: int, height: int
) -> Iterator[list[Cell]]:
    """Give the rows with vertically merged cells filled down the leftmost column of the range.

    ``rows`` are the ``height`` rows of the sheet from row 0, from column ``first_column`` on.
    """
    covered = _covered(ranges, first_column, height)
    if not covered:
        yield from map(list, rows)
        return
    above: list[Cell] = []
    for number, row in enumerate(rows):
        cells = list(row)
        for place in covered.get(number, ()):
            if 0 <= place < len(cells):
                cells[place] = above[place]
        yield cells
        above = cells


def _covered(ranges: Iterable[Range], first_column: int, height: int) -> dict[int, list[int]]:
    """For each row the places that repeat the cell above."""
    covered: dict[int, list[int]] = defaultdict(list)
    for (top, left), (bottom, _) in ranges:
        for row in range(top + 1, min(bottom + 1, height)):
            covered[row].append(left - first_column)
    return covered
