"""One choice of alternatives as a quadratic program in whole numbers, counted in steps.

minimise Σ (x − f)² / 2v  where every row's Σ a·x ≥ b (the total's = b) and low ≤ x ≤ high.

``v`` is the formula's amount, at least one step: what must move is moved in proportion to
what each county has by the formula. All ``v`` are above zero, so the sum is strictly convex
and there is exactly one nearest point.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, floor, lcm

from luoshi.allocation.inputs import Amounts, Code
from luoshi.allocation.solver.problem import ConstraintRow, Demand, Problem


@dataclass(frozen=True)
class IntegerRow:
    """A row in whole numbers, its coefficients by the counties' places."""

    coefficients: dict[int, int]
    least: int
    equal: bool = False

    @cached_property
    def size(self) -> int:
        """The largest coefficient: what brings rows of any size to one."""
        return max((abs(one) for one in self.coefficients.values()), default=1)

    def short(self, amounts: Sequence[int], unit: int) -> int:
        """By how much whole amounts, ``unit`` of them to a step, fall short of the row."""
        found = sum(one * amounts[i] for i, one in self.coefficients.items())
        return self.least * unit - found


@dataclass(frozen=True)
class Program:
    """Targets in steps over a common denominator; whole bounds, None where there is none."""

    codes: tuple[Code, ...]
    targets: tuple[int, ...]
    denominator: int
    low: tuple[int | None, ...]
    high: tuple[int | None, ...]
    lines: tuple[IntegerRow, ...]

    @property
    def total(self) -> Fraction | None:
        """The total in steps."""
        lines = (line for line in self.lines if line.equal)
        return next((Fraction(line.least, line.size) for line in lines), None)

    def met(self, amounts: Sequence[int], unit: int) -> bool:
        """Whether whole amounts, ``unit`` of them to a step, meet every row and bound."""
        within = all(
            (low is None or one >= low * unit) and (high is None or one <= high * unit)
            for one, low, high in zip(amounts, self.low, self.high, strict=True)
        )
        return within and all(_kept(line, line.short(amounts, unit)) for line in self.lines)

    @cached_property
    def weights(self) -> tuple[int, ...]:
        """How easily each amount moves, over the same denominator."""
        return tuple(max(abs(one), self.denominator) for one in self.targets)


def program(problem: Problem, demands: Sequence[Demand]) -> Program:
    """The problem with one choice of alternatives."""
    codes = tuple(sorted(problem.formula))
    place = {code: i for i, code in enumerate(codes)}
    steps = [problem.formula[code] / problem.step for code in codes]
    denominator = lcm(*(one.denominator for one in steps))
    total = [_total(problem, codes)] if problem.total is not None else []
    rows = [_line(row, place, problem.step) for demand in demands for row in demand.rows]
    zero = {} if problem.total is None else dict.fromkeys(codes, Fraction(0))
    return Program(
        codes,
        tuple(int(one * denominator) for one in steps),
        denominator,
        tuple(_lowest(code, [zero, *(one.low for one in demands)], problem.step) for code in codes),
        tuple(_highest(code, [one.high for one in demands], problem.step) for code in codes),
        (*total, *rows),
    )


def _kept(line: IntegerRow, short: int) -> bool:
    return short == 0 if line.equal else short <= 0


def _total(problem: Problem, codes: Sequence[Code]) -> IntegerRow:
    assert problem.total is not None
    sum_ = problem.total / problem.step
    coefficients = dict.fromkeys(range(len(codes)), sum_.denominator)
    return IntegerRow(coefficients, sum_.numerator, equal=True)


def _line(row: ConstraintRow, place: dict[Code, int], step: Fraction) -> IntegerRow:
    least = row.least / step
    scale = lcm(least.denominator, *(one.denominator for one, _ in row.sides))
    coefficients: dict[int, int] = {}
    for one, codes in row.sides:
        whole = int(one * scale)
        for i in map(place.__getitem__, codes):
            coefficients[i] = coefficients.get(i, 0) + whole
    return IntegerRow({i: one for i, one in coefficients.items() if one}, int(least * scale))


def _lowest(code: Code, floors: Sequence[Amounts], step: Fraction) -> int | None:
    """The highest floor of a county, up to a whole step."""
    return max((ceil(one[code] / step) for one in floors if code in one), default=None)


def _highest(code: Code, caps: Sequence[Amounts], step: Fraction) -> int | None:
    """The lowest cap of a county, down to a whole step."""
    return min((floor(one[code] / step) for one in caps if code in one), default=None)
