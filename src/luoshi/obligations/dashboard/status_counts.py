"""How many stand in each state."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from luoshi.obligations import Status
from luoshi.text.numbers import whole_percent

SHOWN = (
    Status.BREACHED,
    Status.AT_RISK,
    Status.NO_DATA,
    Status.ON_TRACK,
    Status.MET,
    Status.NOTHING_DUE,
    Status.NOT_DUE,
    Status.NOT_APPLICABLE,
)
"""The states in the order pages show them: what asks for attention first."""

UNDECIDED = (Status.NO_DATA, Status.NOTHING_DUE, Status.NOT_DUE, Status.NOT_APPLICABLE)
"""States that say nothing of whether an obligation is kept."""


@dataclass(frozen=True)
class Segment:
    """A state's part of a bar: where it starts and how wide it is, in percent."""

    status: Status
    count: int
    start: float
    width: float


@dataclass(frozen=True)
class Tally:
    """Counts by state."""

    counts: Mapping[Status, int]

    @classmethod
    def of(cls, statuses: Iterable[Status]) -> "Tally":
        """Count statuses."""
        return cls(Counter(statuses))

    @property
    def lines(self) -> list[tuple[Status, int]]:
        """Every state with its count, in the order shown."""
        return [(status, self.counts.get(status, 0)) for status in SHOWN]

    @property
    def present(self) -> list[tuple[Status, int]]:
        """The states that occur, in the order shown."""
        return [(status, count) for status, count in self.lines if count]

    @property
    def segments(self) -> list["Segment"]:
        """The states that occur as parts of a bar."""
        found, start = [], 0.0
        for status, count in self.present:
            width = count / self.total * 100
            found.append(Segment(status, count, round(start, 3), round(width, 3)))
            start += width
        return found

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    @property
    def due(self) -> int:
        """Those of which something can be said."""
        return self.total - sum(self.counts.get(status, 0) for status in UNDECIDED)

    @property
    def unknown(self) -> int:
        """Those of which too little is told."""
        return self.counts.get(Status.NO_DATA, 0)

    @property
    def met(self) -> int:
        """Those met."""
        return self.counts.get(Status.MET, 0)

    @property
    def share_met(self) -> Fraction | None:
        """The share met of those due; None where none is."""
        return Fraction(self.met, self.due) if self.due else None

    @property
    def percent_met(self) -> int | None:
        """The share met in whole percent, rounded half up: 100 only when all are met."""
        share = self.share_met
        if share is None:
            return None
        return whole_percent(share)
