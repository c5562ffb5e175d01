"""What a number format of Excel says a number is, and the days numbers stand for."""

import re
from datetime import datetime, time, timedelta
from enum import IntEnum
from math import isfinite

from luoshi.warehouse.gate.spoiled import broken_number
from luoshi.warehouse.outcome import Cell, Percent


class Kind(IntEnum):
    """What stands in a cell of a workbook."""

    TEXT = 0
    NUMBER = 1
    PERCENT = 2
    MOMENT = 3
    DURATION = 4
    TRUTH = 5
    WRITTEN_DAY = 6
    ERROR = 7
    UNSOLVED = 8


EPOCH, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001  # no place's time
_PERCENT_IDS = frozenset({9, 10})
_DURATION_IDS = frozenset({46})
_DAY_IDS = frozenset({*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)})
"""Formats a file need not define (ECMA-376 part 1, 18.8.30), those of Chinese Excel too."""

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_DURATION = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")
_DAY_SIGNS = re.compile(r"[ymdhs]|上午|下午", re.IGNORECASE)
_SECONDS = 86_400


def kind_of_format(id_: int, code: str | None) -> Kind:
    """What a number under a format is; ``code`` where the file defines the format."""
    if code is None:
        known = ((_PERCENT_IDS, Kind.PERCENT), (_DURATION_IDS, Kind.DURATION))
        other = Kind.MOMENT if id_ in _DAY_IDS else Kind.NUMBER
        return next((kind for ids, kind in known if id_ in ids), other)
    signs = _LITERAL.sub("", code).partition(";")[0]
    if "%" in signs:
        return Kind.PERCENT
    if _DURATION.search(signs):
        return Kind.DURATION
    signs = _BRACKETS.sub("", signs)
    if signs.casefold() == "general":
        return Kind.NUMBER
    return Kind.MOMENT if _DAY_SIGNS.search(signs) else Kind.NUMBER


def moment(number: float, since_1904: bool) -> Cell:
    """The day, moment or time of day a number stands for; the number where it stands for none."""
    if not 0 <= number < 2_958_466:  # the day after the last of the year 9999
        return number
    if number < 1:
        return (EPOCH + _seconds(number)).time() if number < 1 - 1e-6 else number
    early = 0 < number < 60 and not since_1904  # Excel's 1900 had a 29 February
    found = (EPOCH_1904 if since_1904 else EPOCH) + _seconds(number) + timedelta(days=early)
    return found.date() if found.time() == time() else found


def number_cell(number: float, kind: Kind, since_1904: bool) -> Cell:
    """The cell a number of a kind stands for."""
    if not isfinite(number):
        return broken_number(str(number))
    if kind == Kind.PERCENT:
        return Percent(number)
    if kind == Kind.MOMENT:
        return moment(number, since_1904)
    return duration(number) if kind == Kind.DURATION else number


def duration(number: float) -> Cell:
    """The span of time a number stands for; the number where it is none."""
    return _seconds(number) if abs(number) < 10**6 else number


def day_in_1900(serial: float) -> float:
    """A serial number of a book that counts from 1904, as one that counts from 1900 has it."""
    return serial + (EPOCH_1904 - EPOCH).days


def written_day(text: str) -> Cell:
    """A day or moment written out (ISO 8601); the text where it is none."""
    try:
        found = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return text
    return found.date() if found.time() == time() else found


def _seconds(number: float) -> timedelta:
    return timedelta(seconds=round(number * _SECONDS * 1000) / 1000)
