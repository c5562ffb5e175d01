"""Numbers, days and keys that come with a request: the one place that reads them.

Whatever is sent is text, of any length and kind. What cannot be meant is ``None`` here, never
an error of the server's: `1e999999999` is a number to Python, and takes all its memory.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from luoshi.text.characters import half_width
from luoshi.warehouse.numbers import read_number
from luoshi.warehouse.outcome import CellError

LONGEST = 40
"""Signs of the longest number there is any use for."""

LARGEST_KEY = 2**63 - 1
"""What the databases number rows up to."""


def number(text: str) -> Decimal | None:
    """A number as a cell of a table may hold it: no exponent, below 10 to the 16th."""
    if len(text) > LONGEST:
        return None
    try:
        return read_number(text)
    except CellError:
        return None


def whole(text: str, least: int, most: int) -> int | None:
    """A whole number between two bounds, themselves included."""
    plain = half_width(text.strip())
    if len(plain) > LONGEST or not (plain.isascii() and plain.isdecimal()):
        return None
    found = int(plain)
    return found if least <= found <= most else None


def key(text: str) -> int | None:
    """The number of a row."""
    return whole(text, 0, LARGEST_KEY)


def keys(texts: Iterable[str]) -> list[int]:
    """The numbers of rows; what is none is left out."""
    found = (key(text) for text in texts)
    return [one for one in found if one is not None]


def day(text: str) -> date | None:
    """A day written as 2025-06-30."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
