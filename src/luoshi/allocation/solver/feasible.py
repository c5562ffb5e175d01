"""Whether anything meets a program at all: a linear program for HiGHS, by scipy."""

from typing import TYPE_CHECKING

import numpy as np

from luoshi.allocation.solver.program import IntegerRow, Program

if TYPE_CHECKING:
    from scipy.sparse import csr_array

INFEASIBLE = 2
"""How scipy says that nothing meets the rows."""


def feasible(program: Program) -> bool:
    """Whether some amounts, whole or not, meet every row and bound."""
    # Loaded when a program is solved: it takes longer than all else that commands load.
    from scipy.optimize import linprog

    if any(_crossed(*bounds) for bounds in zip(program.low, program.high, strict=True)):
        return False
    equal = [line for line in program.lines if line.equal]
    least = [line for line in program.lines if not line.equal]
    width = len(program.codes)
    found = linprog(
        np.zeros(width),
        A_ub=-_matrix(least, width) if least else None,
        b_ub=[-line.least / line.size for line in least] or None,
        A_eq=_matrix(equal, width) if equal else None,
        b_eq=[line.least / line.size for line in equal] or None,
        bounds=list(zip(program.low, program.high, strict=True)),
        method="highs",
    )
    return bool(found.status != INFEASIBLE)


def _crossed(low: int | None, high: int | None) -> bool:
    return low is not None and high is not None and low > high


def _matrix(lines: list[IntegerRow], width: int) -> "csr_array":
    from scipy.sparse import csr_array

    values = [one / line.size for line in lines for one in line.coefficients.values()]
    places = [i for line in lines for i in line.coefficients]
    ends = np.cumsum([0, *(len(line.coefficients) for line in lines)])
    return csr_array((values, places, ends), shape=(len(lines), width))
