"""Numbers of cases by value and phase, from counted cases."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from luoshi.pack.endings import Ending
from luoshi.pack.processes import Phase

Counted = tuple[Sequence[str], str, str, int]
"""Values (a case of several risks counts under each), phase, ending (or none), how many."""


@dataclass(frozen=True)
class StatisticsLine:
    """One value (empty: nobody has told it yet) with the number of cases in each phase.

    ``endings`` are the closed ones by what they came to: together they are all of them.
    """

    value: str
    phases: dict[Phase, int]
    endings: dict[Ending, int]

    @property
    def standing(self) -> int:
        """Those that are not closed."""
        return sum(self.phases.values()) - self.closed

    @property
    def closed(self) -> int:
        """Those that are."""
        return self.phases.get(Phase.CLOSED, 0)


def statistics_lines(counted: Iterable[Counted], order: Sequence[str]) -> list[StatisticsLine]:
    """A line for each value: those named in ``order`` first, the others by their text."""
    phases: defaultdict[str, Counter[Phase]] = defaultdict(Counter)
    endings: defaultdict[str, Counter[Ending]] = defaultdict(Counter)
    for values, phase, ending, number in counted:
        for one in values:
            phases[one][Phase(phase)] += number
            endings[one].update({Ending(ending): number} if ending else {})
    places = {value: place for place, value in enumerate(order)}
    found = sorted(phases, key=lambda value: (places.get(value, len(order)), value))
    return [StatisticsLine(value, dict(phases[value]), dict(endings[value])) for value in found]
