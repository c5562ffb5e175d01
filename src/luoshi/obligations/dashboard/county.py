"""A county turned around: all obligations towards it, and how many people it is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from luoshi.areas import Area, CountyStat, CountyStats, Indicator, Level
from luoshi.obligations import Result, Status
from luoshi.obligations.dashboard.board import Board, ObligationRow, View, board
from luoshi.obligations.dashboard.sight import Sight
from luoshi.obligations.dashboard.status_counts import Tally
from luoshi.pack import Pack
from luoshi.text.numbers import number

INDICATORS = {
    Indicator.RESIDENT: "常住人口",
    Indicator.RURAL: "乡村人口",
    Indicator.URBAN: "城镇人口",
}


@dataclass(frozen=True)
class Fact:
    """A count of people with where it is from."""

    title: str
    stat: CountyStat

    @property
    def value(self) -> str:
        """The count."""
        return number(self.stat.value)


@dataclass(frozen=True)
class Profile:
    """A county and the obligations made to counties, each as it stands for this one.

    ``region`` counts the obligations made to the region as one, which stand on the front page.
    """

    county: Area
    pack: Pack
    board: Board
    region: Tally

    @property
    def facts(self) -> list[Fact]:
        """The newest counts there are of its people."""
        stats = _stats(self.pack.folder)
        found = ((title, stats.latest(self.code, one)) for one, title in INDICATORS.items())
        return [Fact(title, stat) for title, stat in found if stat]

    @property
    def townships(self) -> int:
        """How many townships it has."""
        return len(self.pack.areas.children(self.county.code))

    @property
    def villages(self) -> int:
        """How many villages proper it has."""
        return sum(area.is_village for area in self._below(Level.VILLAGE))

    @property
    def code(self) -> str:
        """Its six-digit code."""
        return self.county.code[:6]

    def ordered(self, sort: str, status: Status | None = None) -> list[ObligationRow]:
        """The obligations in a state, in the notice's order or by state; ``-`` turns it around."""
        rows = list(self.board.of(status).rows)
        if sort.removeprefix("-") == "status":
            rows.sort(key=lambda row: row.light.severity if row.light else 0)
        return rows[::-1] if sort.startswith("-") else rows

    def _below(self, level: Level) -> Iterator[Area]:
        areas = self.pack.areas.at_level(level)
        return (area for area in areas if area.code.startswith(self.code))


def profile(pack: Pack, county: Area, results: tuple[Result, ...]) -> Profile:
    """A county's profile from the results of all."""
    sight = Sight(frozenset({county.code[:6]}), pack.areas.region.code[:6])
    found = board(pack, results, View(sight))
    return Profile(county, pack, found.to_counties, found.to_region.tally)


@lru_cache(maxsize=4)
def _stats(folder: Path) -> CountyStats:
    return CountyStats.load(folder)
