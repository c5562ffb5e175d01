"""All divisions of a pack: the tree, the codes, and the way to find one by what people write."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Self

from luoshi.areas.change_file import CHANGES, read_changes, refused
from luoshi.areas.changes import AreaChange
from luoshi.areas.evolution import RefusedChangesError, evolved
from luoshi.areas.finder import Finder, Question
from luoshi.areas.model import Area, AreaError, Level, Listed
from luoshi.areas.proving import wrong_areas
from luoshi.areas.tables import read_placed, refuse
from luoshi.areas.tree import Tree

CACHED = 1 << 16
"""Remembered look-ups: more than there are divisions, so a delivery asks each name once."""

RECODED = 64
"""As of how many days it is remembered which codes are other ones."""


class Areas:
    """The divisions of a pack. Codes may be given with 6, 9 or 12 digits everywhere."""

    def __init__(self, listed: Iterable[Area], changes: Sequence[AreaChange] = ()) -> None:
        self._listed, self.changes = tuple(listed), tuple(changes)
        self._tree = Tree(evolved(self._listed, self.changes), self.changes)
        self._answer = lru_cache(CACHED)(self._ask)
        self._recoded = lru_cache(RECODED)(self._tree.succession.recoded)
        self._finder = Finder(self._tree)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read ``areas.csv`` of a pack folder, and ``area_changes.csv`` where it has one.

        Raises:
            AreaError: what is wrong in them.
        """
        file = folder / "areas.csv"
        placed = read_placed(file, Listed)
        refuse(file, wrong_areas(placed))
        areas = [Area(**one.row.model_dump()) for one in placed]
        try:
            return cls(areas, read_changes(folder / CHANGES))
        except RefusedChangesError as error:
            raise refused(folder / CHANGES, error.faults) from error

    def changed(self, changes: Sequence[AreaChange]) -> "Areas":
        """The same list after these changes besides.

        Raises:
            RefusedChangesError: they cannot be; places are those in all changes, these last.
        """
        return Areas(self._listed, (*self.changes, *changes)) if changes else self

    def until(self, day: date) -> "Areas":
        """The same list after the changes up to a day alone."""
        return Areas(self._listed, [change for change in self.changes if change.day <= day])

    @property
    def unchanged(self) -> "Areas":
        """The list without any change."""
        return Areas(self._listed) if self.changes else self

    def __len__(self) -> int:
        return len(self._tree.by_code)

    def all(self) -> tuple[Area, ...]:
        """Give every division ever listed, ended ones included, in the order of the file."""
        return tuple(self._tree.by_code.values())

    def by_code(self, code: str) -> Area:
        """Give the division with the code, in force or not; AreaError when there is none."""
        return self._tree.get(code)

    @property
    def region(self) -> Area:
        """The region all others lie in."""
        return self.at_level(Level.REGION)[0]

    def counties(self, on: date | None = None) -> tuple[Area, ...]:
        """Give the counties, districts and county-level cities in force, by code."""
        return self.at_level(Level.COUNTY, on)

    def at_level(self, level: Level, on: date | None = None) -> tuple[Area, ...]:
        """Give all divisions of a level in force, placeholders left out, by code."""
        return _shown((area for area in self.all() if area.level is level), on)

    def children(self, code: str, on: date | None = None) -> tuple[Area, ...]:
        """Give the divisions directly below in force, placeholders left out, by code."""
        return _shown(self._tree.children[self.by_code(code).code], on)

    def ancestors(self, code: str) -> tuple[Area, ...]:
        """Give what it lies in, from the region down to its parent."""
        lineage = self._tree.lineages[self.by_code(code).code]
        return tuple(self._tree.by_code[above] for above in reversed(lineage[1:]))

    def path(self, code: str, on: date | None = None) -> str:
        """Name it from the city down, e.g. 市/县/镇/村; the region only by itself.

        ``on`` asks for the names of that day, None for the newest.
        """
        return self._tree.path(self.by_code(code), on)

    def within(self, code: str, ancestor: str) -> bool:
        """Whether the first is the second or lies in it."""
        return self._tree.within(self.by_code(code), self.by_code(ancestor))

    def county_of(self, code: str) -> Area | None:
        """Give the county it is or lies in; None above the county."""
        lineage = (*self.ancestors(code), self.by_code(code))
        return next((area for area in lineage if area.level is Level.COUNTY), None)

    def current(self, code: str, on: date | None = None) -> Area | None:
        """Give the division in force that it is or became; None when there is not one."""
        return self._tree.succession.current(self.by_code(code), on)

    def on_day(self, code: str, day: date) -> Area:
        """Give the one division in force on the day that it is, became, or came of.

        Raises:
            AreaError: there is none, or several and nothing tells which.
        """
        return self._tree.succession.on_day(self.by_code(code), day)

    def why_not(self, code: str, on: date | None = None) -> str:
        """Why a division that `current` leads nowhere does not, in Chinese, after its name."""
        return self._tree.succession.why_not(self.by_code(code), on)

    def recoded(self, day: date | None = None) -> Mapping[str, str]:
        """The codes of another day than asked, each with the one it is, became or came of.

        None asks for the latest state. Those of which nothing tells which are left out.
        """
        return self._recoded(day)

    def came_of(self, code: str) -> tuple[str, ...]:
        """The codes it directly came of, those it took in included."""
        return self._tree.succession.came_of(code)

    def parts(self, code: str) -> list[str]:
        """The codes of the list without changes that a division came of; its own if among them."""
        came_of = self.came_of(code)
        own = [] if came_of and self.by_code(code).valid_from else [self.by_code(code).code]
        return [*own, *(part for old in came_of for part in self.parts(old))]

    def same(self, code: str) -> str:
        """The code under which the very same division goes on: renamed or moved, not merged."""
        return self._tree.succession.same(self.by_code(code)).code

    def find(
        self,
        text: str,
        within: Area | str | None = None,
        level: Level | None = None,
        on: date | None = None,
    ) -> Area:
        """Find the division meant by a code, a name, or a path in any spelling.

        A path may be parted by ``/ 、 - >`` or blanks or run together. ``within`` and
        ``level`` bound the answer. ``on`` is the day the text speaks of: an ended division
        gives its successor; None asks for the latest state. Raises AreaError for an
        unknown or ambiguous name, listing the near ones.
        """
        scope = self.by_code(within).code if isinstance(within, str) else within and within.code
        answer = self._answer(text, scope, level, on)
        if isinstance(answer, str):
            raise AreaError(answer)
        return answer

    def find_path(
        self,
        county: str,
        township: str | None = None,
        village: str | None = None,
        on: date | None = None,
    ) -> Area:
        """Find the lowest division named by up to three separate cells; blank ones are skipped.

        A village is found through a township that was split or moved to another county, too.
        """
        texts = [text for text in (county, township, village) if text and text.strip()]
        try:
            return self._step_down(county, township, village, on)
        except AreaError:
            if not (village and village.strip() and self.changes):
                raise
            try:
                return self.find("/".join(texts), level=Level.VILLAGE, on=on)
            except AreaError:
                pass
            raise

    def _step_down(
        self, county: str, township: str | None, village: str | None, on: date | None
    ) -> Area:
        found = self.find(county, level=Level.COUNTY, on=on)
        for text, level in ((township, Level.TOWNSHIP), (village, Level.VILLAGE)):
            if text and text.strip():
                found = self.find(text, within=found, level=level, on=on)
        return found

    def _ask(
        self, text: str, within: str | None, level: Level | None, on: date | None
    ) -> Area | str:
        scope = self.by_code(within) if within else None
        return self._finder.find(Question(text, scope, level, on))


def _shown(areas: Iterable[Area], on: date | None) -> tuple[Area, ...]:
    standing = (area for area in areas if area.in_force(on) and not area.is_placeholder)
    return tuple(sorted(standing, key=lambda area: area.code))
