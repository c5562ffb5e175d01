"""What risks are planted in: one county's frames."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from luoshi.demonstration.synthetic.columns import Days, Floats, Ints, Texts
from luoshi.demonstration.synthetic.county_context import CountyContext, yuan
from luoshi.demonstration.synthetic.frames import Frame

NOTHING = np.datetime64("NaT")

SHORT_MONTH, LONG_MONTH = 28, 31
"""Days that are surely within, and surely beyond, a number of months."""


@dataclass(frozen=True)
class CountyFrames:
    """A county's people and frames, by table id, with the stream of one planting.

    What is planted in a table that the place does not have is left out.
    """

    context: CountyContext
    frames: Mapping[str, Frame]
    rng: np.random.Generator

    def put(self, table: str, subjects: Ints, **values: Any) -> None:
        """Set columns of these subjects' rows, or give them a row."""
        if table in self.frames:
            self.frames[table].put(subjects, **values)

    def add(self, table: str, subjects: Ints, **values: Any) -> None:
        """Append a row for each subject."""
        if table in self.frames:
            self.frames[table].add(subjects, **values)

    def drop(self, table: str, subjects: Ints) -> None:
        """Remove the rows of these subjects."""
        if table in self.frames:
            self.frames[table].drop(subjects)

    def number(self, parameter: str) -> float:
        """A parameter that is a number."""
        return self.context.values.number(parameter)

    def between(self, low: float | Floats, high: float | Floats, count: int) -> Floats:
        """Amounts well inside the bounds.

        Raises:
            ValueError: there is nothing between them: the parameters contradict each other.
        """
        if np.any(np.asarray(low) >= np.asarray(high)):
            raise ValueError(f"参数互相矛盾：{low} 与 {high} 之间没有数")
        return yuan(low + (np.asarray(high) - low) * self.rng.uniform(0.04, 0.96, count))

    def days_ago(self, nearest: float, furthest: float, count: int) -> Days:
        """Days from ``nearest`` to ``furthest`` days ago."""
        return self.context.ago(nearest, furthest, self.rng, count)

    def within(self, months: str, count: int) -> Days:
        """Days within the parameter's number of months."""
        return self.days_ago(3, self.number(months) * SHORT_MONTH - 2, count)

    def beyond(self, months: str, count: int, until: str | None = None) -> Days:
        """Days longer ago than the months of one parameter, within those of another."""
        nearest = self.number(months) * LONG_MONTH + 2
        furthest = self.number(until) * SHORT_MONTH - 2 if until else nearest + 90
        return self.days_ago(nearest, furthest, count)

    def members(self, homes: Ints) -> Ints:
        """All members of the households."""
        return np.flatnonzero(np.isin(self.context.home, homes))

    def homes_of(self, persons: Ints) -> Ints:
        """The household of each person."""
        return self.context.home[persons]

    def heads(self, homes: Ints) -> Ints:
        """The head of each household."""
        return self.context.people.heads[homes]

    def choice(self, texts: list[str], count: int) -> Texts:
        """Any of the texts."""
        return np.array(texts)[self.rng.integers(0, len(texts), count)]

    def frugal(self, homes: Ints) -> None:
        """Let the households spend nothing on medicine and schooling."""
        for table in ("medical_claims", "school_costs"):
            self.drop(table, self.members(homes))

    def enrol(self, homes: Ints, income: Floats, cleared: bool) -> None:
        """Open a file for households that had none: monitored, now or before."""
        self.frugal(homes)
        self.drop("cancer", self.members(homes))
        self.put("houses", homes, 住房状况="自有住房", 房屋等级="B", 改造状态="无需改造")
        month = self.days_ago(500, 1000, len(homes)).astype("datetime64[M]").astype("datetime64[D]")
        self.put(
            "poverty_households",
            homes,
            户类型="普通农户",
            监测对象类别="边缘易致贫户",
            识别监测时间=month,
            致贫返贫风险="因病",
            风险是否已消除="是" if cleared else "否",
            消除监测时间=month + 366 if cleared else NOTHING,
            风险消除方式="帮扶消除" if cleared else "",
            人均纯收入=income,
            上年人均纯收入=yuan(income * 0.98),
            收入核算日期=self.context.people.today - 200,
            整户无劳动能力兜底保障户="否",
            实施开发式帮扶措施情况="已实施",
        )
