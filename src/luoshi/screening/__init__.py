"""Screening: rules of the pack find the households that are slipping."""

from luoshi.screening.leads import Lead, RuleLeads
from luoshi.screening.run import Screening, Unasked, behind, find_needs, screen, unaskable
from luoshi.screening.weight import Decisions, Weight

__all__ = [
    "Decisions",
    "Lead",
    "RuleLeads",
    "Screening",
    "Unasked",
    "Weight",
    "behind",
    "find_needs",
    "screen",
    "unaskable",
]
