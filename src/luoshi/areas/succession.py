"""What became of a division, and what it came of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from luoshi.areas.changes import AreaChange
from luoshi.areas.model import Area, AreaError
from luoshi.areas.naming import quoted


class Succession:
    """Leads a division to the one of another day, forward and back.

    Every change ends before what it leads to, so that following always ends.
    """

    def __init__(self, by_code: Mapping[str, Area], changes: Sequence[AreaChange]) -> None:
        self._by_code = by_code
        self._touched = sorted({code for one in changes for code in (one.old, one.new) if code})
        self._came_of: dict[str, list[str]] = defaultdict(list)
        for one in changes:
            if one.old and one.new and not one.stays:
                self._came_of[one.new].append(one.old)

    def current(self, area: Area, on: date | None) -> Area | None:
        """Give the division in force on the day that it is or became; None when there is not one.

        None asks for the latest state.
        """
        while not area.in_force(on):
            ended = area.valid_to and (on is None or area.valid_to < on)
            if not ended or len(area.successors) != 1:
                return None
            area = self._by_code[area.successors[0]]
        return area

    def on_day(self, area: Area, day: date) -> Area:
        """Give the one division in force on the day that it is, became, or came of.

        Raises:
            AreaError: there is none, or several and nothing tells which.
        """
        asked = area
        while not area.in_force(day):
            ended = bool(area.valid_to and area.valid_to < day)
            codes = area.successors if ended else self.came_of(area.code)
            if len(codes) != 1:
                raise AreaError(f"{quoted(asked.label)}{self.why_not(area, day)}")
            area = self._by_code[codes[0]]
        return area

    def came_of(self, code: str) -> tuple[str, ...]:
        """The codes a division directly came of, those it took in included."""
        return tuple(self._came_of.get(code, ()))

    def recoded(self, day: date | None) -> dict[str, str]:
        """The codes of another day than asked, each with the one it is, became or came of."""
        found = {}
        for code in self._touched:
            try:
                led = self.on_day(self._by_code[code], day or date.max).code
            except AreaError:
                continue
            if led != code:
                found[code] = led
        return found

    def same(self, area: Area) -> Area:
        """The division it goes on as: renamed or moved with nothing added and nothing lost."""
        while len(area.successors) == 1:
            after = self._by_code[area.successors[0]]
            if self.came_of(after.code) != (area.code,) or _stood(after, area):
                break
            area = after
        return area

    def why_not(self, area: Area, on: date | None) -> str:
        """Why it leads to no one division on the day, in Chinese."""
        if on and area.valid_from and on < area.valid_from:
            return self._too_early(area, area.valid_from, on)
        last = self._last(area, on)
        if len(last.successors) > 1:
            named = self._named(last.successors)
            which = "" if last is area else f"先成为{last.label}，又"
            return (
                f"{which}已于 {last.valid_to} 后拆分为{named}，"
                "请写明是哪一个；写到村的按村对应，不用选"
            )
        return f"已于 {last.valid_to} 后撤销，没有登记接续它的区划，请改填现在的区划"

    def _too_early(self, area: Area, first: date, on: date) -> str:
        olds = self.came_of(area.code)
        if len(olds) > 1:
            named = self._named(olds)
            return f"自 {first} 起由{named}合并而成，{on} 还分着，请填当时的区划"
        return f"自 {first} 起才有，不能用于 {on}"

    def _last(self, area: Area, on: date | None) -> Area:
        """The last one it leads to without a choice."""
        while len(area.successors) == 1 and not area.in_force(on):
            area = self._by_code[area.successors[0]]
        return area

    def _named(self, codes: Iterable[str]) -> str:
        return "、".join(f"{self._by_code[code].label}（{code}）" for code in codes)


def _stood(after: Area, before: Area) -> bool:
    """Whether the later one stood beside the earlier one."""
    assert before.valid_to
    return after.valid_from is None or after.valid_from <= before.valid_to
