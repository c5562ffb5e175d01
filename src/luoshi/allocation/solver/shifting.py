"""The whole steps nearest to a point that keep the rows: a small integer program for HiGHS.

Each county may go some steps up or down. The squared distance grows from step to step, so
each step is a choice of its own with its own price, and the cheaper ones come first. Only
counties whose remainders are near to where rounding up ends are asked first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from luoshi.allocation.solver.program import Program

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

REACHES = ((0, 1, 60), (0, 1, None), (2, 3, None))
"""How far down and up counties may go, and how many on each side of the end are asked."""

MARGINS = (0.0, 1e-5)
"""How much more than its bound a row is asked for, so that floating point cannot break it."""

Way = tuple[int, int]
"""A county's place, and which of its steps up (1, 2 …) or down (-1, -2 …)."""


@dataclass(frozen=True)
class Rough:
    """Amounts rounded down, ``unit`` to a step; how far the point is above them, in steps;
    who is rounded up first."""

    program: Program
    amounts: tuple[int, ...]
    unit: int
    distances: tuple[float, ...]
    order: tuple[int, ...]

    def ways(self, places: frozenset[int], down: int, up: int) -> list[Way]:
        """The steps of some counties, as their bounds allow."""
        return [way for i in sorted(places) for way in self._steps(i, down, up)]

    def _steps(self, i: int, down: int, up: int) -> Iterator[Way]:
        low, high, amount = self.program.low[i], self.program.high[i], self.amounts[i]
        most = up if high is None else min(up, (high * self.unit - amount) // self.unit)
        least = -down if low is None else max(-down, -((amount - low * self.unit) // self.unit))
        yield from ((i, step) for step in range(least, most + 1) if step)

    def price(self, way: Way) -> float:
        """By how much the squared distance grows with that step."""
        i, step = way
        away = self.distances[i] if step > 0 else -self.distances[i]
        return 2 * abs(step) - 1 - 2 * away


def shifts(rough: Rough, ups: int) -> Iterator[list[int]]:
    """Steps for each county that keep the rows as nearly as HiGHS can tell, nearest first.

    By remainder, the first ``ups`` are to be rounded up. Whoever takes a shift has to check
    it exactly.
    """
    for (down, up, most), margin in product(REACHES, MARGINS):
        if most is not None and len(rough.order) <= 2 * most:
            continue
        surely = frozenset(rough.order[: max(ups - most, 0)] if most is not None else ())
        asked = frozenset(rough.order[: ups + most] if most is not None else rough.order)
        moved = [int(i in surely) for i in range(len(rough.order))]
        ways = rough.ways(asked - surely, down, up)
        chosen = _chosen(rough, moved, ways, margin)
        if chosen is not None:
            for i, step in chosen:
                moved[i] += 1 if step > 0 else -1
            yield moved


def _chosen(rough: Rough, moved: list[int], ways: list[Way], margin: float) -> list[Way] | None:
    """The steps HiGHS takes on top of what is surely moved; None where it finds none."""
    from scipy.optimize import Bounds, milp

    base = [one + rough.unit * steps for one, steps in zip(rough.amounts, moved, strict=True)]
    found = milp(
        [rough.price(way) for way in ways],
        integrality=np.ones(len(ways)),
        bounds=Bounds(0, 1),
        constraints=_rows(rough, base, ways, margin),
    )
    return None if found.x is None else [ways[k] for k in np.flatnonzero(found.x > 0.5)]


def _rows(
    rough: Rough, base: list[int], ways: list[Way], margin: float
) -> "list[LinearConstraint]":
    from scipy.optimize import LinearConstraint
    from scipy.sparse import csr_array

    found = []
    for line in rough.program.lines:
        signed = ((i, 1 if step > 0 else -1) for i, step in ways)
        row = [line.coefficients.get(i, 0) / line.size * sign for i, sign in signed]
        least = line.short(base, rough.unit) / (line.size * rough.unit)
        most = least if line.equal else np.inf
        found.append(LinearConstraint(csr_array([row]), least + margin * (not line.equal), most))
    return found
