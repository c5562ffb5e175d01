"""What monitoring tells others: that a lead was put aside, or waits again."""

from django.dispatch import Signal

put_aside = Signal()
"""Sent inside the transaction with ``lead`` (a Lead) and ``decision`` (a Decision)."""

reopened = Signal()
"""Sent inside the transaction with ``lead``, which waits again."""
