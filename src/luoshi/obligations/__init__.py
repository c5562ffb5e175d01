"""Obligations: the obligations of a notice, each with its status for every county at any day.

The formulas are documented, for those who write obligations, in ``docs/reference/obligations.md``.
"""

from luoshi.area_queries.period import Period
from luoshi.obligations.evaluation import earlier, evaluate, judge, trend
from luoshi.obligations.results import Evidence, Result, Term, overall, to_json, with_terms
from luoshi.obligations.status import Status

__all__ = [
    "Evidence",
    "Period",
    "Result",
    "Status",
    "Term",
    "earlier",
    "evaluate",
    "judge",
    "overall",
    "to_json",
    "trend",
    "with_terms",
]
