"""What monitoring tells others: that leads of a household were put aside."""

from django.dispatch import Signal

put_aside = Signal()
"""Sent inside the transaction with ``household`` (a FlaggedHousehold), ``user`` and ``reason``."""
