"""How a duty stands on a day: by county, and one by one."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from luoshi.duties.holders import Holding
from luoshi.duties.inputs import Wanted
from luoshi.pack.duties import Duty
from luoshi.pack.lacking import Lack


@dataclass(frozen=True)
class DutyLine:
    """One thing with those who answer for it, newest first."""

    wanted: Wanted
    holders: tuple[Holding, ...]

    @property
    def county(self) -> str:
        """The county's code (6 digits)."""
        return self.wanted.area[:6]


@dataclass(frozen=True)
class CountyTally:
    """Of one county (code): how many must have somebody, and how many are without."""

    code: str
    wanted: int
    without: int


@dataclass(frozen=True)
class Standing:
    """A duty on a day.

    With ``lacks``, parameters without a value on the day, nothing could be asked.
    """

    duty: Duty
    lines: tuple[DutyLine, ...]
    lacks: tuple[Lack, ...] = ()

    @cached_property
    def without(self) -> tuple[DutyLine, ...]:
        """What nobody answers for."""
        return tuple(line for line in self.lines if not line.holders)

    @cached_property
    def held(self) -> tuple[DutyLine, ...]:
        """What somebody answers for."""
        return tuple(line for line in self.lines if line.holders)

    @property
    def counties(self) -> list[CountyTally]:
        """Each county with something to answer for, those most without first."""
        every = Counter(line.county for line in self.lines)
        bare = Counter(line.county for line in self.without)
        tallies = [CountyTally(code, number, bare[code]) for code, number in every.items()]
        return sorted(tallies, key=lambda one: (-one.without, one.code))

    def inside(self, prefix: str) -> "Standing":
        """Only what lies in a division (digits of its code)."""
        lines = tuple(line for line in self.lines if line.wanted.area.startswith(prefix))
        return Standing(self.duty, lines, self.lacks)
