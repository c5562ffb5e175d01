"""What an allocation gives: each county's amount with its steps, and what became of each limit."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from luoshi.allocation.inputs import Code
from luoshi.frozen import Frozen


class StepKind(StrEnum):
    """What gave or moved money."""

    LUMP = "lump"
    SUPPLEMENT = "supplement"
    FACTOR = "factor"
    AWARD = "award"
    CUT = "cut"
    LIMIT = "limit"
    ROUNDING = "rounding"


@dataclass(frozen=True)
class Step:
    """One line of a county's reckoning. The steps of a county add up to its amount.

    ``id`` is of the block it comes from.
    """

    kind: StepKind
    id: str
    title: str
    amount: Decimal
    text: str

    def document(self) -> dict[str, object]:
        """As JSON."""
        return {
            "kind": self.kind.value,
            "id": self.id,
            "title": self.title,
            "amount": plain(self.amount),
            "text": self.text,
        }


@dataclass(frozen=True)
class Share:
    """What one county gets; ``formula`` is what the formula alone gave."""

    code: Code
    name: str
    amount: Decimal
    formula: Decimal
    last_year: Decimal | None
    steps: tuple[Step, ...]

    def document(self) -> dict[str, object]:
        """As JSON."""
        return {
            "code": self.code,
            "name": self.name,
            "amount": plain(self.amount),
            "steps": [step.document() for step in self.steps],
        }


class Outcome(Frozen):
    """What became of a limit.

    ``slack`` is by how much it is kept (below zero: broken), ``moved`` what went from some
    counties to others because of it. ``text`` tells it in a sentence.
    """

    id: str
    title: str
    held: bool
    enforced: bool
    assumption: bool
    slack: Decimal
    moved: Decimal
    text: str

    def document(self) -> dict[str, object]:
        """As JSON."""
        return {
            "id": self.id,
            "title": self.title,
            "held": self.held,
            "enforced": self.enforced,
            "slack": plain(self.slack),
            "moved": plain(self.moved),
            "text": self.text,
        }


@dataclass(frozen=True)
class Allocation:
    """A fund shared out for a year.

    ``assumptions`` tell what is not yet confirmed, ``lapsed`` what was left out since it is past
    its end, ``untold`` which records behind it are not told in full or are not new.
    """

    fund: str
    title: str
    year: int
    total: Decimal
    unit: str
    counties: tuple[Share, ...]
    constraints: tuple[Outcome, ...]
    assumptions: tuple[str, ...]
    lapsed: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()

    @property
    def amounts(self) -> dict[Code, Decimal]:
        """Each county's amount by its code."""
        return {one.code: one.amount for one in self.counties}

    def document(self) -> dict[str, object]:
        """What ``luoshi allocate --json`` prints."""
        return {
            "fund": self.fund,
            "title": self.title,
            "year": self.year,
            "total": plain(self.total),
            "unit": self.unit,
            "counties": [one.document() for one in self.counties],
            "constraints": [one.document() for one in self.constraints],
            "assumptions": list(self.assumptions),
            "lapsed": list(self.lapsed),
            "untold": list(self.untold),
        }


def plain(number: Decimal) -> int | float:
    """A number for JSON; amounts have few enough digits to be told exactly."""
    return int(number) if number == number.to_integral_value() else float(number)
