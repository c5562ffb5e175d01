"""What offices entered counts in every process: read anew when it changes, and when a day turns.

Another process may let an entry count at any time, and a day on which one begins comes by itself.
So that nobody asks the database with every request, each such moment leaves a mark in the state
folder; the mark and the day tell when to read what counts anew.
"""

from collections.abc import Callable
from secrets import token_hex

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from luoshi.home import home
from luoshi.pack.handover import HandedOver, hand_over, handed_over
from luoshi.pack.lacking import LackingError
from luoshi.site.errors import lacking

MARK = "entered"
"""The file whose text changes whenever something else counts."""

Answer = Callable[[HttpRequest], HttpResponse]
Reader = Callable[[HandedOver], HandedOver]
"""Adds what an app keeps, and counts today, to what is handed over."""

_readers: list[Reader] = []


def reader(read: Reader) -> Reader:
    """Have an app's entries read whenever what counts is read; declared where they are kept."""
    _readers.append(read)
    return read


def renew(always: bool = False) -> None:
    """Hand over what counts where the mark or the day says it is another, or ``always``."""
    mark = _mark()
    if always or mark != handed_over().mark:
        hand_over(_counting(mark))


def changed() -> None:
    """Tell all processes that something else counts, this one at once."""
    (home() / MARK).write_text(token_hex(8), encoding="ascii")
    renew()


def _counting(mark: str) -> HandedOver:
    found = HandedOver(mark)
    for read in _readers:
        found = read(found)
    return found


def _mark() -> str:
    """Empty while nothing was ever entered: then no day changes anything."""
    try:
        return f"{(home() / MARK).read_text(encoding='ascii')} {localdate()}"
    except FileNotFoundError:
        return ""


class EnteredCounts:
    """Before a request renews what counts; answers where a page lacks what nobody has entered."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer by what counts now."""
        renew()
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page that says what is lacking and who enters it."""
        return lacking(request, exception) if isinstance(exception, LackingError) else None
