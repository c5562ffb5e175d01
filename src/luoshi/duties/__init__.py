"""Duties: for what somebody must answer, who does, and where nobody does."""
