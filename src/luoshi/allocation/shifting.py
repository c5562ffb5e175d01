"""The whole steps nearest to a point that keep the rows: a small integer program for HiGHS.

Each county may go some steps up or down. The squared distance grows from step to step, so
each step is a choice of its own with its own price, and the cheaper ones come first.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from math import ceil, floor

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from luoshi.allocation.program import Program

REACHES = ((0, 1), (2, 3))
"""How far down and up counties may go: first only to be rounded, then further."""

MARGINS = (0.0, 1e-5)
"""How much more than its bound a row is asked for, so that floating point cannot break it."""


def shifts(
    program: Program, point: Sequence[Fraction], base: Sequence[Fraction]
) -> Iterator[list[int]]:
    """Steps from ``base`` for each county that keep the rows as nearly as HiGHS can tell.

    The nearest ones come first; whoever takes them has to check them exactly.
    """
    for (down, up), margin in product(REACHES, MARGINS):
        ways = [way for i in range(len(base)) for way in _ways(program, i, base[i], down, up)]
        prices = [float(_price(point[i] - base[i], step)) for i, step in ways]
        rows = _rows(program, base, ways, margin)
        whole = np.ones(len(ways))
        found = milp(prices, integrality=whole, bounds=Bounds(0, 1), constraints=rows)
        if found.x is not None:
            moved = [0] * len(base)
            for chosen in np.flatnonzero(found.x > 0.5):
                i, step = ways[chosen]
                moved[i] += 1 if step > 0 else -1
            yield moved


def _ways(
    program: Program, i: int, base: Fraction, down: int, up: int
) -> Iterator[tuple[int, int]]:
    """A county's steps: 1, 2 … up and -1, -2 … down, as its bounds allow."""
    low, high = program.low[i], program.high[i]
    most = up if high is None else min(up, floor(high - base))
    least = -down if low is None else max(-down, ceil(low - base))
    yield from ((i, step) for step in range(least, most + 1) if step)


def _price(distance: Fraction, step: int) -> Fraction:
    """By how much the squared distance grows with one more step."""
    away = distance if step > 0 else -distance
    return 2 * abs(step) - 1 - 2 * away


def _rows(
    program: Program, base: Sequence[Fraction], ways: Sequence[tuple[int, int]], margin: float
) -> list[LinearConstraint]:
    found = []
    for line in program.lines:
        size = max((abs(one) for one in line.coefficients.values()), default=1)
        row = [line.coefficients.get(i, 0) / size * (1 if step > 0 else -1) for i, step in ways]
        least = float((line.least - line.sum(base)) / size)
        most = least if line.equal else np.inf
        least = least if line.equal else least + margin
        found.append(LinearConstraint(csr_array([row]), least, most))
    return found
