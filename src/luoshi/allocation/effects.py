"""What each demand moved: the way from the formula to the nearest point, taken apart exactly.

A county at its floor or cap is moved by that alone. What this costs or frees is borne by the
others in proportion to their weights, and so is what a row moves: it lifts one side and
lowers the other. So the effects of each demand add up to zero over the counties, and those on
a county to all that it was moved by.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from luoshi.allocation.inputs import Amounts
from luoshi.allocation.problem import Demand, Problem
from luoshi.allocation.program import Program
from luoshi.allocation.solving import Solution

ZERO = Demand("zero")
"""That no county gets less than nothing."""


@dataclass(frozen=True)
class Effect:
    """What a demand moved by county, and who stands at the bound it set."""

    demand: Demand
    amounts: Amounts
    bound: frozenset[str]

    @property
    def moved(self) -> Fraction:
        """What came from some to others, or was added where there is no total."""
        return sum((one for one in self.amounts.values() if one > 0), Fraction(0))


def effects(problem: Problem, solution: Solution) -> tuple[Effect, ...]:
    """The effects of all demands that moved something, in their order."""
    apart = _Apart(problem, solution)
    return tuple(one for one in (*apart.of_demands(), apart.of_zero()) if any(one.amounts.values()))


@dataclass(frozen=True)
class _Apart:
    problem: Problem
    solution: Solution

    @property
    def program(self) -> Program:
        return self.solution.program

    @cached_property
    def free(self) -> list[int]:
        return [i for i, bound in enumerate(self.solution.nearest.bound) if not bound]

    @cached_property
    def free_weight(self) -> int:
        return sum(self.program.weights[i] for i in self.free)

    @cached_property
    def owners(self) -> dict[int, Demand]:
        """Whose bound each county stands at."""
        nearest, floors = self.solution.nearest, self.program.low
        return {
            i: self._owner(code, at_floor=nearest.point[i] == floors[i])
            for i, code in enumerate(self.program.codes)
            if nearest.bound[i]
        }

    def of_demands(self) -> Iterator[Effect]:
        """The effect of each demand's bounds and rows."""
        multipliers = iter(self.solution.nearest.multipliers)
        lines = iter(self.program.lines)
        if self.problem.total is not None:
            next(multipliers), next(lines)
        for demand in self.solution.demands:
            moves = self._bounds(demand)
            for _ in demand.rows:
                self._row(next(multipliers), next(lines).coefficients, moves)
            yield self._effect(demand, moves)

    def of_zero(self) -> Effect:
        """The effect of no amount being below zero."""
        return self._effect(ZERO, self._bounds(ZERO))

    def _owner(self, code: str, *, at_floor: bool) -> Demand:
        demands = self.solution.demands
        if at_floor:
            floors = [one for one in demands if code in one.low]
            return max(floors, key=lambda one: one.low[code], default=ZERO)
        return min((one for one in demands if code in one.high), key=lambda one: one.high[code])

    def _bounds(self, demand: Demand) -> dict[int, Fraction]:
        """In steps: the counties at the demand's bounds, and what it costs the others."""
        nearest, program = self.solution.nearest, self.program
        moves = {
            i: nearest.point[i] - Fraction(program.targets[i], program.denominator)
            for i, owner in self.owners.items()
            if owner is demand
        }
        return self._balanced(moves, sum(moves.values(), Fraction(0)))

    def _row(self, multiplier: Fraction, row: dict[int, int], moves: dict[int, Fraction]) -> None:
        if not multiplier:
            return
        weights, size = self.program.weights, self.program.denominator
        pulled = {
            i: multiplier * one * weights[i] / size
            for i, one in row.items()
            if not self.solution.nearest.bound[i]
        }
        for i, one in self._balanced(pulled, sum(pulled.values(), Fraction(0))).items():
            moves[i] = moves.get(i, Fraction(0)) + one

    def _balanced(self, moves: dict[int, Fraction], cost: Fraction) -> dict[int, Fraction]:
        """With what the free bear of the cost, where there is a total."""
        if self.problem.total is None or not cost or not self.free_weight:
            return moves
        for i in self.free:
            share = cost * self.program.weights[i] / self.free_weight
            moves[i] = moves.get(i, Fraction(0)) - share
        return moves

    def _effect(self, demand: Demand, moves: dict[int, Fraction]) -> Effect:
        codes = self.program.codes
        amounts = {codes[i]: one * self.problem.step for i, one in moves.items() if one}
        bound = frozenset(codes[i] for i, owner in self.owners.items() if owner is demand)
        return Effect(demand, amounts, bound)
