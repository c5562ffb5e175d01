"""Which entered values count, and handing them to the pack of this process.

Another process may agree to an entry at any time. So that nobody asks the database with every
request, each such moment leaves a mark beside it, in the state folder.
"""

from secrets import token_hex

from django.dispatch import Signal

from luoshi.home import home
from luoshi.pack.entering import EnteredValue, Entries, Handed, hand_over, handed
from luoshi.site.parameters.models import Entry

MARK = "entered-values"
"""The file whose text changes whenever another value counts."""

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


def renew(always: bool = False) -> None:
    """Hand the values over where the mark says they have changed, or ``always``."""
    mark = _mark()
    if always or mark != handed().mark:
        hand_over(Handed(mark, entries()))


def changed() -> None:
    """Tell all processes that another value counts, this one at once."""
    (home() / MARK).write_text(token_hex(8), encoding="ascii")
    renew()


def _mark() -> str:
    try:
        return (home() / MARK).read_text(encoding="ascii")
    except FileNotFoundError:
        return ""
