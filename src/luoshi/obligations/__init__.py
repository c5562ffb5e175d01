"""Obligations: the promises of a notice, each with its status for every county at any day.

The formulas are documented, for those who write obligations, in ``docs/obligations.md``.
"""

from luoshi.obligations.evaluation import evaluate, trend
from luoshi.obligations.period import Period
from luoshi.obligations.results import Evidence, Result, overall, to_json
from luoshi.obligations.status import Status
from luoshi.obligations.subjects import define_subjects

__all__ = [
    "Evidence",
    "Period",
    "Result",
    "Status",
    "define_subjects",
    "evaluate",
    "overall",
    "to_json",
    "trend",
]
