"""Which limits conflict: the fewest that cannot be met together."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, combinations, islice

from luoshi.allocation.solver.feasible import feasible
from luoshi.allocation.solver.problem import Problem
from luoshi.allocation.solver.program import Program, program
from luoshi.allocation.solver.solving import choices

TRIES = 400
"""Most smaller sets that are tried, fewest limits first."""

SUM = -1
"""The place of the total among what may conflict."""


def conflicting(problem: Problem) -> tuple[int, ...]:
    """The places of demands that conflict, and `SUM` where the total does with them.

    Without any one of them the rest can be met. First each limit that is not needed for the
    conflict is left out; then smaller sets are tried, so that with few limits it is the
    fewest there are.
    """
    parts = (*([SUM] if problem.total is not None else []), *range(len(problem.demands)))
    found = _irreducible(problem, parts)
    sizes = range(1, len(found))
    smaller = chain.from_iterable(combinations(parts, size) for size in sizes)
    tried = islice(smaller, TRIES)
    return next((some for some in tried if not met(problem, some)), found)


def _irreducible(problem: Problem, parts: Sequence[int]) -> tuple[int, ...]:
    kept = tuple(parts)
    for one in parts:
        fewer = tuple(other for other in kept if other != one)
        if not met(problem, fewer):
            kept = fewer
    return kept


def met(problem: Problem, parts: Sequence[int]) -> bool:
    """Whether some of the demands can be met by themselves, and the total where it is asked."""
    demands = tuple(problem.demands[i] for i in parts if i != SUM)
    asked = replace(problem, demands=demands)
    return any(feasible(one) for one in _programs(asked, SUM in parts))


def _programs(problem: Problem, with_total: bool) -> Iterator[Program]:
    for demands in choices(problem):
        one = program(problem, demands)
        loose = tuple(line for line in one.lines if not line.equal)
        yield one if with_total else replace(one, lines=loose)
