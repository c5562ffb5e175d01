"""Screening: rules of the pack find the households that are slipping."""

from luoshi.screening.leads import Lead, RuleLeads
from luoshi.screening.run import (
    AskedRules,
    Screening,
    Unasked,
    behind,
    find_needs,
    screen,
    unaskable,
)
from luoshi.screening.severity import Decisions, LeadSeverity

__all__ = [
    "AskedRules",
    "Decisions",
    "Lead",
    "LeadSeverity",
    "RuleLeads",
    "Screening",
    "Unasked",
    "behind",
    "find_needs",
    "screen",
    "unaskable",
]
