"""Whole steps by largest remainder: the sum exact, ties by code, every limit still met."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import floor

from luoshi.allocation.program import Line, Program
from luoshi.allocation.shifting import shifts


def rounded(program: Program, point: Sequence[Fraction]) -> tuple[Fraction, ...] | None:
    """The point in whole steps; None where none near it meets the rows.

    Every amount is rounded down, then those with the largest remainders get one more step
    until the sum is right; of like remainders the smaller code is first. An odd part of a
    step goes to the next in line. Where there is no total, each goes to the nearest step.
    Bounds are whole, so they hold. Where a row is broken by that, the whole steps nearest to
    the point that keep it are taken (see `luoshi.allocation.shifting`).
    """
    ways = _Rounding(program, tuple(point)).ways()
    return next((amounts for amounts in ways if meets(program, amounts)), None)


def meets(program: Program, amounts: Sequence[Fraction]) -> bool:
    """Whether amounts in steps meet every row and bound, exactly."""
    within = all(
        (low is None or one >= low) and (high is None or one <= high)
        for one, low, high in zip(amounts, program.low, program.high, strict=True)
    )
    return within and all(_kept(line, line.sum(amounts)) for line in program.lines)


def _kept(line: Line, found: Fraction) -> bool:
    return found == line.least if line.equal else found >= line.least


@dataclass(frozen=True)
class _Rounding:
    program: Program
    point: tuple[Fraction, ...]

    @cached_property
    def parts(self) -> list[Fraction]:
        return [one % 1 for one in self.point]

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
    def down(self) -> list[Fraction]:
        """All rounded down, the odd part of a step with whom it goes to."""
        down = [Fraction(floor(one)) for one in self.point]
        odd = sum(self.parts, Fraction(0)) % 1
        if self.has_total and odd:
            down[self.order[self.steps]] += odd
        return down

    def ways(self) -> Iterator[tuple[Fraction, ...]]:
        """By largest remainder, else the nearest steps that keep the rows."""
        chosen = frozenset(self.order[: self.steps])
        yield tuple(one + (i in chosen) for i, one in enumerate(self.down))
        for moved in shifts(self.program, self.point, self.down):
            yield tuple(one + steps for one, steps in zip(self.down, moved, strict=True))
