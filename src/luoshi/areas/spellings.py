"""What a text may mean: names and paths in the many spellings of exports."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.areas.model import Area, is_code
from luoshi.areas.naming import STEM_LENGTH, normalise, variants
from luoshi.areas.tree import Tree

FULL, SHORT, STEM = 0, 1, 2
"""How far a spelling is from a full name; the nearest reading of a text wins."""


@dataclass(frozen=True)
class Reading:
    """A division a text may mean, and the distance of the spelling from full names."""

    area: Area
    cost: int


class Spellings:
    """Every spelling of every division, and the paths they make. Texts come normalised."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._index: dict[str, list[Reading]] = defaultdict(list)
        for area in tree.by_code.values():
            for name, cost in _spellings(area).items():
                self._index[name].append(Reading(area, cost))
        self._longest = max(map(len, self._index), default=0)

    def read(self, text: str) -> list[Reading]:
        """Give each division the whole text may mean."""
        if is_code(text):
            area = self._tree.by_code.get(text.ljust(12, "0"))
            return [Reading(area, FULL)] if area else []
        # Exports pad names with blanks (西 吉 县); without them the text may still be read.
        return list(self._paths(text, None)) or list(self._paths(text.replace("/", ""), None))

    def split(self, text: str) -> tuple[Area, str] | None:
        """Split at the longest beginning that clearly means one division."""
        for size in range(len(text) - 1, 0, -1):
            parted = text[size] == "/"
            ends = [r.area for r in self._paths(text[:size], None) if parted or r.cost == FULL]
            if len({area.code for area in ends}) == 1:
                return ends[0], text[size:].lstrip("/")
        return None

    def _paths(self, text: str, above: Area | None) -> Iterator[Reading]:
        """Yield each reading of the text as names that step down the tree."""
        head = text.split("/", 1)[0][: self._longest]
        for size in range(1, len(head) + 1):
            rest = text[size:].lstrip("/")
            for step in self._steps(head[:size], above):
                yield from self._ends(step, rest)

    def _steps(self, name: str, above: Area | None) -> Iterator[Reading]:
        for step in self._index.get(name, ()):
            if above is None or self._tree.below(step.area, above):
                yield step

    def _ends(self, step: Reading, rest: str) -> Iterator[Reading]:
        if not rest:
            yield step
            return
        for end in self._paths(rest, step.area):
            yield Reading(end.area, step.cost + end.cost)


def _spellings(area: Area) -> dict[str, int]:
    """Give every way to write the names it has and had, with its distance from a full name."""
    spellings = {normalise(area.stem): STEM} if len(area.stem) >= STEM_LENGTH else {}
    spellings[normalise(area.short_name)] = SHORT
    names = (area.name, *(former.name for former in area.former_names))
    full = (variant for name in names for variant in variants(name, area.level))
    return spellings | {normalise(name): FULL for name in full}
