"""The month's bulletin (通报): what each unit has in hand, no order among them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from luoshi.months import last_of_month
from luoshi.supervision.matters import Move, standing


@dataclass(frozen=True)
class Followed:
    """A matter as the bulletin counts it: its unit, when it was handed over, what was done."""

    unit: str
    since: date
    due: date
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class Line:
    """A unit in a month: new, closed in it, and at its end still open, of these overdue."""

    unit: str
    new: int
    closed: int
    open: int
    overdue: int


def bulletin(matters: Iterable[Followed], month: date, units: Iterable[str]) -> list[Line]:
    """A line for each unit, in the order given, as of the end of a month; only units that have
    had matters."""
    end = last_of_month(month)
    begun = [one for one in matters if one.since <= end]
    of = {unit: [one for one in begun if one.unit == unit] for unit in units}
    return [_line(unit, found, month, end) for unit, found in of.items() if found]


def _line(unit: str, matters: list[Followed], month: date, end: date) -> Line:
    stands = [standing(one.due, [move for move in one.moves if move.on <= end]) for one in matters]
    open_ = [one for one in stands if one.open]
    return Line(
        unit,
        sum(one.since >= month.replace(day=1) for one in matters),
        sum(one.closed_on is not None and one.closed_on >= month.replace(day=1) for one in stands),
        len(open_),
        sum(one.due < end for one in open_),
    )
