"""Cases: how one is moved on, by when, and what must hold first. The kinds are pack data."""

from luoshi.casework.calendar import due_on, is_working_day
from luoshi.casework.case_file import CaseFile, Given, Reply, Taken
from luoshi.casework.guards import hindrances, hindrances_of, never
from luoshi.casework.rules import Rules
from luoshi.expressions.workdays import WORKING_DAY

__all__ = [
    "WORKING_DAY",
    "CaseFile",
    "Given",
    "Reply",
    "Rules",
    "Taken",
    "due_on",
    "hindrances",
    "hindrances_of",
    "is_working_day",
    "never",
]
