"""What processes tell other apps: that a case has moved."""

from django.dispatch import Signal

moved = Signal()
"""Sent inside the transaction with ``case``, ``event``, ``move``, ``before`` (a stage id) and
``confirmed``: whether somebody who looked found just now that it is so."""
