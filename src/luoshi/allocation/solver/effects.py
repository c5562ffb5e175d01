"""What each demand moved: the way from the formula to the nearest point, taken apart.

A county at its floor or cap is moved by that alone. What this costs or frees is borne by the
others in proportion to their weights, and so is what a row moves: it lifts one side and
lowers the other. So the effects of each demand add up to zero over the counties, and those on
a county to all that it was moved by. They are floating point, for telling; the amounts
themselves do not depend on them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from luoshi.allocation.inputs import Code
from luoshi.allocation.solver.newton import Floats
from luoshi.allocation.solver.problem import Demand, Problem
from luoshi.allocation.solver.program import IntegerRow, Program
from luoshi.allocation.solver.solving import Solution

NOTHING = 1e-9
"""What is moved by less than this part of a step is not moved."""

ZERO = Demand("zero")
"""That no county gets less than nothing."""


@dataclass(frozen=True)
class Effect:
    """What a demand moved by county, and who stands at the bound it set."""

    demand: Demand
    amounts: Mapping[Code, float]
    bound: frozenset[Code]

    @property
    def moved(self) -> float:
        """What came from some to others, or was added where there is no total."""
        return sum(one for one in self.amounts.values() if one > 0)


def effects(problem: Problem, solution: Solution) -> tuple[Effect, ...]:
    """The effects of all demands that moved something, in their order."""
    apart = _Apart(problem, solution)
    return tuple(one for one in (*apart.of_demands(), apart.of_zero()) if one.amounts)


@dataclass(frozen=True)
class _Apart:
    problem: Problem
    solution: Solution

    @property
    def program(self) -> Program:
        return self.solution.program

    @cached_property
    def free(self) -> Floats:
        """1 for each county at no bound."""
        free: Floats = np.array([not one for one in self.solution.nearest.bound], float)
        return free

    @cached_property
    def weights(self) -> Floats:
        """The weights of the counties at no bound, in steps."""
        size = self.program.denominator
        weights: Floats = np.array([one / size for one in self.program.weights])
        return self.free * weights

    @cached_property
    def owners(self) -> dict[int, Demand]:
        """Whose bound each county stands at."""
        nearest, floors = self.solution.nearest, self.program.low
        return {
            i: self._owner(code, at_floor=_stands(nearest.point[i], floors[i], nearest.unit))
            for i, code in enumerate(self.program.codes)
            if nearest.bound[i]
        }

    def of_demands(self) -> Iterator[Effect]:
        """The effect of each demand's bounds and rows."""
        multipliers = map(float, self.solution.nearest.multipliers)
        rows = zip(multipliers, self.program.lines, strict=True)
        if self.problem.total is not None:
            next(rows)
        for demand in self.solution.demands:
            moves = self._bounds(demand)
            for _, (multiplier, line) in zip(demand.rows, rows, strict=False):
                if multiplier:
                    moves += self._balanced(self.weights * self._row(line) * multiplier)
            yield self._effect(demand, moves)

    def of_zero(self) -> Effect:
        """The effect of no amount being below zero."""
        return self._effect(ZERO, self._bounds(ZERO))

    def _owner(self, code: Code, *, at_floor: bool) -> Demand:
        demands = self.solution.demands
        if at_floor:
            floors = [one for one in demands if code in one.low]
            return max(floors, key=lambda one: one.low[code], default=ZERO)
        return min((one for one in demands if code in one.high), key=lambda one: one.high[code])

    def _row(self, line: IntegerRow) -> Floats:
        row: Floats = np.zeros(len(self.program.codes))
        row[list(line.coefficients)] = list(map(float, line.coefficients.values()))
        return row

    def _bounds(self, demand: Demand) -> Floats:
        """In steps: the counties at the demand's bounds, and what it costs the others."""
        nearest, program = self.solution.nearest, self.program
        moves: Floats = np.zeros(len(program.codes))
        for i in (i for i, owner in self.owners.items() if owner is demand):
            target = program.targets[i] / program.denominator
            moves[i] = nearest.point[i] / nearest.unit - target
        return self._balanced(moves)

    def _balanced(self, moves: Floats) -> Floats:
        """With what the free bear of the cost, where there is a total."""
        whole = float(self.weights.sum())
        if self.problem.total is None or not whole:
            return moves
        balanced: Floats = moves - moves.sum() / whole * self.weights
        return balanced

    def _effect(self, demand: Demand, moves: Floats) -> Effect:
        codes, step = self.program.codes, float(self.problem.step)
        amounts = {
            codes[i]: float(moves[i]) * step for i in np.flatnonzero(np.abs(moves) > NOTHING)
        }
        bound = frozenset(codes[i] for i, owner in self.owners.items() if owner is demand)
        return Effect(demand, amounts, bound)


def _stands(point: int, bound: int | None, unit: int) -> bool:
    return bound is not None and point == bound * unit
