"""Whole steps by largest remainder: the sum exact, ties by code, every limit still met."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import floor

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from luoshi.allocation.program import Line, Program

MARGINS = (0.0, 1e-5)
"""How much more than its bound a row is asked for, so that floating point cannot break it."""


def rounded(program: Program, point: Sequence[Fraction]) -> tuple[Fraction, ...] | None:
    """The point in whole steps; None where no rounding up or down meets the rows.

    Every amount is rounded down, then those with the largest remainders get one more step
    until the sum is right; of like remainders the smaller code is first. An odd part of a
    step goes to the next in line. Where there is no total, each goes to the nearest step.
    Bounds are whole, so they hold; where a row is broken, the nearest rounding that keeps it
    is taken: a small integer program.
    """
    rounding = _Rounding(program, tuple(point))
    found = (rounding.with_ups(ups) for ups in rounding.ways())
    return next((amounts for amounts in found if meets(program, amounts)), None)


def meets(program: Program, amounts: Sequence[Fraction]) -> bool:
    """Whether amounts in steps meet every row and bound, exactly."""
    within = all(
        (low is None or one >= low) and (high is None or one <= high)
        for one, low, high in zip(amounts, program.low, program.high, strict=True)
    )
    return within and all(_kept(line, _sum(line, amounts)) for line in program.lines)


def _kept(line: Line, found: Fraction) -> bool:
    return found == line.least if line.equal else found >= line.least


def _sum(line: Line, amounts: Sequence[Fraction]) -> Fraction:
    return sum((one * amounts[i] for i, one in line.coefficients.items()), Fraction(0))


@dataclass(frozen=True)
class _Rounding:
    program: Program
    point: tuple[Fraction, ...]

    @cached_property
    def down(self) -> list[int]:
        return [floor(one) for one in self.point]

    @cached_property
    def parts(self) -> list[Fraction]:
        return [one - below for one, below in zip(self.point, self.down, strict=True)]

    @cached_property
    def order(self) -> list[int]:
        return sorted(range(len(self.point)), key=lambda i: (-self.parts[i], i))

    @cached_property
    def has_total(self) -> bool:
        return any(line.equal for line in self.program.lines)

    @cached_property
    def steps(self) -> int:
        """How many are rounded up."""
        if self.has_total:
            return int(sum(self.parts, Fraction(0)))
        return sum(part >= Fraction(1, 2) for part in self.parts)

    @cached_property
    def odd(self) -> dict[int, Fraction]:
        """The odd part of a step, and who gets it."""
        part = sum(self.parts, Fraction(0)) % 1
        return {self.order[self.steps]: part} if self.has_total and part else {}

    def ways(self) -> Iterator[Sequence[int]]:
        """Who is rounded up: by remainder, else the nearest that keeps the rows."""
        yield self.order[: self.steps]
        for margin in MARGINS:
            found = self._nearest(margin)
            if found is not None:
                yield found

    def with_ups(self, ups: Sequence[int]) -> tuple[Fraction, ...]:
        """The amounts when these are rounded up."""
        amounts = [Fraction(one) for one in self.down]
        for i in ups:
            amounts[i] += 1
        for i, part in self.odd.items():
            amounts[i] += part
        return tuple(amounts)

    def _nearest(self, margin: float) -> Sequence[int] | None:
        able = np.array([part > 0 and i not in self.odd for i, part in enumerate(self.parts)])
        cost = np.array([float(1 - 2 * part) for part in self.parts])
        base = self.with_ups(())
        rows = [self._constraint(line, base, margin) for line in self.program.lines]
        found = milp(cost, integrality=np.ones(len(cost)), bounds=Bounds(0, able), constraints=rows)
        return None if found.x is None else [int(i) for i in np.flatnonzero(found.x > 0.5)]

    def _constraint(self, line: Line, base: Sequence[Fraction], margin: float) -> LinearConstraint:
        size = max((abs(one) for one in line.coefficients.values()), default=1)
        row = np.zeros(len(base))
        row[list(line.coefficients)] = [one / size for one in line.coefficients.values()]
        least = float((line.least - _sum(line, base)) / size)
        if line.equal:
            return LinearConstraint(row, least, least)
        return LinearConstraint(row, least + margin, np.inf)
