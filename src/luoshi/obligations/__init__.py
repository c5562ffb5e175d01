"""Obligations: the promises of a notice, each with its status for every county at any day.

The formulas are documented, for those who write obligations, in ``docs/obligations.md``.
"""

from luoshi.counties.period import Period
from luoshi.obligations.evaluation import evaluate, trend
from luoshi.obligations.results import Evidence, Result, overall, to_json
from luoshi.obligations.status import Status

__all__ = [
    "Evidence",
    "Period",
    "Result",
    "Status",
    "evaluate",
    "overall",
    "to_json",
    "trend",
]
