"""The nearest amounts that meet every limit, in whole steps."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod

from luoshi.allocation.errors import AllocationError, NoWholeStepsError
from luoshi.allocation.inputs import Amounts
from luoshi.allocation.solver.exact import Nearest, nearest
from luoshi.allocation.solver.feasible import feasible
from luoshi.allocation.solver.newton import Dual
from luoshi.allocation.solver.problem import Demand, Problem
from luoshi.allocation.solver.program import Program, program
from luoshi.allocation.solver.rounding import rounded

CHOICES = 64
"""Most ways of choosing alternatives that are gone through."""


@dataclass(frozen=True)
class Solution:
    """The nearest point before rounding, the amounts after it, and the demands chosen."""

    demands: tuple[Demand, ...]
    program: Program
    nearest: Nearest
    amounts: Amounts


@dataclass(frozen=True)
class _Tried:
    demands: tuple[Demand, ...]
    program: Program
    nearest: Nearest


def solve(problem: Problem) -> Solution | None:
    """The amounts nearest to the formula's; None where nothing meets the demands.

    Every way of choosing alternatives is solved; of those that can be met the one that
    changes least is taken, of like ones the one told first.

    Raises:
        AllocationError: there are too many ways, or no whole amounts meet the rows.
    """
    found = [_tried(problem, demands) for demands in choices(problem)]
    met = [one for one in found if one]
    if len(met) > 1:
        met.sort(key=_change)
    return _whole(problem, met[0]) if met else None


def choices(problem: Problem) -> Iterator[tuple[Demand, ...]]:
    """Every way of choosing one alternative of each demand.

    Raises:
        AllocationError: there are too many.
    """
    if prod(len(one) for one in problem.demands) > CHOICES:
        raise AllocationError(f"“二者之一”的限制太多，组合超过 {CHOICES} 种，请减少几条")
    return product(*problem.demands)


def _tried(problem: Problem, demands: tuple[Demand, ...]) -> _Tried | None:
    one = program(problem, demands)
    point = _point(one)
    return _Tried(demands, one, point) if point else None


def _point(one: Program) -> Nearest | None:
    if one.met(one.targets, one.denominator):
        return Nearest.unmoved(one)
    if not feasible(one):
        return None
    found = nearest(one, Dual(one).solve().tolist())
    if found is None:
        raise AllocationError("求解没有收敛，请检查限制的数值")
    return found


def _change(tried: _Tried) -> Fraction:
    """The sum of squared changes over weights, in steps."""
    one, found = tried.program, tried.nearest
    changes = (
        (Fraction(point, found.unit) - Fraction(target, one.denominator), weight)
        for point, target, weight in zip(found.point, one.targets, one.weights, strict=True)
    )
    squares = (change**2 / Fraction(weight, one.denominator) for change, weight in changes)
    return sum(squares, Fraction(0))


def _whole(problem: Problem, best: _Tried) -> Solution:
    amounts = rounded(best.program, best.nearest)
    if amounts is None:
        raise NoWholeStepsError("取整以后不能同时满足各项限制，请把取整单位（round_to）改小")
    codes = best.program.codes
    whole = {code: amount * problem.step for code, amount in zip(codes, amounts, strict=True)}
    return Solution(best.demands, best.program, best.nearest, whole)
