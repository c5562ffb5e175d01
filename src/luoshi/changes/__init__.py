"""What a change of a pack touches: obligations, leads, households, money, and what rests on them.

Two packs are compared as texts; then both are asked of the same records, as far as the texts say
that the answers may differ.
"""

from luoshi.changes.differences import Difference, differences
from luoshi.changes.outcome import Outcome, Resting
from luoshi.changes.reach import Reach, everything, reach
from luoshi.changes.reckoning import compare, compare_texts
from luoshi.changes.records import Records

__all__ = [
    "Difference",
    "Outcome",
    "Reach",
    "Records",
    "Resting",
    "compare",
    "compare_texts",
    "differences",
    "everything",
    "reach",
]
