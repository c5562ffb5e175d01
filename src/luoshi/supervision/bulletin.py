"""The month's bulletin (通报): what each unit has in hand, no order among them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from luoshi.months import last_of_month
from luoshi.supervision.matters import Kind, Move, standing


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


def bulletin(
    matters: Iterable[Followed], month: date, units: Iterable[str], today: date
) -> list[Line]:
    """A line for each unit, in the order given, as of the end of a month, or of today before
    that; only units that have had matters. What was withdrawn is not counted."""
    end = min(last_of_month(month), today)
    begun = [one for one in matters if one.since <= end]
    of = {unit: [one for one in begun if one.unit == unit] for unit in units}
    return [_line(unit, found, month, end) for unit, found in of.items() if found]


def _line(unit: str, matters: list[Followed], month: date, end: date) -> Line:
    first = month.replace(day=1)
    stands = [(one, standing(one.due, _until(one, end))) for one in matters]
    counted = [(one, now) for one, now in stands if not now.withdrawn]
    open_ = [now for _, now in counted if now.open]
    return Line(
        unit,
        sum(one.since >= first for one, _ in counted),
        sum(_closed(one, first, end) for one, _ in counted),
        len(open_),
        sum(now.due < end for now in open_),
    )


def _until(one: Followed, end: date) -> list[Move]:
    return [move for move in one.moves if move.on <= end]


def _closed(one: Followed, first: date, end: date) -> bool:
    """Whether it was closed in the month, opened again or not."""
    return any(move.kind is Kind.CLOSE and first <= move.on <= end for move in one.moves)
