"""Hiding personal values in everything that is shown or logged."""

import re
from collections.abc import Callable

from luoshi.warehouse.person_number import is_number
from luoshi.warehouse.text import half_width

HIDDEN = "****"
_LONG_NUMBER = re.compile(r"\d(?:[ -]?\d){13,}[ -]?[Xx]?")
_SHOWN = 40


def masked_number(number: str) -> str:
    """An ID number with its first 6 and last 2 characters."""
    return f"{number[:6]}{HIDDEN}{number[-2:]}"


def masked_text(text: str) -> str:
    """The text with every number of 14 digits or more masked."""
    return _masked(text, lambda _number: True)


def without_id_numbers(text: str) -> str:
    """The text with every sound ID number in it masked."""
    return _masked(text, lambda number: is_number(re.sub("[ -]", "", number)[:18]))


def masked_value(text: str, personal: bool) -> str:
    """A cell for an error text, cut to a readable length.

    Long numbers are masked, other personal values hidden.
    """
    if personal and text and not _LONG_NUMBER.fullmatch(half_width(text)):
        return HIDDEN
    masked = masked_text(text)
    return masked if len(masked) <= _SHOWN else f"{masked[:_SHOWN]}…"


def _masked(text: str, hides: Callable[[str], bool]) -> str:
    """Mask the long numbers to be hidden, half-width or full-width."""
    if len(text) < 14:
        return text
    # half_width keeps places, so a number found there is cut out of the text as it is.
    found = [n for n in _LONG_NUMBER.finditer(half_width(text)) if hides(n[0])]
    for number in reversed(found):
        text = text[: number.start()] + masked_number(number[0]) + text[number.end() :]
    return text
