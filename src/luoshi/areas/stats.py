"""Population of the counties, each value with its source and how good it is."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Self

from luoshi.areas.model import AreaError, CountyCode
from luoshi.areas.tables import read_table
from luoshi.frozen import Frozen


class Indicator(StrEnum):
    """What is counted: usual residents at a census, in persons."""

    RESIDENT = "resident_population"
    URBAN = "urban_population"
    RURAL = "rural_population"


class Quality(StrEnum):
    """How a value came about."""

    PUBLISHED = "published"
    ROUNDED = "rounded"
    DERIVED = "derived"
    ESTIMATED = "estimated"


class CountyStat(Frozen):
    """One value. ``assumption`` marks what the owner should replace by a published figure."""

    county: CountyCode
    indicator: Indicator
    year: int
    value: int
    unit: str
    quality: Quality
    assumption: bool
    source: str
    note: str = ""


class CountyStats:
    """Values by county, indicator and year."""

    FILE = "county_stats.csv"

    def __init__(self, stats: Iterable[CountyStat]) -> None:
        self._stats: dict[tuple[str, Indicator, int], CountyStat] = {}
        for stat in stats:
            key = (stat.county, stat.indicator, stat.year)
            if key in self._stats:
                raise AreaError(f"县级统计值重复：{stat.county} {stat.indicator} {stat.year}")
            self._stats[key] = stat

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read ``county_stats.csv`` of a pack folder; AreaError tells what is wrong in it."""
        return cls(read_table(folder / cls.FILE, CountyStat))

    def all(self) -> tuple[CountyStat, ...]:
        """Give every value, in the order of the file."""
        return tuple(self._stats.values())

    def get(self, county: str, indicator: Indicator, year: int) -> CountyStat | None:
        """Give the value of a county (six digits) in a census year, if there is one."""
        return self._stats.get((county, indicator, year))

    def latest(self, county: str, indicator: Indicator) -> CountyStat | None:
        """Give the county's newest value of the indicator, if there is one."""
        rows = (s for s in self.all() if s.county == county and s.indicator is indicator)
        return max(rows, key=lambda stat: stat.year, default=None)
