"""What casework tells others: that a case has moved."""

from django.dispatch import Signal

moved = Signal()
"""Sent inside the transaction with ``case``, ``step``, ``move`` and ``before`` (a stage id)."""
