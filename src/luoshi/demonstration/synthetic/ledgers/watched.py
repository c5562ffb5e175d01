"""The monitored households, as the department's file has them, for records that speak of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pyarrow as pa

from luoshi.warehouse.engine import Engine

Row = Mapping[str, object]

COLUMNS = ("户编号", "户主姓名", "行政村", "识别监测时间", "消除监测时间")
"""What is known of each household ever monitored; the village is a twelve-digit code."""


@dataclass(frozen=True)
class Watched:
    """Households ever monitored, by number."""

    rows: Sequence[Row] = ()

    @classmethod
    def among(cls, households: pa.Table, files: pa.Table) -> "Watched":
        """Those with a kind of monitoring among the rows of 脱贫户与监测对象档案 (``files``)."""
        homes = {
            number: (head, village)
            for number, head, village in zip(
                *(households[name].to_pylist() for name in COLUMNS[:3]), strict=True
            )
        }
        rows = [
            {name: row[name] for name in COLUMNS[3:]}
            | dict(zip(COLUMNS[:3], (row["户编号"], *homes[row["户编号"]]), strict=True))
            for row in files.to_pylist()
            if row["监测对象类别"] is not None and row["户编号"] in homes
        ]
        return cls(sorted(rows, key=lambda row: str(row["户编号"])))

    @classmethod
    def known_to(cls, engine: Engine) -> "Watched":
        """Those among the rows an engine has of the two tables."""
        homes = engine.query("SELECT 户编号, 户主姓名, 行政村 FROM households")
        columns = "户编号, 监测对象类别, 识别监测时间, 消除监测时间"
        return cls.among(homes, engine.query(f"SELECT {columns} FROM poverty_households"))

    def count(self, county: str, day: date) -> int:
        """How many a county (six digits) had at the end of a day."""
        return sum(
            since <= day and (until is None or until > day)
            for since, until in self._spells.get(county, ())
        )

    @cached_property
    def _spells(self) -> dict[str, list[tuple[date, date | None]]]:
        found: dict[str, list[tuple[date, date | None]]] = {}
        for row in self.rows:
            since, until = row["识别监测时间"], row["消除监测时间"]
            assert isinstance(since, date)
            assert until is None or isinstance(until, date)
            found.setdefault(str(row["行政村"])[:6], []).append((since, until))
        return found
