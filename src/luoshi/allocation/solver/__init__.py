"""The amounts nearest to a formula's that meet all limits: plain numbers in, plain numbers out.

What is nearest and why there is one answer is told in ``program``; how it is found in
``newton`` and ``exact``.
"""

from luoshi.allocation.solver.conflict import SUM, conflicting
from luoshi.allocation.solver.effects import ZERO, Effect, effects
from luoshi.allocation.solver.problem import Demand, Problem, Row
from luoshi.allocation.solver.solving import Solution, solve

__all__ = [
    "SUM",
    "ZERO",
    "Demand",
    "Effect",
    "Problem",
    "Row",
    "Solution",
    "conflicting",
    "effects",
    "solve",
]
