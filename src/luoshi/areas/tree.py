"""The tree of divisions: codes, parents, children, and what became of the ended ones."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from luoshi.areas.model import Area, AreaError, Level
from luoshi.areas.naming import quoted

CODE_LENGTHS = (6, 9, 12)
"""Digits of a county, township and village code; shorter ones are filled with zeros."""


def is_code(text: str) -> bool:
    """Whether the text has the form of a division code of 6, 9 or 12 digits."""
    return text.isascii() and text.isdigit() and len(text) in CODE_LENGTHS


def unknown_code(text: str) -> str:
    """Say in Chinese that there is no such code, and what to write."""
    return f"没有区划代码{quoted(text)}，请填写 6、9 或 12 位统计用区划代码"


class Tree:
    """Divisions by code, with their parents and children; checked when built."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self.by_code: dict[str, Area] = {}
        for area in areas:
            if area.code in self.by_code:
                raise AreaError(f"区划代码 {area.code} 重复（{area.name}）")
            self.by_code[area.code] = area
        self.lineages = {code: tuple(self._climb(code)) for code in self.by_code}
        self.children: dict[str | None, list[Area]] = defaultdict(list)
        for _, area in sorted(self.by_code.items()):
            self.children[area.parent].append(area)
            self._check_successor(area)

    def get(self, code: str) -> Area:
        """Give the division of a 6, 9 or 12-digit code; AreaError when there is none."""
        found = self.by_code.get(code.ljust(12, "0")) if is_code(code) else None
        if found is None:
            raise AreaError(unknown_code(code))
        return found

    def path(self, area: Area) -> str:
        """Name it from the city down, e.g. 市/县/镇/村; the region only by itself."""
        lineage = [self.by_code[code] for code in reversed(self.lineages[area.code])]
        return "/".join(step.label for step in lineage[1:] or lineage)

    def within(self, area: Area, ancestor: Area) -> bool:
        """Whether it is the ancestor or lies in it."""
        return ancestor.code in self.lineages[area.code]

    def below(self, area: Area, ancestor: Area) -> bool:
        """Whether it lies in the ancestor and is not the ancestor."""
        return area.code != ancestor.code and self.within(area, ancestor)

    def succeed(self, area: Area, on: date | None) -> Area | None:
        """Give the division in force on the day that it is or became; None when there is none."""
        while not area.in_force(on):
            if area.successor is None or (on and area.valid_to and on <= area.valid_to):
                return None
            area = self.by_code[area.successor]
        return area

    def _climb(self, code: str) -> Iterator[str]:
        """Yield the code and its ancestors', bottom up; each must be one level higher."""
        area = self.by_code[code]
        yield code
        if area.parent is None:
            if area.level is not Level.REGION:
                raise AreaError(f"{area.name}（{code}）没有写上级区划")
            return
        parent = self.by_code.get(area.parent)
        if parent is None or parent.level.depth >= area.level.depth:
            raise AreaError(f"{area.name}（{code}）的上级区划 {area.parent} 不存在或级别不对")
        yield from self._climb(parent.code)

    def _check_successor(self, area: Area) -> None:
        """A successor must outlive whom it succeeds, so that following always ends."""
        if area.successor is None or area.valid_to is None:
            return
        successor = self.by_code.get(area.successor)
        if successor is None or (successor.valid_to and successor.valid_to <= area.valid_to):
            raise AreaError(
                f"{area.name}（{area.code}）的接续区划 {area.successor} 不存在或更早撤销"
            )
