"""Names that look like the one written, to offer in an error."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from heapq import nlargest

from luoshi.areas.model import Area

LIKENESS = 0.5
"""Least share of common characters (difflib ratio) of a name worth offering."""

_SIFTED = 40
"""How many areas with the most characters in common are compared in full."""


class Near:
    """Finds look-alikes quickly: areas are sifted by the characters of their stems first."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self._by_character: dict[str, list[Area]] = defaultdict(list)
        for area in areas:
            if not area.is_placeholder:
                for character in set(area.stem):
                    self._by_character[character].append(area)

    def closest(self, text: str, wanted: Callable[[Area], bool], limit: int) -> list[Area]:
        """Give up to ``limit`` wanted areas, the most alike first."""
        scored = [(self._likeness(text, area), area) for area in self._sift(text, wanted)]
        good = [(score, area) for score, area in scored if score >= LIKENESS]
        return [area for _, area in sorted(good, key=lambda pair: (-pair[0], pair[1].code))[:limit]]

    def _sift(self, text: str, wanted: Callable[[Area], bool]) -> list[Area]:
        common: Counter[str] = Counter()
        areas: dict[str, Area] = {}
        for character in set(text):
            for area in filter(wanted, self._by_character.get(character, ())):
                areas[area.code] = area
                common[area.code] += 1
        return [areas[code] for code in nlargest(_SIFTED, common, key=lambda c: (common[c], c))]

    def _likeness(self, text: str, area: Area) -> float:
        return SequenceMatcher(None, text, area.label).ratio()
