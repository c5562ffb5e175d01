"""What a change touches: everything told of it on pages, by commands and in JSON."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from pydantic import Field

from luoshi.changes.differences import Difference
from luoshi.changes.things import kind_title
from luoshi.frozen import Frozen
from luoshi.obligations import Status


class StatusChange(Frozen):
    """An obligation that stands otherwise in a place for a period; None where it is not there."""

    obligation: str
    title: str
    place: str
    name: str
    period: str
    old: Status | None
    new: Status | None
    old_reason: str
    new_reason: str

    def mirrored(self) -> "StatusChange":
        """The same seen from the other side."""
        return self.model_copy(
            update={
                "old": self.new,
                "new": self.old,
                "old_reason": self.new_reason,
                "new_reason": self.old_reason,
            }
        )


class Flow(Frozen):
    """How many there were and are; of those how many came and went."""

    old: int
    new: int
    gained: int
    lost: int

    def mirrored(self) -> "Flow":
        """The same seen from the other side."""
        return Flow(old=self.new, new=self.old, gained=self.lost, lost=self.gained)


class LeadChange(Frozen):
    """What a rule or need finds otherwise in a county; without a county, in all of them.

    ``heavier`` and ``lighter`` leads stay, in another colour. A household counts once however
    many leads it has by the rule.
    """

    rule: str
    title: str
    place: str
    name: str
    leads: Flow
    households: Flow
    heavier: int
    lighter: int

    def mirrored(self) -> "LeadChange":
        """The same seen from the other side."""
        return self.model_copy(
            update={
                "leads": self.leads.mirrored(),
                "households": self.households.mirrored(),
                "heavier": self.lighter,
                "lighter": self.heavier,
            }
        )


class MoneyChange(Frozen):
    """What a county gets otherwise by a scheme in a year; None where it gets no amount."""

    scheme: str
    title: str
    year: int
    unit: str
    place: str
    name: str
    old: Decimal | None
    new: Decimal | None

    @property
    def moved(self) -> Decimal:
        """How much more it gets."""
        return (self.new or Decimal(0)) - (self.old or Decimal(0))

    def mirrored(self) -> "MoneyChange":
        """The same seen from the other side."""
        return self.model_copy(update={"old": self.new, "new": self.old})


class Unanswered(Frozen):
    """Something that could not be asked before or after the change: why not; None where it was."""

    kind: str
    id: str
    title: str
    old: str | None
    new: str | None

    def mirrored(self) -> "Unanswered":
        """The same seen from the other side."""
        return self.model_copy(update={"old": self.new, "new": self.old})


class Resting(Frozen):
    """Records that rest on what is touched, such as open cases: how many, and in words why.

    ``names`` are some of them.
    """

    title: str
    count: int
    unit: str
    why: str
    names: tuple[str, ...] = ()


class Touched(Frozen):
    """Something that reads what is changed and is not asked of the records."""

    kind: str
    id: str
    title: str

    @property
    def kind_title(self) -> str:
        """What its kind is called."""
        return kind_title(self.kind)


class Outcome(Frozen):
    """What the change from one pack to another touches, on the records as of a day.

    Without ``as_of`` only the texts were compared. ``asked`` counts what was asked twice, by kind;
    ``refigured`` are results of obligations that stand the same by other figures. ``households``
    are those with leads of the rules that were asked.
    """

    differences: tuple[Difference, ...]
    as_of: date | None = None
    asked: dict[str, int] = Field(default_factory=dict)
    statuses: tuple[StatusChange, ...] = ()
    refigured: int = 0
    leads: tuple[LeadChange, ...] = ()
    households: Flow | None = None
    money: tuple[MoneyChange, ...] = ()
    unanswered: tuple[Unanswered, ...] = ()
    touched: tuple[Touched, ...] = ()
    resting: tuple[Resting, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs, neither in the texts nor in any answer."""
        return not (self.differences or self.changes_answers)

    @property
    def changes_answers(self) -> bool:
        """Whether anything comes out otherwise."""
        return bool(
            self.statuses or self.refigured or self.leads or self.money or self._newly_unanswered
        )

    @property
    def _newly_unanswered(self) -> bool:
        return any((one.old is None) != (one.new is None) for one in self.unanswered)

    @property
    def rules(self) -> tuple[LeadChange, ...]:
        """What rules find otherwise in all counties together."""
        return tuple(one for one in self.leads if not one.place)

    def mirrored(self) -> "Outcome":
        """The change back; what rests on it is of the side that counts today and is left out."""
        return self.model_copy(
            update={
                "differences": tuple(_mirrored(self.differences)),
                "statuses": tuple(_mirrored(self.statuses)),
                "leads": tuple(_mirrored(self.leads)),
                "households": self.households and self.households.mirrored(),
                "money": tuple(_mirrored(self.money)),
                "unanswered": tuple(_mirrored(self.unanswered)),
                "resting": (),
            }
        )

    def document(self) -> dict[str, object]:
        """As JSON; amounts as text, exactly."""
        return self.model_dump(mode="json")


def _mirrored(changes: Iterable[object]) -> Iterable[object]:
    return (one.mirrored() for one in changes)  # type: ignore[attr-defined]
