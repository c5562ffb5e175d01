"""The changes of one day over the divisions as they stood on its eve."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from luoshi.areas.changes import AreaChange, ChangeKind
from luoshi.areas.model import Area, parent_of
from luoshi.areas.naming import label_of

Placed = tuple[int, AreaChange]
"""A change and its place in the list it came in."""


class ChangeDay:
    """What the changes of a day make of each division; ``areas`` is by code."""

    def __init__(self, areas: Mapping[str, Area], day: date, changes: Sequence[Placed]) -> None:
        self.areas, self.day, self.changes = areas, day, changes
        self.eve = day - timedelta(1)
        self.became: dict[str, list[str]] = defaultdict(list)
        self.came_of: dict[str, list[str]] = defaultdict(list)
        for _, change in changes:
            if change.old:
                self.became[change.old] += [change.new] if change.new else []
            if change.new:
                self.came_of[change.new] += [change.old] if change.old else []
        self._inside: dict[str | None, list[Area]] = defaultdict(list)
        for area in areas.values():
            self._inside[area.parent].append(area)

    def stands(self, code: str) -> bool:
        """Whether a division was in force on the eve."""
        return code in self.areas and self.areas[code].in_force(self.eve)

    def ends(self, code: str) -> bool:
        """Whether a division is no more from the day on."""
        return code in self.became and code not in self.became[code]

    def begins(self, code: str) -> bool:
        """Whether a division is there from the day on and never was before."""
        return code not in self.areas and code in self.came_of

    def will_stand(self, code: str) -> bool:
        """Whether a division is in force on the day."""
        return self.begins(code) or (self.stands(code) and not self.ends(code))

    def beside(self, code: str) -> Iterator[Area]:
        """What stood before and stands on beside a coming division."""
        return (one for one in self._inside[parent_of(code)] if self.will_stand(one.code))

    def left_in(self, code: str) -> list[Area]:
        """What lay in a division and does not end, places that are none left out."""
        inside = (one for one in self._inside[code] if not one.is_placeholder)
        return [one for one in inside if self.stands(one.code) and not self.ends(one.code)]

    def kinds(self, old: str) -> set[ChangeKind]:
        """The kinds of change a division goes through that day."""
        return {change.kind for _, change in self.changes if change.old == old}

    def names(self, code: str) -> set[str]:
        """The names the changes give a division, as written in paths."""
        given = (one.new_name for _, one in self.changes if one.new == code and one.new_name)
        level = self.areas[code].level if code in self.areas else ""
        return {label_of(name, level) if level else name for name in given}

    def renames(self, code: str) -> bool:
        """Whether a division keeps its code and gets another name."""
        changes = (one for _, one in self.changes if one.new == code)
        return any(one.stays and one.kind is ChangeKind.RENAME for one in changes)
