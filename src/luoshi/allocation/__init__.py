"""Sharing out money and land by published formulas, each amount with its reckoning.

The formulas are documented, for those who write schemes, in ``docs/reference/allocation.md``.
"""

from luoshi.allocation.allocating import allocate
from luoshi.allocation.errors import AllocationError, ConflictError, LapsedError
from luoshi.allocation.gathering import gather
from luoshi.allocation.inputs import County, Inputs, Lapse, Members, Wanted
from luoshi.allocation.lookup import find_scheme
from luoshi.allocation.measures import Measures, measure
from luoshi.allocation.overrides import Overrides, Waiver
from luoshi.allocation.results import Allocation, Outcome, Share, Step, StepKind

__all__ = [
    "Allocation",
    "AllocationError",
    "ConflictError",
    "County",
    "Inputs",
    "Lapse",
    "LapsedError",
    "Measures",
    "Members",
    "Outcome",
    "Overrides",
    "Share",
    "Step",
    "StepKind",
    "Waiver",
    "Wanted",
    "allocate",
    "find_scheme",
    "gather",
    "measure",
]
