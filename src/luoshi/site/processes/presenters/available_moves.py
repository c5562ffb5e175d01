"""The moves a user is offered on a case: what goes on first, the rest folded away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from luoshi import pack
from luoshi.casework import Rules, hindrances, never
from luoshi.pack.endings import Ending
from luoshi.pack.processes import Direction, Move, Phase
from luoshi.site.processes.actions.moves import wants_note
from luoshi.site.processes.extensions import needs_note
from luoshi.site.processes.models import Case
from luoshi.site.processes.policies import open_moves
from luoshi.site.processes.services.guard_context import case_file
from luoshi.site.rights import Scope


@dataclass(frozen=True)
class Choice:
    """A move that may be made, and what still stands in its way (known before its form).

    ``reasons`` are those with which it is made by one more tap: its form need not be opened.
    """

    move: Move
    hindered: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Offer:
    """What a user may do with a case: go on, act without moving it, send back, end.

    ``found`` are the ways to say that somebody looked and found nothing; ``quick`` those to end
    a lead nobody looked at: two taps.
    """

    onward: tuple[Choice, ...]
    beside: tuple[Choice, ...]
    back: tuple[Choice, ...]
    found: tuple[Choice, ...]
    quick: tuple[Choice, ...]
    end: tuple[Choice, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do for the user."""
        return not (self.onward or self.beside or self.back or self.found or self.quick or self.end)


def offer(scope: Scope, case: Case, today: date) -> Offer:
    """What the user may do with a case on a day."""
    choices = [choice for move in open_moves(scope, case) if (choice := _choice(case, move, today))]
    by_direction = {
        direction: tuple(one for one in choices if one.move.direction is direction)
        for direction in Direction
    }
    ends = by_direction[Direction.END] if case.phase == Phase.LEAD else ()
    stages = pack.load().processes[case.process].stage
    found, dismissed = (
        tuple(one for one in ends if stages[one.move.to or ""].end is ending)
        for ending in (Ending.SOUND, Ending.DISMISSED)
    )
    quick = tuple(one for one in dismissed if one.reasons)
    return Offer(
        by_direction[Direction.ON],
        by_direction[Direction.BESIDE],
        by_direction[Direction.BACK],
        found,
        quick,
        tuple(one for one in by_direction[Direction.END] if one not in (*found, *quick)),
    )


def _choice(case: Case, move: Move, today: date) -> Choice | None:
    """A move as it can be told before its form is filled: guards on what the form does not ask."""
    file, rules = case_file(case, today, {}), Rules(pack.load())
    if never(file, move.guards, rules):
        return None
    reasons = () if needs_note(case, move) else quick_reasons(move)
    if move.asks:
        return Choice(move, reasons=reasons)
    hindered = tuple(hindrances(file, move.guards, rules))
    return Choice(move, hindered, () if hindered else reasons)


def quick_reasons(move: Move) -> tuple[str, ...]:
    """The reasons that are all a move must be told; none where it must be told more."""
    if move.direction is not Direction.END or move.needs or move.guards or not move.reasons:
        return ()
    names = (item.name for item in pack.load().codes[move.reasons].items)
    return tuple(name for name in names if not wants_note(name))


@dataclass(frozen=True)
class ChoiceForMany:
    """A move for many cases, and the reasons one of which it must be told."""

    move: Move
    reasons: tuple[str, ...]


def bulk_moves(scope: Scope, cases: Iterable[Case]) -> list[ChoiceForMany]:
    """The moves that may be made on many at once, and by the user on some of the cases."""
    found: dict[str, ChoiceForMany] = {}
    for case in cases:
        for move in open_moves(scope, case):
            reasons = quick_reasons(move) if case.phase == Phase.LEAD else ()
            if move.together or is_short(move) or reasons:
                found.setdefault(move.title, ChoiceForMany(move, reasons))
    return list(found.values())


def is_short(move: Move) -> bool:
    """Whether a move goes on and can be made without saying anything."""
    return not (move.needs or move.wants_reason) and move.direction is Direction.ON
