"""The tree of divisions: codes, parents and children."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from luoshi.areas.changes import AreaChange
from luoshi.areas.model import Area, AreaError, Level, is_code
from luoshi.areas.naming import quoted
from luoshi.areas.succession import Succession


def unknown_code(text: str) -> str:
    """Say in Chinese that there is no such code, and what to write."""
    return f"没有区划代码{quoted(text)}，请填写 6、9 或 12 位统计用区划代码"


class Tree:
    """Divisions by code, with their parents and children; checked when built."""

    def __init__(self, areas: Iterable[Area], changes: Sequence[AreaChange] = ()) -> None:
        self.by_code = {area.code: area for area in areas}
        self.lineages = {code: tuple(self._climb(code)) for code in self.by_code}
        self.children: dict[str | None, list[Area]] = defaultdict(list)
        for _, area in sorted(self.by_code.items()):
            self.children[area.parent].append(area)
        self.succession = Succession(self.by_code, changes)

    def get(self, code: str) -> Area:
        """Give the division of a 6, 9 or 12-digit code; AreaError when there is none."""
        found = self.by_code.get(code.ljust(12, "0")) if is_code(code) else None
        if found is None:
            raise AreaError(unknown_code(code))
        return found

    def path(self, area: Area, on: date | None = None) -> str:
        """Name it from the city down, e.g. 市/县/镇/村; the region only by itself."""
        lineage = [self.by_code[code] for code in reversed(self.lineages[area.code])]
        return "/".join(step.label_on(on) for step in lineage[1:] or lineage)

    def within(self, area: Area, ancestor: Area) -> bool:
        """Whether it is the ancestor or lies in it."""
        return ancestor.code in self.lineages[area.code]

    def below(self, area: Area, ancestor: Area) -> bool:
        """Whether it lies in the ancestor and is not the ancestor."""
        return area.code != ancestor.code and self.within(area, ancestor)

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
