"""What is known of a case when someone wants to move it on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Taken:
    """A step that was taken: the move, the stages before and after it, and the day."""

    move: str
    before: str
    after: str
    on: date


@dataclass(frozen=True)
class Given:
    """A measure given: its group (id), what it is, and whether the department has done it."""

    group: str
    kind: str
    done: bool = False
    refused: bool = False


@dataclass(frozen=True)
class Reply:
    """A department's answer to one comparison (id); ``answered`` is None while it is awaited."""

    comparison: str
    answered: date | None
    due: date


Cells = Mapping[str, str]
"""A row of a ledger: canonical text by column name, empty cells left out."""


@dataclass(frozen=True)
class CaseFile:
    """A case as its guards see it.

    ``facts`` are the values of its fields by name, as canonical text, with those of the move
    under way already in; ``today`` is the day the move is made on. ``income`` is the net
    income a head (yuan a year) of the newest income sheet, None while there is none. ``rows``
    are those of each ledger (id) that name the case by its number, and of the registers those of
    its household and its members.
    """

    process: str
    stage: str
    today: date
    facts: Mapping[str, str]
    taken: tuple[Taken, ...] = ()
    given: tuple[Given, ...] = ()
    replies: tuple[Reply, ...] = ()
    income: float | None = None
    income_on: date | None = None
    sheets: Mapping[str, bool] = field(default_factory=dict)
    rows: Mapping[str, Sequence[Cells]] = field(default_factory=dict)

    def last(self, *moves: str) -> Taken | None:
        """The last step by one of the moves."""
        return next((step for step in reversed(self.taken) if step.move in moves), None)

    @property
    def standing(self) -> tuple[str, ...]:
        """The groups of the measures given that no department refused."""
        return tuple(one.group for one in self.given if not one.refused)

    def codes(self, name: str) -> tuple[str, ...]:
        """The values of a field that holds several."""
        text = self.facts.get(name, "")
        return tuple(text.split(",")) if text else ()
