"""Whose figures are shown: of which counties one by one."""

from dataclasses import dataclass


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
