"""Signals of monitoring: a lead was dismissed or reopened."""

from django.dispatch import Signal

dismissed = Signal()
"""Sent inside the transaction with ``lead`` (a Lead) and ``decision`` (a Decision)."""

reopened = Signal()
"""Sent inside the transaction with ``lead`` (a Lead), which is open again."""
