"""From the names in an export to the divisions they mean."""

from dataclasses import dataclass, field

from luoshi import pack
from luoshi.areas import Area, AreaError, Level


@dataclass
class Places:
    """The divisions of a county by their names, each asked once.

    ``unplaced`` gathers the names that no division has: what lies there is known to be in the
    county (or in the township) and no more, so it is shown to those above only.
    """

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
            return pack.load().areas.find(name, within=above, level=level)
        except AreaError:
            self.unplaced.add(f"{above.label} {name}")
            return None
