"""Which entered values count, and what other apps hear of them."""

from dataclasses import replace

from django.dispatch import Signal

from luoshi.pack.entering import EnteredValue, Entries
from luoshi.pack.handover import HandedOver
from luoshi.site.parameters.models import Entry

entered = Signal()
"""Sent inside the transaction with the ``entry`` that now waits for a second person."""

agreeing = Signal()
"""Sent with the ``entry`` a second person would agree to; who answers with a sentence stands in
the way, and it says why."""


def entries() -> Entries:
    """The entered values that count, in the order they came to."""
    agreed = Entry.objects.filter(verdict__agreed=True).select_related("by")
    rows = agreed.order_by("verdict__at", "verdict__pk")
    return tuple(EnteredValue(entry.parameter, entry.dated) for entry in rows)


def counting(handed: HandedOver) -> HandedOver:
    """What is handed over, with the entered values."""
    return replace(handed, values=entries())
