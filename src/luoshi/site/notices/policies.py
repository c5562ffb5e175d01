"""Whose figures a user sees on the notice's pages.

How far a county has kept a public obligation is no personal data, so it needs no masking; the
table of rights still bounds it as everything else. Who sees everywhere sees each county.
Whoever is placed in one county (its own staff, a township's, a village's) sees that county's
figures in full, and of the others only how many stand where and their average: enough to know
one's place, without a ranking of neighbours. What is asked of the region as one belongs to
nobody else and is seen by all who see anything. Who sees no data sees the obligations alone.
"""

from dataclasses import dataclass

from luoshi.areas import Level
from luoshi.pack import Pack
from luoshi.site.rights import ALL, Scope


@dataclass(frozen=True)
class Sight:
    """``counties``: codes (six digits) of those seen one by one; None where all are."""

    counties: frozenset[str] | None = frozenset()
    region: str = ""

    @property
    def everywhere(self) -> bool:
        """Whether every county is seen."""
        return self.counties is None

    @property
    def blind(self) -> bool:
        """Whether no figures are seen at all."""
        return self.counties is not None and not self.counties

    @property
    def own(self) -> str:
        """The one county seen; empty where all or none are."""
        return next(iter(self.counties), "") if self.counties else ""

    def sees(self, place: str) -> bool:
        """Whether the figures of a county, or of the region as one, are seen."""
        if self.counties is None:
            return True
        return place in self.counties or (place == self.region and not self.blind)


def sight_of(scope: Scope, pack: Pack) -> Sight:
    """What a scope sees of a pack's places."""
    region = pack.areas.at_level(Level.REGION)[0].code[:6]
    if scope.areas is ALL:
        return Sight(None, region)
    return Sight(frozenset(prefix[: Level.COUNTY.digits] for prefix in scope.areas), region)
