"""The multipliers of a program's rows, in floating point: Newton's method on the dual.

For given multipliers the nearest point is known county by county: the target plus its weight
times what the rows pull, cut off at its floor and cap. What remains is a concave function of
the multipliers alone, as many as there are rows, with a piecewise linear slope: Newton's
method with a line search ends in few steps.
"""

import numpy as np
from numpy.typing import NDArray

from luoshi.allocation.solver.program import Program

Floats = NDArray[np.float64]

ROUNDS, HALVINGS = 200, 60
"""Most steps, and most times a step is halved."""

NEAR = 1e-11
"""A slope this small, against the size of the row, is none."""

FAINT = 1e-13
"""A multiplier this small, against the largest, is none."""

FLAT = 1e-9
"""The least curvature assumed, against the row's own."""


class Dual:
    """A program in floating point, its rows brought to one size."""

    def __init__(self, program: Program) -> None:
        size = program.denominator
        self.target = np.array([one / size for one in program.targets])
        self.weight = np.array([one / size for one in program.weights])
        self.low = np.array([-np.inf if one is None else one for one in program.low], float)
        self.high = np.array([np.inf if one is None else one for one in program.high], float)
        self.rows = np.zeros((len(program.lines), len(program.codes)))
        for k, line in enumerate(program.lines):
            self.rows[k, list(line.coefficients)] = [
                one / line.size for one in line.coefficients.values()
            ]
        bends = (self.rows**2 * self.weight).sum(axis=1)
        scale = 1 / np.sqrt(np.where(bends > 0, bends, 1))
        self.rows *= scale[:, None]
        self.least = np.array([line.least / line.size for line in program.lines]) * scale
        self.scale = scale / np.array([line.size for line in program.lines], float)
        self.size = np.abs(self.least) + np.abs(self.rows) @ (np.abs(self.target) + 1)
        self.equal = np.array([line.equal for line in program.lines], bool)

    def solve(self) -> Floats:
        """The multipliers of the rows as the program has them."""
        held = np.zeros(len(self.least))
        for _ in range(ROUNDS):
            slope = self.slope(held)
            resting = ~self.equal & (held <= 0) & (slope <= 0)
            if np.all(np.abs(slope[~resting]) <= NEAR * self.size[~resting]):
                break
            step = np.zeros_like(held)
            step[~resting] = self._newton(held, ~resting, slope[~resting])
            moved = self._along(held, step)
            if moved is None:
                break
            held = moved
        held[np.abs(held) < FAINT * np.abs(held).max(initial=0)] = 0
        multipliers: Floats = held * self.scale
        return multipliers

    def point(self, held: Floats) -> Floats:
        """The nearest point for multipliers."""
        point: Floats = np.clip(self._pulled(held), self.low, self.high)
        return point

    def slope(self, held: Floats) -> Floats:
        """By how much each row falls short."""
        slope: Floats = self.least - self.rows @ self.point(held)
        return slope

    def value(self, held: Floats) -> float:
        """The dual's value."""
        point = self.point(held)
        bent = ((point - self.target) ** 2 / self.weight).sum() / 2
        return float(bent + held @ (self.least - self.rows @ point))

    def _pulled(self, held: Floats) -> Floats:
        return self.target + self.weight * (held @ self.rows)

    def _newton(self, held: Floats, active: NDArray[np.bool_], slope: Floats) -> Floats:
        pulled = self._pulled(held)
        free = (pulled > self.low) & (pulled < self.high)
        rows = self.rows[active]
        bend = (rows * (self.weight * free)) @ rows.T
        bend[np.diag_indices_from(bend)] += FLAT
        return np.linalg.solve(bend, slope)

    def _along(self, held: Floats, step: Floats) -> Floats | None:
        """The first of ever shorter steps that climbs; None where none does."""
        here, slope = self.value(held), self.slope(held)
        for halved in range(HALVINGS):
            there = held + step * 0.5**halved
            there = np.where(self.equal, there, np.maximum(there, 0))
            if self.value(there) >= here + 1e-4 * slope @ (there - held):
                return there if not np.array_equal(there, held) else None
        return None
