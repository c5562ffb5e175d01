"""Shared by the tests of casework: a case to work on, and a way to move it."""

from process_fixtures import act, case_of, income_line_entered

__all__ = ["act", "case_of", "income_line_entered"]
