"""Sharing out a fund for a year."""

from collections.abc import Sequence
from fractions import Fraction

from luoshi.allocation.errors import ConflictError, LapsedError
from luoshi.allocation.explaining import shares
from luoshi.allocation.formula import Formula, formula
from luoshi.allocation.inputs import Inputs
from luoshi.allocation.lapsing import remaining
from luoshi.allocation.limits import Limited, limited
from luoshi.allocation.outcomes import outcomes
from luoshi.allocation.overrides import AS_IT_IS, Overrides, demand_known
from luoshi.allocation.results import Allocation
from luoshi.allocation.setting import Setting
from luoshi.allocation.solver import SUM, Problem, conflicting, effects, solve
from luoshi.allocation.totals import TOTAL
from luoshi.allocation.wording import conflict
from luoshi.pack.allocation import Scheme
from luoshi.text.numbers import rounded


def allocate(
    scheme: Scheme, inputs: Inputs, year: int, overrides: Overrides = AS_IT_IS
) -> Allocation:
    """What every county gets of a fund in a year, with each step.

    The same inputs give the same result, in whatever order they come.

    Raises:
        LapsedError: parts of the scheme are past their end, and nobody said to leave them out.
        ConflictError: the limits cannot be met together; it says which.
        AllocationError: a figure is missing, or something else does not allow a result.
    """
    demand_known(overrides, scheme)
    if inputs.lapsed and not overrides.without_lapsed:
        raise LapsedError(scheme.title, year, told_of(inputs))
    scheme = remaining(scheme, inputs)
    setting = Setting(scheme, inputs, year, overrides)
    shared = formula(setting)
    limits = limited(setting, shared.total)
    problem = _problem(setting, shared, limits)
    solution = solve(problem)
    if solution is None:
        raise _conflict(setting, shared, limits, problem)
    moved = effects(problem, solution)
    return Allocation(
        scheme.id,
        scheme.title,
        year,
        rounded(sum(solution.amounts.values(), Fraction(0)), setting.places),
        scheme.unit,
        tuple(shares(setting, shared, moved, limits, solution.amounts)),
        tuple(outcomes(setting, limits, moved, solution.amounts)),
        tuple(scheme.assumed(setting.day)),
        told_of(inputs),
        inputs.untold,
    )


def told_of(inputs: Inputs) -> tuple[str, ...]:
    """What is past its end, a line each."""
    return tuple(lapse.text for lapse in inputs.lapsed)


def _problem(setting: Setting, shared: Formula, limits: Sequence[Limited]) -> Problem:
    return Problem(
        shared.amounts,
        None if setting.scheme.entitlement else shared.total,
        Fraction(setting.scheme.round_to),
        tuple(one.alternatives for one in limits if one.enforced),
    )


def _conflict(
    setting: Setting, shared: Formula, limits: Sequence[Limited], problem: Problem
) -> ConflictError:
    binding = [one for one in limits if one.enforced]
    places = conflicting(problem)
    clashing = [binding[i] for i in places if i != SUM]
    total = shared.total if SUM in places else None
    ids = (*([TOTAL] if SUM in places else []), *(one.limit.id for one in clashing))
    return ConflictError(ids, conflict(setting, total, clashing))
