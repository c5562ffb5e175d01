"""Public notices: how long one hangs, in days or working days, both ends counted."""

from dataclasses import dataclass
from datetime import date, timedelta

from luoshi.casework.calendar import is_working_day
from luoshi.casework.case_file import Cells
from luoshi.casework.rules import Rules
from luoshi.expressions.workdays import WORKING_DAY

DAYS_LEAST = "project_notice_days"
"""The parameter that says how long at least; its unit says how days are counted."""

KIND, START, END, FILES = "公示环节", "公示起始日期", "公示截止日期", "附件"


@dataclass(frozen=True)
class Hanging:
    """How long a notice hangs: ``days`` of a ``unit``, against the ``least`` in force."""

    start: date
    end: date
    days: int
    least: int
    unit: str

    @property
    def long_enough(self) -> bool:
        """Whether it hangs as long as it must."""
        return self.days >= self.least

    @property
    def words(self) -> str:
        """How long, in words: 9 个工作日, 不少于 10 个工作日."""
        counted = "个工作日" if self.unit == WORKING_DAY else "天"
        return f"{self.days} {counted}，不少于 {self.least} {counted}"

    @property
    def earliest_end(self) -> date:
        """The first day it may end on."""
        day = self.start
        while days_hung(self.start, day, self.unit) < self.least:
            day += timedelta(1)
        return day


def days_hung(start: date, end: date, unit: str) -> int:
    """The days from ``start`` to ``end``, both counted; working days where the unit says so."""
    every = (start + timedelta(n) for n in range((end - start).days + 1))
    return sum(unit != WORKING_DAY or is_working_day(day) for day in every)


def hanging(cells: Cells, rules: Rules) -> Hanging | None:
    """How long a notice hangs; None where it has no two days."""
    if not (cells.get(START) and cells.get(END)):
        return None
    start, end = (date.fromisoformat(cells[name]) for name in (START, END))
    unit = rules.pack.parameters[DAYS_LEAST].unit or ""
    least = int(rules.number(DAYS_LEAST, start))
    return Hanging(start, end, days_hung(start, end, unit), least, unit)
