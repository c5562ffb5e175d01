"""The amounts nearest to a formula's that meet all limits: plain numbers in, plain numbers out.

What is nearest and why there is one answer is told in ``program``; how it is found in
``newton`` and ``exact``.
"""

from luoshi.allocation.solver.conflict import SUM, conflicting
from luoshi.allocation.solver.effects import ZERO, Effect, effects
from luoshi.allocation.solver.problem import ConstraintRow, Demand, Problem
from luoshi.allocation.solver.solving import Solution, solve

__all__ = [
    "SUM",
    "ZERO",
    "ConstraintRow",
    "Demand",
    "Effect",
    "Problem",
    "Solution",
    "conflicting",
    "effects",
    "solve",
]
