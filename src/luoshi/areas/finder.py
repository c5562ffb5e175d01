"""Finding the one division a text means, or saying in Chinese why there is none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from luoshi.areas.model import Area, Level
from luoshi.areas.naming import normalise, quoted
from luoshi.areas.near import Near
from luoshi.areas.spellings import Reading, Spellings
from luoshi.areas.tree import Tree, unknown_code

SHOWN = 5
"""How many divisions an error lists."""


@dataclass(frozen=True)
class Question:
    """What is looked for: a text, and what the answer must be."""

    text: str
    within: Area | None
    level: Level | None
    on: date | None


class Finder:
    """Answers questions against the spellings of all divisions."""

    def __init__(self, tree: Tree) -> None:
        self._tree, self._succession = tree, tree.succession
        self._spellings = Spellings(tree)
        self._near = Near(tree.by_code.values())

    def find(self, question: Question) -> Area | str:
        """Give the one division meant, or the Chinese text of the error."""
        text = normalise(question.text)
        if not text:
            return "区划名称为空，请填写区划代码或“县/乡镇/村”名称"
        readings = self._spellings.read(text)
        nearest = self._nearest(readings, question)
        if len(nearest) > 1:
            return self._ambiguous(nearest, question)
        return nearest[0] if nearest else self._explain(text, readings, question)

    def _nearest(self, readings: list[Reading], question: Question) -> list[Area]:
        """Give the fitting areas in force of the best readings; those directly named first."""
        ranked: dict[str, tuple[tuple[int, bool], Area]] = {}
        for reading in readings:
            area = self._succession.current(reading.area, question.on)
            if area is None or not self._fits(area, question):
                continue
            rank = (reading.cost, area is not reading.area)
            if area.code not in ranked or rank < ranked[area.code][0]:
                ranked[area.code] = (rank, area)
        best = min((rank for rank, _ in ranked.values()), default=None)
        return [area for rank, area in ranked.values() if rank == best]

    def _fits(self, area: Area, question: Question) -> bool:
        return (question.level is None or area.level is question.level) and (
            question.within is None or self._tree.within(area, question.within)
        )

    def _ambiguous(self, areas: list[Area], question: Question) -> str:
        return (
            f"{quoted(question.text)}有 {len(areas)} 处，请写明上级区划或填写区划代码："
            f"{self._list(areas)}"
        )

    def _explain(self, text: str, readings: list[Reading], question: Question) -> str:
        named = quoted(question.text)
        gone = [r.area for r in readings if not self._succession.current(r.area, question.on)]
        if gone:
            return f"{named}{self._succession.why_not(gone[0], question.on)}"
        if readings:
            found = self._list(reading.area for reading in readings)
            return f"{named}不是{self._wanted(question)}：{found}。请核对名称和所在区划"
        if text.isdigit():
            return unknown_code(text)
        return self._unknown(text, question)

    def _wanted(self, question: Question) -> str:
        place = f"{self._tree.path(question.within)}范围内的" if question.within else ""
        return f"{place}{question.level.label if question.level else ''}区划"

    def _unknown(self, text: str, question: Question) -> str:
        above, rest = self._spellings.split(text) or (question.within, text)
        place = f"在{self._tree.path(above)}" if above else ""
        near = self._look_alikes(rest, above, question)
        hint = f"，相近的有：{self._list(near)}" if near else ""
        return f"{place}没有找到{quoted(rest)}{hint}。请核对名称，或填写区划代码"

    def _look_alikes(self, text: str, above: Area | None, question: Question) -> list[Area]:
        """Give those of the same name elsewhere, else those of a like name in the place."""

        def wanted(area: Area) -> bool:
            inside = above is None or self._tree.below(area, above)
            return inside and self._fits(area, question) and area.in_force(question.on)

        elsewhere = [reading.area for reading in self._spellings.read(text)]
        return elsewhere or self._near.closest(text, wanted, SHOWN)

    def _list(self, areas: Iterable[Area]) -> str:
        paths = list(dict.fromkeys(self._tree.path(area) for area in areas))
        more = f" 等 {len(paths)} 处" if len(paths) > SHOWN else ""
        return "、".join(paths[:SHOWN]) + more
