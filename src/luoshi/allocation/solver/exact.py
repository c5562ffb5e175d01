"""The nearest point in exact numbers, from multipliers known nearly.

The same Newton steps as in floating point, in whole numbers: a step from nearly right
multipliers lands on the right ones. What comes out is proved: it meets every row and bound,
multipliers are not below zero, and none pulls that is not tight. These conditions hold of the
one nearest point and of no other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from luoshi.allocation.solver.program import Program

STEPS = 60
"""Most steps from nearly right to right."""


@dataclass(frozen=True)
class Nearest:
    """The nearest point in whole numbers, ``unit`` of them to a step; the multipliers of the
    rows, and who is at a bound."""

    point: tuple[int, ...]
    unit: int
    multipliers: tuple[Fraction, ...]
    bound: tuple[bool, ...]

    @classmethod
    def unmoved(cls, program: Program) -> "Nearest":
        """The targets themselves."""
        pulls = tuple(Fraction(0) for _ in program.lines)
        return cls(program.targets, program.denominator, pulls, (False,) * len(program.codes))


def nearest(program: Program, near: Sequence[float]) -> Nearest | None:
    """The nearest point; None where the steps do not get there."""
    held = [Fraction(float(one)) for one in near]
    for _ in range(STEPS):
        held = [
            one if line.equal else max(one, Fraction(0))
            for one, line in zip(held, program.lines, strict=True)
        ]
        at = _At(program, held)
        if at.solved:
            return at.nearest
        held = at.next()
    return None


class _At:
    """A program at given multipliers: the point, over one denominator, and what rows lack."""

    def __init__(self, program: Program, held: Sequence[Fraction]) -> None:
        self.program, self.held = program, held
        self.common = lcm(*(one.denominator for one in held))
        self.unit = self.common * program.denominator
        self._place()
        self.short = [line.short(self.point, self.unit) for line in program.lines]

    def _place(self) -> None:
        pulls = [0] * len(self.program.codes)
        for line, one in zip(self.program.lines, self.held, strict=True):
            pull = int(one * self.common)
            for i, coefficient in line.coefficients.items() if pull else ():
                pulls[i] += coefficient * pull
        self.point: list[int] = []
        self.free: list[bool] = []
        for i, (target, weight) in enumerate(
            zip(self.program.targets, self.program.weights, strict=True)
        ):
            there = target * self.common + weight * pulls[i]
            kept = _kept(there, self.program.low[i], self.program.high[i], self.unit)
            self.point.append(kept)
            self.free.append(kept == there)

    @property
    def solved(self) -> bool:
        """Whether this is the nearest point."""
        return all(
            short == 0 if line.equal else short <= 0 and (one == 0 or short == 0)
            for line, short, one in zip(self.program.lines, self.short, self.held, strict=True)
        )

    @property
    def nearest(self) -> Nearest:
        """The point, and what holds it."""
        bound = tuple(not one for one in self.free)
        return Nearest(tuple(self.point), self.unit, tuple(self.held), bound)

    def next(self) -> list[Fraction]:
        """The multipliers after a Newton step on the rows that pull or fall short."""
        active = [
            k
            for k, line in enumerate(self.program.lines)
            if line.equal or self.held[k] > 0 or self.short[k] > 0
        ]
        bends = {(k, other): self._bend(k, other) for k in active for other in active if other <= k}
        matrix = [[bends[max(k, other), min(k, other)] for other in active] for k in active]
        right = [Fraction(self.short[k], self.unit) for k in active]
        held = list(self.held)
        for k, change in zip(active, solved(matrix, right), strict=True):
            held[k] += change
        return held

    def _bend(self, k: int, other: int) -> Fraction:
        first, second = self.program.lines[k].coefficients, self.program.lines[other].coefficients
        if len(second) < len(first):
            first, second = second, first
        weights = self.program.weights
        both = (i for i in first if i in second and self.free[i])
        found = sum(first[i] * second[i] * weights[i] for i in both)
        return Fraction(found, self.program.denominator)


def _kept(value: int, low: int | None, high: int | None, unit: int) -> int:
    if low is not None and value < low * unit:
        return low * unit
    return high * unit if high is not None and value > high * unit else value


def solved(matrix: list[list[Fraction]], right: list[Fraction]) -> list[Fraction]:
    """A solution of a symmetric system; unknowns that depend on others are 0."""
    rows = [[*row, one] for row, one in zip(matrix, right, strict=True)]
    pivots = []
    for k in range(len(rows)):
        if not rows[k][k]:
            continue
        pivots.append(k)
        rows[k] = [one / rows[k][k] for one in rows[k]]
        for other in range(len(rows)):
            if other != k and rows[other][k]:
                times = rows[other][k]
                rows[other] = [a - times * b for a, b in zip(rows[other], rows[k], strict=True)]
    found = [Fraction(0)] * len(rows)
    for k in pivots:
        found[k] = rows[k][-1]
    return found
