"""What must hold of every solution, whatever the problem; a second solver agrees."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product
from random import Random

import cvxpy as cp
import numpy as np
import pytest
from allocation.making import problems
from hypothesis import example, given
from hypothesis import strategies as st
from tried import tried

from luoshi.allocation.errors import AllocationError, NoWholeStepsError
from luoshi.allocation.solver import ConstraintRow, Demand, Problem, Solution, effects, solve
from luoshi.allocation.solver.conflict import SUM, conflicting, met
from luoshi.allocation.solver.program import Program, program

NEAR = 1e-4
"""How well the second solver knows its answer, against the largest amount."""


def solved(problem: Problem) -> Solution | None:
    """The solution; None where there is none, in whole steps or at all."""
    try:
        return solve(problem)
    except NoWholeStepsError:
        return None


def points(found: Solution) -> list[Fraction]:
    """The nearest point in steps."""
    return [Fraction(one, found.nearest.unit) for one in found.nearest.point]


def second(program: Program) -> tuple[str, list[float]]:
    """The nearest point by another solver, from the same numbers."""
    size = program.denominator
    target = np.array([one / size for one in program.targets])
    weight = np.array([one / size for one in program.weights])
    point = cp.Variable(len(target))
    rules = [point[i] >= one for i, one in enumerate(program.low) if one is not None]
    rules += [point[i] <= one for i, one in enumerate(program.high) if one is not None]
    for line in program.lines:
        largest = max((abs(one) for one in line.coefficients.values()), default=1)
        found = sum(one / largest * point[i] for i, one in line.coefficients.items())
        least = line.least / largest
        rules.append(found == least if line.equal else found >= least)
    distance = cp.sum_squares(cp.multiply(point - target, 1 / np.sqrt(weight)))
    asked = cp.Problem(cp.Minimize(distance), rules)
    asked.solve(solver=cp.CLARABEL)
    return asked.status, [] if point.value is None else point.value.tolist()


@tried(30)
@given(problems())
def test_a_second_solver_agrees(problem: Problem) -> None:
    found = solved(problem)
    status, point = second(program(problem, tuple(one for (one,) in problem.demands)))
    if found is None:
        return
    assert status.startswith("optimal")
    largest = max(map(abs, point))
    for ours, theirs in zip(points(found), point, strict=True):
        assert abs(float(ours) - theirs) <= NEAR * max(largest, 1)


@tried(25)
@given(problems(demands=8))
def test_what_is_refused_cannot_be_met(problem: Problem) -> None:
    if solved(problem) is None:
        status, _ = second(program(problem, tuple(one for (one,) in problem.demands)))
        places = conflicting(problem) if "infeasible" in status else ()
        assert bool(places) == ("infeasible" in status)


@tried(30)
@given(problems())
def test_sums_are_exact_and_all_limits_held(problem: Problem) -> None:
    found = solved(problem)
    if found is None:
        return
    assert sum(found.amounts.values()) == problem.total
    assert min(found.amounts.values()) >= 0
    for (demand,) in problem.demands:
        assert holds(demand, found.amounts)
        assert demand.slack(found.amounts) >= 0


def holds(demand: Demand, amounts: Mapping[str, Fraction]) -> bool:
    """Whether a demand is met, told without its own slack."""
    sums = [
        sum(one * amounts[code] for one, codes in row.sides for code in codes) >= row.least
        for row in demand.rows
    ]
    low = [amounts[code] >= one for code, one in demand.low.items()]
    return all([*sums, *low, *(amounts[code] <= one for code, one in demand.high.items())])


@tried(30)
@given(problems(demands=3), st.data())
def test_slack_is_what_is_left_before_a_demand_breaks(
    problem: Problem, data: st.DataObject
) -> None:
    some = st.integers(0, 10_000).map(Fraction)
    amounts = {code: data.draw(some) for code in problem.formula}
    for (demand,) in problem.demands:
        slack = demand.slack(amounts)
        assert holds(demand, amounts) == (slack >= 0)
        below = {code: one - slack for code, one in amounts.items()}
        if demand.low and not demand.high and not demand.rows:
            assert holds(demand, below)
            assert not holds(demand, {code: one - 1 for code, one in below.items()})


@tried(30)
@given(problems())
def test_all_but_one_are_whole_steps(problem: Problem) -> None:
    found = solved(problem)
    if found:
        odd = [one for one in found.amounts.values() if one.denominator > 1]
        assert len(odd) == (problem.total % 1 != 0)


@tried(30)
@given(problems())
def test_what_is_given_up_is_what_is_gained(problem: Problem) -> None:
    found = solved(problem)
    if found is None:
        return
    moved = effects(problem, found)
    near = float(problem.total or 0) * 1e-9
    for effect in moved:
        assert abs(sum(effect.amounts.values())) <= near
    for code, point in zip(found.program.codes, points(found), strict=True):
        whole = sum(effect.amounts.get(code, 0.0) for effect in moved)
        assert abs(float(problem.formula[code] - point) + whole) <= near


@tried(30)
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_counties_does_not_matter(problem: Problem, random: Random) -> None:
    codes = list(problem.formula)
    random.shuffle(codes)
    mixed = replace(problem, formula={code: problem.formula[code] for code in codes})
    first, other = solved(problem), solved(mixed)
    assert (first and first.amounts) == (other and other.amounts)


def change(found: Solution) -> Fraction:
    """How far the nearest point is from the targets: squares, each over its weight."""
    one = found.program
    size = one.denominator
    return sum(
        (
            (at - Fraction(target, size)) ** 2 / Fraction(weight, size)
            for at, target, weight in zip(points(found), one.targets, one.weights, strict=True)
        ),
        Fraction(0),
    )


amounts = st.integers(10, 1000).map(Fraction)
raised = st.lists(st.tuples(st.integers(0, 2), st.integers(101, 140)), min_size=2, max_size=4)


@tried(20)
@given(st.tuples(amounts, amounts, amounts), raised)
@example((Fraction(10), Fraction(10), Fraction(1000)), [(2, 101), (0, 120)])
@example((Fraction(10), Fraction(10), Fraction(1000)), [(0, 120), (2, 101)])
@example((Fraction(900), Fraction(30), Fraction(30)), [(0, 103), (1, 140), (2, 130)])
@example((Fraction(1000), Fraction(10), Fraction(500)), [(1, 140), (0, 101)])
def test_of_alternatives_the_one_that_changes_least_is_taken(
    needs: tuple[Fraction, ...], floors: list[tuple[int, int]]
) -> None:
    """Each raises a county above what the formula gives it, so each changes something."""
    formula = {f"{100001 + i}": one for i, one in enumerate(needs)}
    codes = list(formula)
    ways = tuple(
        Demand(str(n), low={codes[i]: needs[i] * percent / 100})
        for n, (i, percent) in enumerate(floors)
    )
    problem = Problem(formula, sum(needs, Fraction(0)), Fraction(1), (ways,))
    alone = [solved(replace(problem, demands=((one,),))) for one in ways]
    found = solved(problem)
    if found is None or None in alone:
        return
    changes = [change(one) for one in alone if one]
    assert all(changes)
    assert found.demands == (ways[changes.index(min(changes))],)


def test_of_alternatives_that_change_as_much_the_first_is_taken() -> None:
    formula = {"100001": Fraction(10), "100002": Fraction(10)}
    ways = tuple(Demand(code, low={code: Fraction(12)}) for code in formula)
    for order in (ways, ways[::-1]):
        found = solve(Problem(formula, Fraction(20), Fraction(1), (order,)))
        assert found
        assert found.demands == order[:1]


def test_an_alternative_that_cannot_be_met_is_passed_over() -> None:
    formula = {"100001": Fraction(10), "100002": Fraction(10)}
    never, can = (Demand(str(n), low={"100001": Fraction(n)}) for n in (21, 20))
    found = solve(Problem(formula, Fraction(20), Fraction(1), ((never, can),)))
    assert found
    assert found.demands == (can,)
    assert solve(Problem(formula, Fraction(20), Fraction(1), ((never,),))) is None


def test_too_many_ways_to_choose_are_refused() -> None:
    formula = {"100001": Fraction(10), "100002": Fraction(10)}
    ways = tuple(Demand(str(n), low={"100001": Fraction(n)}) for n in (1, 2))
    most = Problem(formula, Fraction(20), Fraction(1), (ways,) * 6)
    assert solve(most)
    with pytest.raises(AllocationError, match="组合超过 64 种，请减少几条"):
        solve(replace(most, demands=(ways,) * 7))


def test_whole_steps_that_meet_nothing_are_refused_with_what_to_mend() -> None:
    formula = {"100001": Fraction(15), "100002": Fraction(5)}
    one = ("100001",)
    between = (
        ConstraintRow(((Fraction(1), one),), Fraction(14)),
        ConstraintRow(((Fraction(-1), one),), Fraction(-16)),
    )
    with pytest.raises(NoWholeStepsError, match=r"请把取整单位（round_to）改小"):
        solve(Problem(formula, Fraction(20), Fraction(10), ((Demand("between", rows=between),),)))


STEP = 10


@st.composite
def coarse(draw: st.DrawFn) -> Problem:
    """Few counties, long steps, and rows the formula only just meets: rounding breaks them."""
    count = draw(st.integers(2, 4))
    codes = [f"{100001 + i}" for i in range(count)]
    shares = draw(st.lists(st.integers(0, 79), min_size=count, max_size=count))
    total = -(-sum(shares) // STEP) * STEP
    shares[-1] += total - sum(shares)
    formula = dict(zip(codes, map(Fraction, shares), strict=True))
    signs = st.lists(st.integers(-3, 3), min_size=count, max_size=count)
    rows = draw(st.lists(st.tuples(signs, st.integers(0, 2)), max_size=4))
    demands = tuple((_row(str(i), formula, *row),) for i, row in enumerate(rows))
    most = draw(st.none() | st.integers(0, count - 1))
    if most is not None:
        high = {codes[most]: formula[codes[most]] // STEP * STEP}
        demands += ((Demand("high", high=high),),)
    return Problem(formula, Fraction(total), Fraction(STEP), demands)


def _row(name: str, formula: Mapping[str, Fraction], signs: list[int], room: int) -> Demand:
    sides = tuple((Fraction(one), (code,)) for one, code in zip(signs, formula, strict=True))
    value = sum(one * formula[code] for one, (code,) in sides)
    return Demand(name, rows=(ConstraintRow(sides, Fraction(value) - room),))


BESIDE, AROUND, WELL_WITHIN = range(2), range(-2, 4), range(-1, 3)
"""Steps from an amount rounded down: to either side of it, as far as anybody is moved, and so far
that a point known to a thousandth leads to the same."""

FINE = Fraction(1, 1000)


@tried(150)
@given(coarse())
def test_of_the_whole_steps_that_meet_all_the_nearest_are_taken(problem: Problem) -> None:
    """By trying all of them: those beside the point, and where none meets all those around it."""
    found = solved(problem)
    if found is None:
        fine = solved(replace(problem, step=FINE))
        assert fine is None or not _meeting(problem, _point(fine, FINE), WELL_WITHIN)
        return
    point = _point(found, problem.step)
    meeting = _meeting(problem, point, BESIDE) or _meeting(problem, point, AROUND)
    nearest = min(_distance(one, point) for one in meeting)
    assert _distance(found.amounts, point) <= nearest + Fraction(1, 10**6)


def _point(found: Solution, step: Fraction) -> dict[str, Fraction]:
    """The nearest point by code, in steps of `STEP`."""
    parts = (one * step / STEP for one in points(found))
    return dict(zip(found.program.codes, parts, strict=True))


def _meeting(
    problem: Problem, point: Mapping[str, Fraction], steps: range
) -> list[dict[str, Fraction]]:
    every = product(steps, repeat=len(point))
    some = (
        {code: (one // 1 + up) * STEP for (code, one), up in zip(point.items(), ups, strict=True)}
        for ups in every
    )
    return [one for one in some if _meets(problem, one)]


def _meets(problem: Problem, amounts: Mapping[str, Fraction]) -> bool:
    whole = sum(amounts.values()) == problem.total and min(amounts.values()) >= 0
    return whole and all(holds(demand, amounts) for (demand,) in problem.demands)


def _distance(amounts: Mapping[str, Fraction], point: Mapping[str, Fraction]) -> Fraction:
    return sum(((amounts[code] / STEP - one) ** 2 for code, one in point.items()), Fraction(0))


@tried(20)
@given(problems(demands=8))
def test_conflicts_are_minimal(problem: Problem) -> None:
    every = (*range(len(problem.demands)), SUM)
    if met(problem, every):
        return
    places = conflicting(problem)
    assert not met(problem, places)
    for one in places:
        assert met(problem, tuple(other for other in places if other != one))


@tried(20)
@given(problems(demands=5))
def test_no_smaller_set_conflicts(problem: Problem) -> None:
    every = (*range(len(problem.demands)), SUM)
    if met(problem, every):
        return
    places = conflicting(problem)
    assert all(met(problem, some) for some in combinations(every, len(places) - 1))


@tried(20)
@given(problems(demands=0), st.integers(0, 100), st.integers(100, 300))
def test_with_equal_bounds_more_by_the_formula_never_gets_less(
    problem: Problem, low: int, high: int
) -> None:
    """The order of the formula survives floors and caps that are the same for all."""
    mean = (problem.total or Fraction(0)) / len(problem.formula)
    bounds = Demand(
        "bounds",
        dict.fromkeys(problem.formula, mean * low / 100),
        dict.fromkeys(problem.formula, mean * high / 100 + 2),
    )
    found = solved(replace(problem, demands=((bounds,),)))
    if found is None:
        return
    codes = found.program.codes
    by_code = dict(zip(codes, points(found), strict=True))
    ordered = sorted(codes, key=lambda code: problem.formula[code])
    assert [by_code[code] for code in ordered] == sorted(by_code.values())


@pytest.mark.parametrize("total", [5400, 5401])
def test_a_total_that_just_meets_all_floors_is_met(total: int) -> None:
    codes = [f"{100001 + i}" for i in range(9)]
    formula = {code: Fraction(total * i, 36) for i, code in enumerate(codes)}
    floors = Demand("quota", low=dict.fromkeys(codes, Fraction(600)))
    found = solve(Problem(formula, Fraction(total), Fraction(1), ((floors,),)))
    assert found
    assert sorted(found.amounts.values()) == [600] * 8 + [total - 4800]
