"""From the names in an export to the divisions they mean."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pyarrow as pa

from luoshi.areas import Area, AreaError, Areas, Level
from luoshi.quality.report import Report, Result


@dataclass
class Places:
    """The divisions of a county by their names, each asked once.

    ``unplaced`` gathers the names that no division has: what lies there is known to be in the
    county (or in the township) and no more, so it is shown to those above only.
    """

    areas: Areas
    county: Area
    unplaced: set[str] = field(default_factory=set)
    _known: dict[tuple[str, str], str] = field(default_factory=dict)

    def code(self, township: str, village: str) -> str:
        """The code of the lowest division that the two names mean."""
        if (township, village) not in self._known:
            self._known[township, village] = self._find(township, village).code
        return self._known[township, village]

    def _find(self, township: str, village: str) -> Area:
        found = self._below(self.county, township, Level.TOWNSHIP)
        return self._below(found or self.county, village, Level.VILLAGE) or found or self.county

    def _below(self, above: Area, name: str, level: Level) -> Area | None:
        if not name:
            return None
        try:
            return self.areas.find(name, within=above, level=level)
        except AreaError:
            self.unplaced.add(f"{above.label} {name}")
            return None


def inside(report: Report, places: Places, allows: Callable[[str], bool]) -> Report:
    """The report with only what lies in divisions (by code) that are allowed."""
    return replace(report, results=tuple(_inside(one, places, allows) for one in report.results))


def _inside(result: Result, places: Places, allows: Callable[[str], bool]) -> Result:
    if result.export is None:
        return result
    villages = result.export.villages.take(result.at).to_pylist()
    named = zip(result.townships.to_pylist(), villages, strict=True)
    seen = [allows(places.code(township, village)) for township, village in named]
    return replace(result, at=result.at.filter(pa.array(seen, pa.bool_())))
