"""Whole steps by largest remainder: the sum exact, ties by code, every limit still met."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from luoshi.allocation.solver.exact import Nearest
from luoshi.allocation.solver.program import Program
from luoshi.allocation.solver.shifting import Rough, shifts


def rounded(program: Program, nearest: Nearest) -> tuple[Fraction, ...] | None:
    """The nearest point in whole steps; None where none near it meets the rows.

    Every amount is rounded down, then those with the largest remainders get one more step
    until the sum is right; of like remainders the smaller code is first. An odd part of a
    step goes to the next in line. Where there is no total, each goes to the nearest step.
    Bounds are whole, so they hold. Where a row is broken by that, the whole steps nearest to
    the point that keep it are taken (see `luoshi.allocation.solver.shifting`).
    """
    rounding = _Rounding(program, nearest)
    unit = rounding.odd.denominator
    ways = (way for way in rounding.ways() if program.met(way, unit))
    found = next(ways, None)
    return tuple(Fraction(one, unit) for one in found) if found else None


@dataclass(frozen=True)
class _Rounding:
    program: Program
    nearest: Nearest

    @cached_property
    def parts(self) -> list[int]:
        """What is left of each amount when it is rounded down, in the point's units."""
        return [one % self.nearest.unit for one in self.nearest.point]

    @cached_property
    def order(self) -> list[int]:
        """Who is rounded up first."""
        return sorted(range(len(self.parts)), key=lambda i: (-self.parts[i], i))

    @cached_property
    def ups(self) -> int:
        """How many are rounded up."""
        if self.program.total is None:
            return sum(2 * part >= self.nearest.unit for part in self.parts)
        return sum(self.parts) // self.nearest.unit

    @cached_property
    def odd(self) -> Fraction:
        """The odd part of a step in the total."""
        return (self.program.total or Fraction(0)) % 1

    @cached_property
    def down(self) -> list[int]:
        """All rounded down, in the odd part's units, with the odd part where it goes to."""
        unit = self.odd.denominator
        down = [one // self.nearest.unit * unit for one in self.nearest.point]
        if self.odd:
            down[self.order[self.ups]] += self.odd.numerator
        return down

    def ways(self) -> Iterator[list[int]]:
        """By largest remainder, else the nearest steps that keep the rows."""
        unit, chosen = self.odd.denominator, frozenset(self.order[: self.ups])
        yield [one + unit * (i in chosen) for i, one in enumerate(self.down)]
        distances = [
            point / self.nearest.unit - one / unit
            for point, one in zip(self.nearest.point, self.down, strict=True)
        ]
        rough = Rough(self.program, tuple(self.down), unit, tuple(distances), tuple(self.order))
        for moved in shifts(rough, self.ups):
            yield [one + unit * steps for one, steps in zip(self.down, moved, strict=True)]
